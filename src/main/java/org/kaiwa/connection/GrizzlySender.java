package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.util.Iterator;
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
        connection.write(JoinedFrames.of(frames), done);
    }

    @Override
    public void ping() {
        connection.write(PING);
    }
}
