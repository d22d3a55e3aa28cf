package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Open Liberty's connection below a WebSocket, for frames that are framed already. The only class that knows of Liberty's sockets, by reflection, so that the WAR needs none of it.
 * Where they are made otherwise all goes on over the standard API.
 *
 * <p>An asynchronous send of Liberty never writes in the thread that asks for it ({@code MessageWriter.WriteMessageASync} forces it into a queue): the one thread of the write selector
 * is woken and registers the socket, the kernel says that there is room, a thread of the executor is woken and writes, and only then the next frame begins the same way. From here
 * the write is tried at once, and goes that way only if the client does not take all of it.
 *
 * <p>A write takes Liberty's own turn ({@code WsocConnLink.okToWrite}), so it keeps its order with what Liberty sends (pings, pongs, the close). While Liberty answers a ping that
 * turn is waited for, as long as a client that reads nothing likes: then, and only then, a write is given to a thread that may wait.
 */
final class LibertyConnection {

    private static final Logger LOG = Logger.getLogger(LibertyConnection.class.getName());

    /** What writes to the socket as it is. Any other, that of TLS above all, is left to Liberty. */
    private static final String PLAIN = "com.ibm.ws.tcpchannel.internal.NioTCPWriteRequestContextImpl";

    /** {@code TCPWriteRequestContext.WRITE_ALL_DATA}. */
    private static final long ALL = -1;

    /** {@code TCPRequestContext.NO_TIMEOUT}. */
    private static final int NO_TIMEOUT = -1;

    /** How the classes of a server are called, found once for each kind of connection. */
    private static final Map<Class<?>, Calls> CALLS = new ConcurrentHashMap<>();

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Object link;

    /** Held by Liberty for every look at the turn, and for every change of it. */
    private final Object lock;

    private final Object writer;
    private final Object buffers;
    private final Calls calls;
    private final Executor waiting;

    /** What Liberty calls back. */
    private final Object callback;

    /** Of the write under way. Set by the caller of write, read when it has ended. */
    private SendHandler told;

    private Object buffer;

    /**
     * A connection that has been found.
     *
     * @param link a {@code com.ibm.ws.wsoc.WsocConnLink}
     * @param waiting where writes go that have to wait
     * @throws ReflectiveOperationException if it is made otherwise than is known
     */
    LibertyConnection(Object link, Executor waiting) throws ReflectiveOperationException {
        this.link = link;
        this.lock = TyrusSocket.field(link, "linkSync");
        this.waiting = waiting;
        Calls known = CALLS.get(link.getClass());
        if (known == null) {
            known = Calls.of(link);
            CALLS.put(link.getClass(), known);
        }
        this.calls = known;
        this.writer = known.writeInterface.invoke(TyrusSocket.field(link, "tcpConnection"));
        this.buffers = known.bufferManager.invoke(link);
        this.callback = known.callback(this);
    }

    /**
     * Looks for the connection.
     *
     * @param session an open session of any container
     * @param waiting where writes go that have to wait
     * @return the connection; empty if the session is not Liberty's, or something between it and the socket changes what is written
     */
    static Optional<LibertyConnection> of(Session session, Executor waiting) {
        if (!session.getClass().getName().startsWith("com.ibm.ws.wsoc.")) {
            return Optional.empty();
        }
        try {
            Object impl = session.getClass().getMethod("getSessionImpl").invoke(session);
            LibertyConnection found = new LibertyConnection(TyrusSocket.field(impl, "connLink"), waiting);
            if (found.isPlain() && session.getNegotiatedExtensions().isEmpty()) {
                return Optional.of(found);
            }
            if (!session.isSecure() && !found.isPlain()) {
                throw new ClassNotFoundException(found.writer.getClass().getName() + " instead of " + PLAIN);
            }
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException otherLiberty) {
            if (!WARNED.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "This Open Liberty is made otherwise than is known; Kaiwa goes on, but is slower",
                        otherLiberty);
            }
            return Optional.empty();
        }
    }

    private boolean isPlain() {
        return writer.getClass().getName().equals(PLAIN);
    }

    /**
     * Writes some bytes, without waiting. Called by one thread at a time, and not before the write before has been told.
     *
     * @param bytes whole frames; never written to
     * @param done called once, in any thread, perhaps before this method returns
     */
    void write(byte[] bytes, SendHandler done) {
        try {
            Object turn;
            synchronized (lock) {
                turn = answersPing() ? null : calls.okToWrite.invoke(link, false, false, false);
            }
            if (turn == null) {
                waiting.execute(() -> writeLate(bytes, done));
            } else {
                write(turn, bytes, done);
            }
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private boolean answersPing() throws IllegalAccessException {
        return "WRITING_PONG".equals(calls.turn.get(link).toString());
    }

    /** Waits for the turn, in a thread that nobody waits for: so a failure is told by the result. */
    private void writeLate(byte[] bytes, SendHandler done) {
        try {
            write(calls.okToWrite.invoke(link, false, false, false), bytes, done);
        } catch (ReflectiveOperationException | RuntimeException failure) {
            done.onResult(new SendResult(failure));
        }
    }

    private void write(Object turn, byte[] bytes, SendHandler done) {
        try {
            if (!"OK".equals(turn.toString())) {
                done.onResult(new SendResult(new IOException("Liberty takes nothing more: " + turn)));
                return;
            }
            told = done;
            if (writeNow(bytes)) {
                ended(new SendResult());
            }
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Returns whether all has been written; if it has not, Liberty calls back, or has done so. */
    private boolean writeNow(byte[] bytes) throws IllegalAccessException, InvocationTargetException {
        boolean begun = false;
        try {
            // Of what has an array Liberty makes a direct buffer first, a new one each time; the JDK has one ready for
            // each thread.
            buffer = calls.wrap.invoke(buffers, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            calls.setBuffer.invoke(writer, buffer);
            Object complete = calls.write.invoke(writer, ALL, callback, false, NO_TIMEOUT);
            begun = true;
            return complete != null;
        } finally {
            if (!begun) {
                calls.signalNotWriting.invoke(link);
            }
        }
    }

    /** Liberty calls back, in a thread that knows nothing of the application: it is given what Liberty gives to its own callbacks. */
    private void calledBack(SendResult result) throws ReflectiveOperationException {
        Object before = calls.pushContexts.invoke(link);
        try {
            ended(result);
        } finally {
            calls.popContexts.invoke(link, before);
        }
    }

    private void ended(SendResult result) throws IllegalAccessException, InvocationTargetException {
        calls.release.invoke(buffer);
        buffer = null;
        calls.signalNotWriting.invoke(link);
        told.onResult(result);
    }

    /**
     * The methods that are called.
     *
     * @param turn {@code WsocConnLink.writeLinkStatus}: who has the turn to write
     * @param okToWrite {@code WsocConnLink.okToWrite(boolean, boolean, boolean)}: takes the turn to write, if nobody has it
     * @param signalNotWriting {@code WsocConnLink.signalNotWriting()}: gives it back
     * @param pushContexts {@code WsocConnLink.pushContexts()}: the thread works for the application
     * @param popContexts {@code WsocConnLink.popContexts(InjectionThings)}: and no longer
     * @param bufferManager {@code WsocConnLink.getBufferManager()}
     * @param wrap {@code WsByteBufferPoolManager.wrap(ByteBuffer)}
     * @param release {@code WsByteBuffer.release()}
     * @param writeInterface {@code TCPConnectionContext.getWriteInterface()}
     * @param setBuffer {@code TCPRequestContext.setBuffer(WsByteBuffer)}
     * @param write {@code TCPWriteRequestContext.write(long, TCPWriteCompletedCallback, boolean, int)}: comes back with the connection if all has been written, and then calls nobody
     */
    private record Calls(
            Field turn,
            Method okToWrite,
            Method signalNotWriting,
            Method pushContexts,
            Method popContexts,
            Method bufferManager,
            Method wrap,
            Method release,
            Method writeInterface,
            Method setBuffer,
            Method write) {

        static Calls of(Object link) throws ReflectiveOperationException {
            Class<?> type = link.getClass();
            Method push = type.getMethod("pushContexts");
            Method manager = type.getMethod("getBufferManager");
            Method wrap = manager.getReturnType().getMethod("wrap", ByteBuffer.class);
            Method interfaceOf =
                    TyrusSocket.accessible(link, "tcpConnection").getType().getMethod("getWriteInterface");
            Class<?> writer = interfaceOf.getReturnType();
            return new Calls(
                    TyrusSocket.accessible(link, "writeLinkStatus"),
                    type.getMethod("okToWrite", boolean.class, boolean.class, boolean.class),
                    type.getMethod("signalNotWriting"),
                    push,
                    type.getMethod("popContexts", push.getReturnType()),
                    manager,
                    wrap,
                    wrap.getReturnType().getMethod("release"),
                    interfaceOf,
                    writer.getMethod("setBuffer", wrap.getReturnType()),
                    write(writer));
        }

        /** The one of the two that does not wait. */
        private static Method write(Class<?> writer) throws NoSuchMethodException {
            return Stream.of(writer.getMethods())
                    .filter(method -> method.getName().equals("write") && method.getParameterCount() == 4)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(writer.getName() + ".write"));
        }

        Object callback(LibertyConnection connection) {
            Class<?> type = write.getParameterTypes()[1];
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "complete" -> connection.calledBack(new SendResult());
                    case "error" -> connection.calledBack(new SendResult((Throwable) arguments[2]));
                    case "hashCode" -> {
                        return System.identityHashCode(proxy);
                    }
                    case "equals" -> {
                        return proxy == arguments[0];
                    }
                    default -> {
                        return "kaiwa-write";
                    }
                }
                return null;
            });
        }
    }
}
