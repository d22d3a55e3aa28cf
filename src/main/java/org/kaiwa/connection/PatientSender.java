package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/**
 * Pings and closes in threads of their own, for a container where these may wait for the client (seen at Open Liberty): a client that reads nothing would keep the heartbeat from
 * all others. While a ping is under way no send is begun, which would wait for it.
 */
final class PatientSender implements Sender {

    private static final Logger LOG = Logger.getLogger(PatientSender.class.getName());

    private final Sender sender;
    private final Executor pings;
    private final Executor closes;

    /** Guarded by this. */
    private boolean pinging;

    /** A send that waits for the end of a ping. Guarded by this. */
    private Runnable held;

    PatientSender(Sender sender, WaitingCalls calls) {
        this(sender, calls.pings(), calls.closes());
    }

    PatientSender(Sender sender, Executor pings, Executor closes) {
        this.sender = sender;
        this.pings = pings;
        this.closes = closes;
    }

    @Override
    public void send(Iterator<ServerFrame> frames, SendHandler done) {
        synchronized (this) {
            if (pinging) {
                held = () -> sendLate(frames, done);
                return;
            }
        }
        sender.send(frames, done);
    }

    @Override
    public void ping() {
        synchronized (this) {
            if (pinging) {
                return;
            }
            pinging = true;
        }
        pings.execute(this::pingNow);
    }

    private void pingNow() {
        try {
            sender.ping();
        } catch (IOException | RuntimeException broken) {
            LOG.log(Level.FINE, "A ping failed; the container will say that the connection is gone", broken);
        }
        Runnable next;
        synchronized (this) {
            pinging = false;
            next = held;
            held = null;
        }
        if (next != null) {
            next.run();
        }
    }

    /** Sends, in a thread that the outlet does not know of: so it is told of a failure by the result. */
    private void sendLate(Iterator<ServerFrame> frames, SendHandler done) {
        try {
            sender.send(frames, done);
        } catch (RuntimeException failure) {
            done.onResult(new SendResult(failure));
        }
    }

    @Override
    public void close(CloseCode code) {
        closes.execute(() -> {
            try {
                sender.close(code);
            } catch (IOException | RuntimeException broken) {
                LOG.log(Level.FINE, "A close failed; the connection was gone", broken);
            }
        });
    }

    @Override
    public boolean isOpen() {
        return sender.isOpen();
    }
}
