package org.kaiwa.connection;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;

/**
 * Refuses the handshake that a foreign page asks of a visitor's browser (RFC 6455 §10.2), with 403, and those that would tie up a thread of the server.
 *
 * <p>A filter, since {@code Configurator.checkOrigin} is not told the {@code Host}, and the port must not count: the page is on 55151 and the socket on
 * 7272.
 */
public class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(HandshakeFilter.class.getName());

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public HandshakeFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        boolean handshake = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (!handshake) {
            chain.doFilter(request, response);
        } else if (settings.allowsOrigin(origin, request.getServerName())) {
            shakeHands(request, response, chain);
        } else {
            LOG.info(() -> "Refused a handshake from the foreign origin " + origin.replaceAll("[^\\x21-\\x7e]", "?")
                    + "; kaiwa.origins can allow it");
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("The origin of this page may not open a socket here (kaiwa.origins).");
        }
    }

    private void shakeHands(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getInputStream().available() > 0) {
            // A client has to wait for the answer (RFC 6455 §4.1). Where one does not, Tyrus's handler finds data too
            // early, and its thread waits for itself for ever: some such clients, and nobody is served any more. The
            // same
            // comes of a client that goes on sending when it has been closed: Payara takes that for its handshake once
            // more.
            LOG.fine("Refused a handshake with something behind it");
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            Handshakes.answer(request, () -> chain.doFilter(request, response));
        }
    }
}
