package org.kaiwa.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.room.Outlet;

/**
 * The outlet over the standard API, for every server: one asynchronous send after the other, since not every container bears two at the same time.
 *
 * <p>Sends, pings and the close take turns, so that nothing follows a close frame (RFC 6455 §5.5.1). The turn goes round by {@link #calls}: whoever
 * raises it from zero has it, and looks again as long as others raise it meanwhile. No lock is held while the container is called, because it calls
 * back with locks of its own.
 */
final class StandardOutlet implements Outlet, SendHandler {

    private static final Logger LOG = Logger.getLogger(StandardOutlet.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Runnable whenClosed;

    private final AtomicInteger calls = new AtomicInteger();

    /** What is left of the write under way, and whom to tell when nothing is; null: none. Set by the caller of write, else in the turn. */
    private Iterator<ServerFrame> rest;

    private Runnable sent;

    /** A send has begun and its end has not been told. */
    private volatile boolean sending;

    private volatile boolean pingDue;

    /** Why the connection is to be ended; null: it is not. */
    private final AtomicReference<CloseCode> closing = new AtomicReference<>();

    /** The close has been done. Touched in the turn. */
    private boolean closed;

    /**
     * An outlet of an open session.
     *
     * @param session the container's side of the connection
     * @param whenClosed told when this side has closed the connection, in any thread
     */
    StandardOutlet(Session session, Runnable whenClosed) {
        this.session = session;
        this.whenClosed = whenClosed;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void write(List<ServerFrame> frames, Runnable whenSent) {
        rest = frames.iterator();
        sent = whenSent;
        goOn();
    }

    @Override
    public void ping() {
        pingDue = true;
        goOn();
    }

    @Override
    public void close(CloseCode code) {
        closing.compareAndSet(null, code);
        goOn();
    }

    @Override
    public void onResult(SendResult result) {
        if (!result.isOK()) {
            LOG.log(Level.FINE, "A send failed; its connection is closed", result.getException());
            closing.compareAndSet(null, CloseCode.INTERNAL_ERROR);
        }
        sending = false;
        goOn();
    }

    private void goOn() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                step();
            } catch (RuntimeException | IOException failure) {
                failed(failure);
            }
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() throws IOException {
        if (closed) {
            return;
        }
        if (closing.get() != null) {
            closed = true;
            end(closing.get());
            return;
        }
        if (pingDue) {
            pingDue = false;
            remote.sendPing(ByteBuffer.allocate(0));
        }
        if (sending || rest == null) {
            return;
        }
        if (rest.hasNext()) {
            sending = true;
            remote.sendObject(rest.next(), this);
        } else {
            rest = null;
            sent.run();
        }
    }

    private void end(CloseCode code) throws IOException {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.reason()));
        } finally {
            whenClosed.run();
        }
    }

    /** Containers throw what they like at one who writes to a connection that has just been closed; on one that is open it is a fault. */
    private void failed(Exception failure) {
        LOG.log(session.isOpen() ? Level.WARNING : Level.FINE, "A connection is closed after a failure", failure);
        close(CloseCode.INTERNAL_ERROR);
    }
}
