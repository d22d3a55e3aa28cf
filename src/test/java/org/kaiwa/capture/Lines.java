package org.kaiwa.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

/** Makes what passes on a wire. */
final class Lines {

    static final Instant BEGIN = Instant.parse("2014-08-12T09:50:00.523910Z");

    private Lines() {}

    static Line between(String client, int port, String server) {
        return new Line(
                new Line.Handshake(
                        new InetSocketAddress(client, port),
                        new InetSocketAddress(server, 7272),
                        BEGIN,
                        "GET / HTTP/1.1\r\nHost: " + server + ":7272\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n"),
                "");
    }

    static WireEvent.Frame text(Line line, WireEvent.Direction direction, String text) {
        return frame(line, direction, true, 1, text.getBytes(UTF_8));
    }

    static WireEvent.Frame frame(Line line, WireEvent.Direction direction, boolean fin, int opcode, byte[] payload) {
        return new WireEvent.Frame(line, BEGIN.plusMillis(30_128), direction, fin, opcode, payload, 0);
    }
}
