package org.kaiwa.connection;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.logging.Logger;

/**
 * Cuts a request whose answer the server holds for sent before anybody has answered it.
 *
 * <p>Payara uses its request objects again. When a WebSocket is closed and its client goes in that very moment, Grizzly 4 can put the request aside for the next one without
 * clearing the answer that belongs to it: {@code HttpResponsePacketImpl.recycle} leaves it as it is while the request expects more content, and
 * {@code ServerHttpRequestImpl.recycle}, a few instructions later, is told that it expects none any more. Whoever is given it next gets no head of an answer, a handshake
 * none at all, and would wait for the heartbeat's patience. A connection that is cut at once is made anew by browsers and clients.
 *
 * <p>The first of all filters. It asks one question, and lets through what any other server gives it.
 */
public class StaleAnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(StaleAnswerFilter.class.getName());

    /** From Catalina's facade to Grizzly's request, by the names of the fields. */
    private static final List<String> WAY_BELOW = List.of("request", "coyoteRequest");

    @Inject
    transient Counters counters;

    /** Made by the container. */
    public StaleAnswerFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            counters.staleAnswer();
            LOG.fine("Cut a request that the server had another's answer for");
            cut(request);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void cut(HttpServletRequest request) throws ServletException {
        try {
            Object connection = TyrusSocket.connectionOf(TyrusSocket.follow(request, WAY_BELOW));
            connection.getClass().getMethod("terminateSilently").invoke(connection);
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            throw new ServletException("The answer to this request has been given before it came", otherServer);
        }
    }
}
