package org.kaiwa.connection;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;

/**
 * The socket of Tyrus behind a session, for what the standard API cannot do. The only class that knows of Tyrus, by reflection, so that the WAR needs
 * none of it. Where a Tyrus is made otherwise all goes on without, only less well.
 *
 * <p>Two things of Tyrus 2.1 are mended here:
 *
 * <ul>
 *   <li>It ends a connection with 1011 when a frame is larger than its buffer ({@code TyrusWebSocketEngine.TyrusReadHandler.handle}): it calls the
 *       endpoint's {@code onClose} with that reason before it sends the close frame, and sends none if the socket has been closed meanwhile. So
 *       there, and only there, another code can still be put in its place.
 *   <li>It starts an idle timer anew at every message, ping and pong in either direction, also when the idle timeout is 0 and nothing will come of
 *       it ({@code TyrusSession.restartIdleTimeoutExecutor}). On Payara each start searches the whole class path, a millisecond of CPU or so. The
 *       timers of a session without idle timeout are given to an executor that drops them.
 * </ul>
 */
final class TyrusSocket {

    private static final Logger LOG = Logger.getLogger(TyrusSocket.class.getName());

    /** Runs nothing: one that has been shut down discards what it is given. */
    private static final ScheduledExecutorService NO_TIMERS = noTimers();

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Object socket;
    private final Method close;

    private TyrusSocket(Object socket, Method close) {
        this.socket = socket;
        this.close = close;
    }

    /**
     * Looks for the socket.
     *
     * @param session an open session of any container
     * @return the socket; empty if the session is not Tyrus's, or of a Tyrus that is made otherwise
     */
    static Optional<TyrusSocket> of(Session session) {
        Object remote = session.getAsyncRemote();
        if (!remote.getClass().getName().startsWith("org.glassfish.tyrus.core.")) {
            return Optional.empty();
        }
        try {
            Field field = remote.getClass().getSuperclass().getDeclaredField("webSocket");
            field.setAccessible(true);
            Object socket = field.get(remote);
            if (session.getMaxIdleTimeout() == 0) {
                Field timers = session.getClass().getDeclaredField("service");
                timers.setAccessible(true);
                timers.set(session, NO_TIMERS);
            }
            return Optional.of(new TyrusSocket(socket, socket.getClass().getMethod("close", int.class, String.class)));
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            if (!WARNED.getAndSet(true)) {
                LOG.log(Level.WARNING, "This Tyrus is made otherwise than 2.1; Kaiwa goes on, more slowly", otherTyrus);
            }
            return Optional.empty();
        }
    }

    private static ScheduledExecutorService noTimers() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(0, new ThreadPoolExecutor.DiscardPolicy());
        executor.shutdown();
        return executor;
    }

    /** Sends a close frame, unless one has been sent. */
    void close(CloseCode code) {
        try {
            close.invoke(socket, code.code(), code.reason());
        } catch (IllegalAccessException | InvocationTargetException failure) {
            LOG.log(Level.FINE, "Tyrus could not be told to close", failure);
        }
    }
}
