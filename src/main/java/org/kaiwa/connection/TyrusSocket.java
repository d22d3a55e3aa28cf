package org.kaiwa.connection;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
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
 * <p>It sends what has been framed already ({@link #sendRaw}), and four things of Tyrus 2.1 are mended:
 *
 * <ul>
 *   <li>It ends a connection with 1011 when a frame is larger than its buffer ({@code TyrusWebSocketEngine.TyrusReadHandler.handle}): it calls the
 *       endpoint's {@code onClose} with that reason before it sends the close frame, and sends none if the socket has been closed meanwhile. So
 *       there, and only there, another code can still be put in its place.
 *   <li>It starts an idle timer anew at every message, ping and pong in either direction, also when the idle timeout is 0 and nothing will come of
 *       it ({@code TyrusSession.restartIdleTimeoutExecutor}). On Payara each start searches the whole class path, a millisecond of CPU or so. The
 *       timers of a session without idle timeout are given to an executor that drops them.
 *   <li>On Payara it takes megabytes for a client that does not read, and says that they are sent. Grizzly's queue below it can be bounded from here.
 *   <li>On Payara it never lets go of a client that is there and reads nothing: the close frame waits behind what the client does not take, and the
 *       connection below waits for it to be sent. That connection can be ended from here.
 * </ul>
 */
final class TyrusSocket {

    private static final Logger LOG = Logger.getLogger(TyrusSocket.class.getName());

    /** Runs nothing: one that has been shut down discards what it is given. */
    private static final ScheduledExecutorService NO_TIMERS = noTimers();

    /** The fields that have been found, all of the server's own classes. */
    private static final Map<Class<?>, Map<String, Field>> FIELDS = new ConcurrentHashMap<>();

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    /**
     * How many bytes Grizzly may keep for a client that does not take them before it says that the socket is not ready. Its default is four times the
     * kernel's own buffer, 16 MB on Linux; a hundred clients that read nothing held a gigabyte and a half of heap.
     */
    private static final int MAX_QUEUED_BYTES = 65_536;

    /** The way from Tyrus's socket to Grizzly's request, by the names of the fields. */
    private static final List<String> WAY_DOWN = List.of(
            "protocolHandler",
            "writer",
            "tyrusHttpUpgradeHandler",
            "handler",
            "wc",
            "inputStream",
            "ib",
            "grizzlyRequest");

    /** And on to its connection, by the names of public methods. */
    private static final List<String> WAY_ON = List.of("getRequest", "getConnection");

    private final Object socket;
    private final Method close;
    private final Method sendRaw;

    /** Grizzly's connection, where that is the server below. */
    private final Optional<Object> connection;

    private TyrusSocket(Object socket, Optional<Object> connection) throws ReflectiveOperationException {
        this.socket = socket;
        this.close = socket.getClass().getMethod("close", int.class, String.class);
        this.sendRaw = socket.getClass().getMethod("sendRawFrame", ByteBuffer.class);
        this.connection = connection;
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
            Object socket = field(remote, "webSocket");
            if (session.getMaxIdleTimeout() == 0) {
                accessible(session, "service").set(session, NO_TIMERS);
            }
            return Optional.of(over(socket, connectionBelow(socket)));
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            warn("Tyrus", otherTyrus);
            return Optional.empty();
        }
    }

    /**
     * A socket that has been found.
     *
     * @param socket has the methods of {@code org.glassfish.tyrus.core.TyrusWebSocket} that are called here
     * @param connection Grizzly's connection below it
     * @throws IllegalArgumentException if it has not
     */
    static TyrusSocket over(Object socket, Optional<Object> connection) {
        try {
            return new TyrusSocket(socket, connection);
        } catch (ReflectiveOperationException otherwise) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Optional<Object> connectionBelow(Object socket) {
        try {
            Object at = socket;
            for (String name : WAY_DOWN) {
                at = field(at, name);
            }
            for (String name : WAY_ON) {
                at = at.getClass().getMethod(name).invoke(at);
            }
            at.getClass().getMethod("setMaxAsyncWriteQueueSize", int.class).invoke(at, MAX_QUEUED_BYTES);
            return Optional.of(at);
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            warn("server below Tyrus", otherServer);
            return Optional.empty();
        }
    }

    private static void warn(String part, Exception otherwise) {
        if (!WARNED.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "This " + part
                            + " is made otherwise than is known; Kaiwa goes on, but is slower or holds on to clients that read nothing",
                    otherwise);
        }
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Object value = accessible(of, name).get(of);
        if (value == null) {
            throw new NoSuchFieldException(of.getClass().getName() + "." + name + " is not set");
        }
        return value;
    }

    private static Field accessible(Object of, String name) throws ReflectiveOperationException {
        Map<String, Field> known = FIELDS.computeIfAbsent(of.getClass(), type -> new ConcurrentHashMap<>());
        Field field = known.get(name);
        if (field == null) {
            field = search(of.getClass(), name);
            field.setAccessible(true);
            known.put(name, field);
        }
        return field;
    }

    private static Field search(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    private static ScheduledExecutorService noTimers() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(0, new ThreadPoolExecutor.DiscardPolicy());
        executor.shutdown();
        return executor;
    }

    /** Sends a close frame, unless one has been sent. */
    void close(CloseCode code) {
        invoke(close, socket, code.code(), code.reason());
    }

    /**
     * Sends bytes that are frames already, in order with everything else that goes out.
     *
     * @param frames one frame or more
     * @return done when the kernel has taken them
     * @throws IllegalStateException if the socket is closed
     */
    Future<?> sendRaw(ByteBuffer frames) {
        try {
            return (Future<?>) sendRaw.invoke(socket, frames);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Ends the connection below, whatever still waits to be sent. To end it twice does nothing. */
    void terminate() {
        connection.ifPresent(below -> {
            try {
                invoke(below.getClass().getMethod("terminateSilently"), below);
            } catch (NoSuchMethodException otherGrizzly) {
                warn("Grizzly", otherGrizzly);
            }
        });
    }

    private static void invoke(Method method, Object on, Object... arguments) {
        try {
            method.invoke(on, arguments);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            LOG.log(Level.FINE, "Tyrus could not be told", failure);
        }
    }
}
