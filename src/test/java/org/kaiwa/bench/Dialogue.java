package org.kaiwa.bench;

/**
 * What the clients of a run say. In a template {@code %d} stands for the client's number, {@code %g} for its room's and {@code %s} for what it is
 * recognized by.
 *
 * @param subprotocol what the handshake asks for (RFC 6455 §1.9); empty: nothing
 * @param login what logs a client in
 * @param welcome what a frame contains that tells a client it is in
 * @param say what says something to the room
 */
record Dialogue(String subprotocol, String login, String welcome, String say) {

    /** The capture's. A server that only repeats every frame to everybody, as the yardsticks do, understands it as well. */
    static final Dialogue CAPTURE = new Dialogue(
            "",
            "{\"type\":\"login\",\"name\":\"u%d\",\"room_id\":\"r%g\"}",
            "\"type\":\"login\"",
            "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"%s\"}");

    static final Dialogue NATIVE = new Dialogue(
            "kaiwa.v1",
            "{\"type\":\"login\",\"name\":\"u%d\",\"room\":\"r%g\"}",
            "\"type\":\"user_list\"",
            "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"%s\",\"room\":\"r%g\"}");

    /** As our page talks: with an id, under which the message comes back when it is stored. Others than its sender cannot be told by it. */
    static final Dialogue ACKNOWLEDGED = new Dialogue(
            NATIVE.subprotocol(),
            NATIVE.login(),
            NATIVE.welcome(),
            "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"what one says\",\"room\":\"r%g\",\"id\":\"%s\"}");

    byte[] loginFrame(int number, int room) {
        return Bytes.clientFrame(FrameReader.TEXT, Bytes.ascii(fill(login, number, room)));
    }

    /** A message with room for the marker, and padded with {@code x} after it. */
    byte[] sayFrame(int number, int room, int padding) {
        String content = " ".repeat(Marker.LENGTH) + "x".repeat(padding);
        return Bytes.clientFrame(
                FrameReader.TEXT, Bytes.ascii(fill(say, number, room).replace("%s", content)));
    }

    byte[] upgrade(int port) {
        return Bytes.ascii(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        // The yardstick in C knows the answer to this key only.
                        + "Sec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\nSec-WebSocket-Version: 13\r\n"
                        + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n");
    }

    private static String fill(String template, int number, int room) {
        return template.replace("%d", Integer.toString(number)).replace("%g", Integer.toString(room));
    }
}
