package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.kaiwa.protocol.ServerFrame;

/**
 * Sends over Tyrus what has been framed already: everything that is pending, in one write. The frames go through Tyrus's own queue of the connection,
 * so pings, pongs and the close keep their order with them.
 */
final class TyrusSender extends StandardSender {

    private final TyrusSocket socket;
    private final PendingWrites pendingWrites;

    /**
     * A sender of an open session.
     *
     * @param session the session
     * @param socket Tyrus's socket behind it
     * @param pendingWrites watches over the writes that a client does not take at once
     */
    TyrusSender(Session session, TyrusSocket socket, PendingWrites pendingWrites) {
        super(session);
        this.socket = socket;
        this.pendingWrites = pendingWrites;
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        Future<?> write = socket.sendRaw(joined(frames));
        if (write.isDone()) {
            done.onResult(result(write));
        } else {
            pendingWrites.watch(write, this::isOpen, () -> done.onResult(result(write)));
        }
    }

    /** The bytes of all frames. One alone is not copied: its array is the same for every member, and Tyrus only reads it. */
    private static ByteBuffer joined(Iterator<ServerFrame> frames) {
        byte[] first = frames.next().wire();
        if (!frames.hasNext()) {
            return ByteBuffer.wrap(first);
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(first);
        int length = first.length;
        while (frames.hasNext()) {
            byte[] next = frames.next().wire();
            parts.add(next);
            length += next.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        parts.forEach(all::put);
        return all.flip();
    }

    private static SendResult result(Future<?> write) {
        if (!write.isDone()) {
            return new SendResult(new IOException("The connection was closed before the client took it"));
        }
        try {
            write.get();
            return new SendResult();
        } catch (ExecutionException failure) {
            return new SendResult(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new SendResult(stop);
        }
    }
}
