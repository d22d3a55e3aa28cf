package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.kaiwa.config.Settings;

/** Where browsers find us: as it is configured, else as the one that asks has found us. Thread-safe. */
@ApplicationScoped
public class PublicUrls {

    private Optional<URI> configured;

    /** For the container, which makes a proxy of this class. */
    protected PublicUrls() {}

    /**
     * Made by the container.
     *
     * @param settings where we are
     */
    @Inject
    public PublicUrls(Settings settings) {
        this.configured = settings.signOn().publicUrl();
    }

    /** The address of a path within the application. */
    URI of(HttpServletRequest request, String path) {
        return URI.create(configured.map(URI::toString).orElseGet(() -> found(request)) + path);
    }

    private static String found(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port)
                + request.getContextPath();
    }

    boolean isSecure(HttpServletRequest request) {
        return request.isSecure() || isConfiguredSecure();
    }

    boolean isConfiguredSecure() {
        return configured.filter(url -> "https".equals(url.getScheme())).isPresent();
    }
}
