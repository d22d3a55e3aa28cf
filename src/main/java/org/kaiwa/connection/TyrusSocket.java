package org.kaiwa.connection;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;

/**
 * The socket of Tyrus behind a session, for what the standard API cannot do. The only class that knows of Tyrus, by reflection, so that the WAR needs
 * none of it. Where a Tyrus, or the server below it, is made otherwise all goes on without, only less well.
 *
 * <p>It leads to the connection below, where frames can be written that are framed already, it lets what passes be heard, and four things of Tyrus 2.1 are mended:
 *
 * <ul>
 *   <li>It ends a connection with 1011 when a frame is larger than its buffer ({@code TyrusWebSocketEngine.TyrusReadHandler.handle}): it calls the
 *       endpoint's {@code onClose} with that reason before it sends the close frame, and sends none if the socket has been closed meanwhile. So
 *       there, and only there, another code can still be put in its place.
 *   <li>It starts an idle timer anew at every message, ping and pong in either direction, also when the idle timeout is 0 and nothing will come of
 *       it ({@code TyrusSession.restartIdleTimeoutExecutor}). On Payara each start searches the whole class path, a millisecond of CPU or so. The
 *       timers of sessions without idle timeout are given to an executor that drops them.
 *   <li>It answers every ping at once, whether the client takes the answers or not (RFC 6455 §5.5.3 would let it answer the last only). Two million
 *       pings of 125 bytes, four seconds of one client, filled a heap of a gigabyte. {@link #whenHeard} lets that be seen.
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

    /** The way from Tyrus's socket to its side of the upgraded request, by the names of the fields. */
    private static final List<String> WAY_DOWN =
            List.of("protocolHandler", "writer", "tyrusHttpUpgradeHandler", "handler");

    /** And from there to Grizzly's request. */
    private static final List<String> WAY_BELOW = List.of("wc", "inputStream", "ib", "grizzlyRequest");

    /** And on to its connection, by the names of public methods. */
    private static final List<String> WAY_ON = List.of("getRequest", "getConnection");

    private final Object socket;
    private final Method close;
    private final Optional<GrizzlyConnection> connection;
    private final Optional<UpgradedRequest> request;

    /** The extensions that client and server have agreed on; null: not looked at yet. Guarded by itself. */
    private List<?> agreed;

    private TyrusSocket(Object socket) throws ReflectiveOperationException {
        this.socket = socket;
        this.close = socket.getClass().getMethod("close", int.class, String.class);
        this.connection = connectionBelow(socket);
        this.request = requestBelow(socket);
    }

    /**
     * Looks for the socket.
     *
     * @param session an open session of any container
     * @return the socket; empty if the session is not Tyrus's, or of a Tyrus that is made otherwise
     */
    static Optional<TyrusSocket> of(Session session) {
        Object remote = session.getAsyncRemote();
        if (!isTyrus(remote)) {
            return Optional.empty();
        }
        try {
            Object socket = field(remote, "webSocket");
            if (session.getMaxIdleTimeout() == 0) {
                accessible(session, "service").set(session, NO_TIMERS);
                dropTimersOf(session.getContainer());
            }
            return Optional.of(new TyrusSocket(socket));
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            warn("Tyrus", otherTyrus);
            return Optional.empty();
        }
    }

    /** Whether an object of the container, or the container itself, is Tyrus's. */
    static boolean isTyrus(Object part) {
        return part != null && part.getClass().getName().startsWith("org.glassfish.tyrus.");
    }

    /** So that the sessions to come start no timer when they are made, before anybody can set one of theirs. The container is this application's own. */
    private static void dropTimersOf(Object container) throws ReflectiveOperationException {
        Field timers = accessible(container, "managedScheduledExecutorService");
        if (timers.get(container) != NO_TIMERS) {
            timers.set(container, NO_TIMERS);
        }
    }

    private static Optional<GrizzlyConnection> connectionBelow(Object socket) {
        try {
            return Optional.of(new GrizzlyConnection(connectionOf(follow(follow(socket, WAY_DOWN), WAY_BELOW))));
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            warn("server below Tyrus", otherServer);
            return Optional.empty();
        }
    }

    /** Grizzly's connection of its request. */
    static Object connectionOf(Object grizzlyRequest) throws ReflectiveOperationException {
        Object at = grizzlyRequest;
        for (String name : WAY_ON) {
            at = at.getClass().getMethod(name).invoke(at);
        }
        return at;
    }

    static Object follow(Object from, List<String> way) throws ReflectiveOperationException {
        Object at = from;
        for (String name : way) {
            at = field(at, name);
        }
        return at;
    }

    private static Optional<UpgradedRequest> requestBelow(Object socket) {
        try {
            return Optional.of(new UpgradedRequest(follow(socket, WAY_DOWN)));
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            return Optional.empty(); // which has been said of the connection, or needs no mending
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

    static Object field(Object of, String name) throws ReflectiveOperationException {
        Object value = accessible(of, name).get(of);
        if (value == null) {
            throw new NoSuchFieldException(of.getClass().getName() + "." + name + " is not set");
        }
        return value;
    }

    static Field accessible(Object of, String name) throws ReflectiveOperationException {
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

    /**
     * The connection below.
     *
     * @return it, where the server below is Grizzly
     */
    Optional<GrizzlyConnection> connection() {
        return connection;
    }

    /**
     * The request that the handshake came by.
     *
     * @return it, where the server uses its requests again and does not let go of what they were for
     */
    Optional<UpgradedRequest> request() {
        return request;
    }

    /**
     * Calls back after each frame that has come in, after Tyrus has answered it if it is a ping.
     *
     * @param callback called by the thread that reads
     */
    void whenHeard(Runnable callback) {
        try {
            Field field = accessible(socket, "messageEventListener");
            Object monitor = field.get(socket);
            InvocationHandler listener = (proxy, method, arguments) -> {
                if (method.getName().equals("onFrameReceived")) {
                    callback.run();
                }
                return method.invoke(monitor, arguments);
            };
            Class<?> type = field.getType();
            field.set(socket, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, listener));
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            warn("Tyrus", otherTyrus);
        }
    }

    /** Hears of frames. */
    @FunctionalInterface
    interface FrameListener {

        /**
         * A frame has come in, or goes out by way of Tyrus.
         *
         * @param direction which way
         * @param fin whether it is the last of its message
         * @param opcode 0 to 15
         * @param payload unmasked; nobody changes it
         */
        void passed(WireEvent.Direction direction, boolean fin, int opcode, byte[] payload);
    }

    /**
     * Tells somebody of each frame that comes in, before Tyrus looks at it, and that Tyrus sends: pongs, the close. To Tyrus it is an extension (RFC 6455 §9) that
     * has been agreed on and changes nothing.
     *
     * @param listener called by the threads that read and write; null: nobody any more
     */
    synchronized void listen(FrameListener listener) {
        try {
            Object protocol = field(socket, "protocolHandler");
            Field field = accessible(protocol, "extensions");
            if (agreed == null) {
                List<?> extensions = (List<?>) field.get(protocol);
                agreed = extensions == null ? List.of() : extensions;
            }
            List<Object> extensions = new ArrayList<>(agreed);
            if (listener != null) {
                extensions.add(extension(protocol.getClass().getClassLoader(), listener));
            }
            field.set(protocol, extensions);
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            warn("Tyrus", otherTyrus);
        }
    }

    private static Object extension(ClassLoader loader, FrameListener listener) throws ClassNotFoundException {
        Class<?> type = loader.loadClass("org.glassfish.tyrus.core.extension.ExtendedExtension");
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "processIncoming" -> told(listener, WireEvent.Direction.IN, arguments[1]);
                    case "processOutgoing" -> told(listener, WireEvent.Direction.OUT, arguments[1]);
                    case "getName" -> "kaiwa-tap";
                    case "getParameters" -> List.of();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "kaiwa-tap";
                    default -> null;
                });
    }

    private static Object told(FrameListener listener, WireEvent.Direction direction, Object frame)
            throws ReflectiveOperationException {
        Class<?> type = frame.getClass();
        byte[] payload = (byte[]) type.getMethod("getPayloadData").invoke(frame);
        boolean fin = (boolean) type.getMethod("isFin").invoke(frame);
        int opcode = (byte) type.getMethod("getOpcode").invoke(frame);
        listener.passed(direction, fin, opcode, payload);
        return frame;
    }

    /** Sends a close frame, unless one has been sent. */
    void close(CloseCode code) {
        try {
            close.invoke(socket, code.code(), code.reason());
        } catch (IllegalAccessException | InvocationTargetException failure) {
            LOG.log(Level.FINE, "Tyrus could not be told", failure);
        }
    }
}
