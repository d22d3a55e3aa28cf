package org.kaiwa.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.kaiwa.config.Settings;
import org.kaiwa.proxy.ForwardedRequest;

/** On which port the page finds its socket. */
final class SocketPort {

    private SocketPort() {}

    /**
     * A port of its own, or empty for that of the page. Which it is behind a proxy, for our other port is not what a browser sees; and where the page has come by TLS: that there is
     * TLS at the other port too nobody has said, and a browser opens nothing else from such a page.
     */
    static Optional<Integer> of(Settings settings, HttpServletRequest request) {
        return ForwardedRequest.isForwarded(request) || request.isSecure() ? Optional.empty() : settings.wsPort();
    }
}
