package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.util.Iterator;
import org.kaiwa.protocol.ServerFrame;

/** Sends what has been framed already to the connection of Open Liberty below the session: everything that is pending, in one write. Pings and the close are Liberty's. */
final class LibertySender extends StandardSender {

    private final LibertyConnection connection;

    /**
     * A sender of an open session.
     *
     * @param session the session
     * @param connection Liberty's connection below it
     */
    LibertySender(Session session, LibertyConnection connection) {
        super(session);
        this.connection = connection;
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        connection.write(JoinedFrames.of(frames), done);
    }
}
