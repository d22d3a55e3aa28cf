package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.room.Outlet;

/**
 * One client's outlet: sends, pings and the close take turns, so that nothing follows a close frame (RFC 6455 §5.5.1). How they are done is the
 * {@link Sender}'s.
 *
 * <p>The turn goes round by {@link #calls}: whoever raises it from zero has it, and looks again as long as others raise it meanwhile. No lock is held
 * while the container is called, because it calls back with locks of its own.
 */
final class SerialOutlet implements Outlet, SendHandler {

    private static final Logger LOG = Logger.getLogger(SerialOutlet.class.getName());

    private final Sender sender;
    private final Counters counters;
    private final Consumer<CloseCode> whenClosed;

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
     * An outlet of an open connection.
     *
     * @param sender how things are sent
     * @param counters counts what is written
     * @param whenClosed told when this side has closed the connection, and why, in any thread
     */
    SerialOutlet(Sender sender, Counters counters, Consumer<CloseCode> whenClosed) {
        this.sender = sender;
        this.counters = counters;
        this.whenClosed = whenClosed;
    }

    @Override
    public void write(List<ServerFrame> frames, Runnable whenSent) {
        counters.written(frames);
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
            sender.ping();
        }
        if (sending || rest == null) {
            return;
        }
        if (rest.hasNext()) {
            sending = true;
            sender.send(rest, this);
        } else {
            rest = null;
            sent.run();
        }
    }

    private void end(CloseCode code) throws IOException {
        try {
            sender.close(code);
        } finally {
            whenClosed.accept(code);
        }
    }

    /** Containers throw what they like at one who writes to a connection that has just been closed; on one that is open it is a fault. */
    private void failed(Exception failure) {
        LOG.log(sender.isOpen() ? Level.WARNING : Level.FINE, "A connection is closed after a failure", failure);
        close(CloseCode.INTERNAL_ERROR);
    }
}
