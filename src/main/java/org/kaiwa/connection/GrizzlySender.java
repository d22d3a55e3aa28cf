package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.kaiwa.protocol.ServerFrame;

/**
 * Sends what has been framed already to the connection of Grizzly below Tyrus: everything that is pending, in one write. The frames go through the
 * connection's queue, as what Tyrus sends does, so the close comes after them.
 */
final class GrizzlySender extends StandardSender {

    /** An unmasked ping without payload (RFC 6455 §5.5.2). */
    private static final byte[] PING = {(byte) 0x89, 0};

    private final GrizzlyConnection connection;

    /**
     * A sender of an open session.
     *
     * @param session the session
     * @param connection Grizzly's connection below it
     */
    GrizzlySender(Session session, GrizzlyConnection connection) {
        super(session);
        this.connection = connection;
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        connection.write(joined(frames), done);
    }

    @Override
    public void ping() {
        connection.write(PING);
    }

    /** The bytes of all frames. One alone is not copied: its array is the same for every member, and Grizzly only reads it. */
    private static byte[] joined(Iterator<ServerFrame> frames) {
        byte[] first = frames.next().wire();
        if (!frames.hasNext()) {
            return first;
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(first);
        int length = first.length;
        while (frames.hasNext()) {
            byte[] next = frames.next().wire();
            parts.add(next);
            length += next.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
