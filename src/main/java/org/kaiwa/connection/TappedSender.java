package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.util.Iterator;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** A sender whose frames are told to those who watch the wire. The close only where it is not heard of otherwise: Tyrus makes that frame, and is heard itself. */
final class TappedSender implements Sender {

    private static final byte[] PING = {(byte) 0x89, 0};

    private final Sender sender;
    private final LineTap tap;

    TappedSender(Sender sender, LineTap tap) {
        this.sender = sender;
        this.tap = tap;
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        sender.send(tap.isWatched() ? told(frames) : frames, done);
    }

    @Override
    public void ping() throws IOException {
        if (tap.isWatched()) {
            tap.sent(PING);
        }
        sender.ping();
    }

    @Override
    public void close(CloseCode code) throws IOException {
        tap.sentClose(code);
        sender.close(code);
    }

    @Override
    public boolean isOpen() {
        return sender.isOpen();
    }

    private Iterator<ServerFrame> told(Iterator<ServerFrame> frames) {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return frames.hasNext();
            }

            @Override
            public ServerFrame next() {
                ServerFrame frame = frames.next();
                tap.sent(frame.wire());
                return frame;
            }
        };
    }
}
