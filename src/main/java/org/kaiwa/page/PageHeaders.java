package org.kaiwa.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.kaiwa.config.Settings;

/** Puts the security headers on every answer: the page runs its own scripts, speaks to its own host, and stands in nobody's frame. */
public class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The host goes into a header, so nothing passes that is not the name or address of one. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public PageHeaders() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The answer to a handshake stays as bare as in the capture.
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Content-Security-Policy", policy(request.getServerName(), socketPort(request)));
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            // Revalidate, so that a page never runs with the modules of an older version.
            response.setHeader("Cache-Control", "no-cache");
        }
        chain.doFilter(request, response);
    }

    private int socketPort(HttpServletRequest request) {
        return settings.wsPort().orElse(request.getServerPort());
    }

    /**
     * The policy. {@code 'self'} covers a socket on the page's own port in the browsers of today, and the other port is named.
     *
     * @param host the host that the browser asked for
     * @param socketPort the port of the socket
     */
    static String policy(String host, int socketPort) {
        String socket = HOST.matcher(host).matches()
                ? " ws://" + host + ":" + socketPort + " wss://" + host + ":" + socketPort
                : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; "
                + "connect-src 'self'" + socket + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
