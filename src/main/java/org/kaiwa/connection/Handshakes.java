package org.kaiwa.connection;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kaiwa.proxy.ForwardedRequest;

/**
 * Brings what the request of a handshake says to the session that comes of it: Jakarta WebSocket 2.1 tells an endpoint no address and not the request line.
 *
 * <p>The container answers a handshake in the thread of its request, and asks the endpoint's configurator meanwhile, which puts it into the properties of the session to come.
 */
final class Handshakes {

    private static final String PROPERTY = "org.kaiwa.handshake";

    /** What opens something to whoever knows it. */
    private static final Set<String> SECRET = Set.of(
            "cookie",
            "authorization",
            "proxy-authorization",
            "x-forwarded-access-token",
            "x-auth-request-access-token");

    private static final ThreadLocal<Line.Handshake> CURRENT = new ThreadLocal<>();

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    private Handshakes() {}

    /** The answer to a handshake. */
    @FunctionalInterface
    interface Answer {
        void give() throws IOException, ServletException;
    }

    /** Has a handshake answered. */
    static void answer(HttpServletRequest request, Answer answer) throws IOException, ServletException {
        CURRENT.set(of(request));
        try {
            answer.give();
        } finally {
            CURRENT.remove();
        }
    }

    /** Leaves the handshake of the moment for the session that comes of it. */
    static void handOver(Map<String, Object> properties) {
        Line.Handshake current = CURRENT.get();
        if (current != null) {
            properties.put(PROPERTY, current);
        }
    }

    /** The handshake of a session; one from nowhere, where a container has answered it elsewhere. */
    static Line.Handshake of(Session session) {
        return session.getUserProperties().remove(PROPERTY) instanceof Line.Handshake handshake
                ? handshake
                : new Line.Handshake(NOWHERE, NOWHERE, Instant.now(), "GET / HTTP/1.1\r\n");
    }

    private static Line.Handshake of(HttpServletRequest request) {
        StringBuilder head = new StringBuilder(1024);
        // As it passed on our wire, which is where it is watched.
        String path = ForwardedRequest.received(request).getRequestURI();
        head.append(request.getMethod()).append(' ').append(path);
        if (request.getQueryString() != null) {
            head.append('?').append(request.getQueryString());
        }
        head.append(' ').append(request.getProtocol()).append("\r\n");
        for (String name : Collections.list(request.getHeaderNames())) {
            boolean isSecret = SECRET.contains(name.toLowerCase(Locale.ROOT));
            for (String value : Collections.list(request.getHeaders(name))) {
                head.append(name)
                        .append(": ")
                        .append(isSecret ? "*".repeat(value.length()) : value)
                        .append("\r\n");
            }
        }
        return new Line.Handshake(
                address(request.getRemoteAddr(), request.getRemotePort()),
                address(request.getLocalAddr(), request.getLocalPort()),
                Instant.now(),
                head.toString());
    }

    private static InetSocketAddress address(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), Math.max(0, port));
        } catch (UnknownHostException noLiteral) {
            return NOWHERE;
        }
    }
}
