package org.kaiwa.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** Sends over the standard API, on every server: one asynchronous send a frame, since that is all it has. */
class StandardSender implements Sender {

    private final Session session;
    private final RemoteEndpoint.Async remote;

    StandardSender(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        remote.sendObject(frames.next(), done);
    }

    @Override
    public void ping() throws IOException {
        remote.sendPing(ByteBuffer.allocate(0));
    }

    @Override
    public void close(CloseCode code) throws IOException {
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.reason()));
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }
}
