package org.kaiwa.page;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kaiwa.config.PageSettings;
import org.kaiwa.config.Settings;

/**
 * Puts the security headers on every answer: the page runs its own scripts, speaks to its own host, asks for nothing that is the visitor's, and stands in the frame
 * of those that the administrator names.
 */
public class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The host goes into a header, so nothing passes that is not the name or address of one. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    /** What the page has no use for, so that nothing that gets into it has either. */
    private static final String PERMISSIONS = Stream.of(
                    "accelerometer",
                    "camera",
                    "display-capture",
                    "geolocation",
                    "gyroscope",
                    "hid",
                    "idle-detection",
                    "local-fonts",
                    "magnetometer",
                    "microphone",
                    "midi",
                    "payment",
                    "screen-wake-lock",
                    "serial",
                    "usb",
                    "xr-spatial-tracking")
            .map(feature -> feature + "=()")
            .collect(Collectors.joining(", "));

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public PageHeaders() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The answer to a handshake stays as bare as in the capture.
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            List<String> ancestors = settings.page().frameAncestors();
            response.setHeader(
                    "Content-Security-Policy",
                    policy(
                            request.getServerName(),
                            SocketPort.of(settings, request).orElseGet(request::getServerPort),
                            ancestors));
            // For browsers that do not know frame-ancestors; of others than ourselves the header cannot tell.
            frameOptions(ancestors).ifPresent(options -> response.setHeader("X-Frame-Options", options));
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Permissions-Policy", PERMISSIONS);
            // A page that opens us, or that we open, holds no handle on our window.
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                // What may be kept longer says so itself.
                response.setHeader("Cache-Control", "no-cache");
            }
        }
        chain.doFilter(request, response);
    }

    /**
     * The policy. {@code 'self'} covers a socket on the page's own port in the browsers of today, and the other port is named. No script can be made of a text
     * (Trusted Types); the one exception is the address of the service worker, which {@code app/pwa.js} gives.
     *
     * @param host the host that the browser asked for
     * @param socketPort the port of the socket
     * @param ancestors who may show the page in a frame
     */
    static String policy(String host, int socketPort, List<String> ancestors) {
        String socket = HOST.matcher(host).matches()
                ? " ws://" + host + ":" + socketPort + " wss://" + host + ":" + socketPort
                : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; "
                + "connect-src 'self'" + socket + "; base-uri 'none'; form-action 'self'; "
                + "require-trusted-types-for 'script'; trusted-types kaiwa; frame-ancestors " + sources(ancestors);
    }

    private static String sources(List<String> ancestors) {
        return ancestors.isEmpty()
                ? "'none'"
                : ancestors.stream()
                        .map(ancestor -> ancestor.equals(PageSettings.SELF) ? "'self'" : ancestor)
                        .collect(Collectors.joining(" "));
    }

    /** What {@code X-Frame-Options} can say of who may show the page in a frame. */
    static Optional<String> frameOptions(List<String> ancestors) {
        if (ancestors.isEmpty()) {
            return Optional.of("DENY");
        }
        return ancestors.equals(List.of(PageSettings.SELF)) ? Optional.of("SAMEORIGIN") : Optional.empty();
    }
}
