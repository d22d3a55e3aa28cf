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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.room.Outlet;

/**
 * The outlet over the standard API, for every server: one asynchronous send after the other, since not every container bears two at the same time.
 *
 * <p>{@link #write} is called by one thread at a time and not again before it has said that it is done, so the fields of a write need no lock.
 */
final class StandardOutlet implements Outlet, SendHandler {

    private static final Logger LOG = Logger.getLogger(StandardOutlet.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;

    /** What is left of the write under way, and whom to tell when nothing is. */
    private Iterator<ServerFrame> rest;

    private Runnable sent;

    /** Sends to start. A send that completes at once raises it from within the loop, which then goes on instead of recursing. */
    private final AtomicInteger steps = new AtomicInteger();

    StandardOutlet(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void write(List<ServerFrame> frames, Runnable whenSent) {
        rest = frames.iterator();
        sent = whenSent;
        step();
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) {
            step();
        } else {
            LOG.log(Level.FINE, "A send failed; its connection is closed", result.getException());
            close(CloseCode.INTERNAL_ERROR);
        }
    }

    private void step() {
        if (steps.getAndIncrement() != 0) {
            return;
        }
        do {
            if (!rest.hasNext()) {
                steps.set(0);
                sent.run();
                return;
            }
            send(rest.next());
        } while (steps.decrementAndGet() != 0);
    }

    private void send(ServerFrame frame) {
        try {
            remote.sendObject(frame, this);
        } catch (RuntimeException failure) {
            ifOpen(failure);
        }
    }

    @Override
    public void ping() {
        try {
            remote.sendPing(ByteBuffer.allocate(0));
        } catch (IOException gone) {
            LOG.log(Level.FINE, "A ping could not be sent", gone);
        } catch (RuntimeException failure) {
            ifOpen(failure);
        }
    }

    /** Containers throw what they like at one who writes to a connection that has just been closed; on one that is open it is a fault. */
    private void ifOpen(RuntimeException failure) {
        if (session.isOpen()) {
            throw failure;
        }
        LOG.log(Level.FINE, "The connection was closed meanwhile", failure);
    }

    @Override
    public void close(CloseCode code) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.reason()));
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.FINE, "Closed already", gone);
        }
    }
}
