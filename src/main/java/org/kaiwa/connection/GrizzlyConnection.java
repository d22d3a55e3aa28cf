package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Grizzly's connection below a WebSocket, for frames that are framed already. The only class that knows of Grizzly, by reflection.
 *
 * <p>A write goes to the queue of the connection, where it keeps its order with what Tyrus sends (pings, pongs, the close). It leaves out what Tyrus and
 * Catalina have above that, which is a third of the cost, and it calls back when the kernel has taken the last byte, which neither of them does
 * (Grizzly 4, {@code AbstractNIOAsyncQueueWriter.write}). If one of the connection's filters may change what is written, such as the one for TLS, the
 * write goes through all of them.
 */
final class GrizzlyConnection {

    /** Filters that let through what is no HTTP. With any other in the chain a write goes through it. */
    private static final Set<String> PASSING = Set.of(
            "org.glassfish.grizzly.filterchain.TransportFilter",
            "org.glassfish.grizzly.utils.IdleTimeoutFilter",
            "com.sun.enterprise.v3.services.impl.GlassfishNetworkListener$GlassfishHttpCodecFilter",
            "org.glassfish.grizzly.http2.Http2ServerFilter",
            "org.glassfish.grizzly.http.server.FileCacheFilter",
            "org.glassfish.grizzly.extras.addons.WebSocketAddOnProvider$GlassfishWebSocketFilter",
            "org.glassfish.grizzly.http.server.HttpServerFilter");

    /** How the classes of a server are called, found once for each kind of connection and each way of writing. */
    private static final Map<List<Object>, Calls> CALLS = new ConcurrentHashMap<>();

    private final Object connection;
    private final Object memory;

    /** The queue's writer; null: a write goes through the filters. */
    private final Object queue;

    private final Calls calls;

    /** What Grizzly calls back, for {@link #told}. It is the same for every write of an outlet, of which there is one at a time. */
    private Object handler;

    private SendHandler told;

    /** The bytes of the write that has not been told; those of others are what Tyrus sends. */
    private volatile int ownBytes;

    /**
     * A connection that has been found.
     *
     * @param connection an {@code org.glassfish.grizzly.Connection}
     * @throws ReflectiveOperationException if it is made otherwise than is known
     */
    GrizzlyConnection(Object connection) throws ReflectiveOperationException {
        this.connection = connection;
        this.memory = get(connection, "getMemoryManager");
        // Past a bound Grizzly says that the socket is not ready, and Tyrus starts a queue of its own, which has none.
        connection.getClass().getMethod("setMaxAsyncWriteQueueSize", int.class).invoke(connection, -1);
        Iterable<?> filters = (Iterable<?>) get(connection, "getProcessor");
        boolean passing = StreamSupport.stream(filters.spliterator(), false)
                .allMatch(filter -> PASSING.contains(filter.getClass().getName()));
        this.queue = passing ? get(get(get(connection, "getTransport"), "getAsyncQueueIO"), "getWriter") : null;
        List<Object> kind = List.of(connection.getClass(), passing);
        Calls known = CALLS.get(kind);
        if (known == null) {
            known = Calls.of(connection, memory, queue);
            CALLS.put(kind, known);
        }
        this.calls = known;
    }

    private static Object get(Object from, String getter) throws ReflectiveOperationException {
        return from.getClass().getMethod(getter).invoke(from);
    }

    /**
     * Writes some bytes, without waiting. Called by one thread at a time, and not before the write before has been told.
     *
     * @param bytes whole frames; never written to
     * @param done called once, in any thread, perhaps before this method returns
     */
    void write(byte[] bytes, SendHandler done) {
        if (told != done) {
            told = done;
            handler = calls.handler(result -> {
                ownBytes = 0;
                done.onResult(result);
            });
        }
        ownBytes = bytes.length;
        enqueue(bytes, handler);
    }

    /** Writes some bytes of which nobody needs to know when they have gone, also while a write is under way. */
    void write(byte[] bytes) {
        enqueue(bytes, null);
    }

    private void enqueue(byte[] bytes, Object whenTaken) {
        try {
            Object buffer = calls.wrap.invoke(memory, bytes, 0, bytes.length);
            if (queue == null) {
                calls.write.invoke(connection, buffer, whenTaken);
            } else {
                calls.enqueue.invoke(queue, connection, null, buffer, whenTaken);
            }
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /**
     * How much of what Tyrus sends, pongs above all, waits for a client that does not take it.
     *
     * @return bytes, about
     */
    int unreadAnswers() {
        try {
            Object writeQueue = calls.writeQueue.invoke(connection);
            return (int) calls.space.invoke(writeQueue) - ownBytes;
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Ends the connection, whatever still waits to be sent. To end it twice does nothing. */
    void terminate() {
        try {
            calls.terminate.invoke(connection);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /**
     * The methods that are called.
     *
     * @param wrap {@code WrapperAware.wrap(byte[], int, int)}: a buffer over an array
     * @param write {@code Writeable.write(Object, CompletionHandler)}
     * @param enqueue {@code Writer.write(Connection, Object, WritableMessage, CompletionHandler)}; null where it is not called
     * @param writeQueue {@code NIOConnection.getAsyncWriteQueue()}
     * @param space {@code TaskQueue.spaceInBytes()}
     * @param terminate {@code Closeable.terminateSilently()}
     */
    private record Calls(Method wrap, Method write, Method enqueue, Method writeQueue, Method space, Method terminate) {

        static Calls of(Object connection, Object memory, Object queue) throws ReflectiveOperationException {
            Method writeQueue = connection.getClass().getMethod("getAsyncWriteQueue");
            return new Calls(
                    memory.getClass().getMethod("wrap", byte[].class, int.class, int.class),
                    write(connection, 2),
                    queue == null ? null : write(queue, 4),
                    writeQueue,
                    writeQueue.getReturnType().getMethod("spaceInBytes"),
                    connection.getClass().getMethod("terminateSilently"));
        }

        /** The method that takes so many arguments, a completion handler as the last. */
        private static Method write(Object of, int arguments) throws NoSuchMethodException {
            return Stream.of(of.getClass().getMethods())
                    .filter(method -> method.getName().equals("write") && method.getParameterCount() == arguments)
                    .filter(method -> method.getParameterTypes()[arguments - 1]
                            .getSimpleName()
                            .equals("CompletionHandler"))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(of.getClass().getName() + ".write"));
        }

        Object handler(SendHandler done) {
            InvocationHandler call = (handler, method, arguments) -> {
                switch (method.getName()) {
                    case "completed" -> done.onResult(new SendResult());
                    case "failed" -> done.onResult(new SendResult((Throwable) arguments[0]));
                    case "cancelled" ->
                        done.onResult(
                                new SendResult(new IOException("The connection was closed before the client took it")));
                    case "hashCode" -> {
                        return System.identityHashCode(handler);
                    }
                    case "equals" -> {
                        return handler == arguments[0];
                    }
                    case "toString" -> {
                        return done.toString();
                    }
                    default -> {
                        // Some more bytes were taken.
                    }
                }
                return null;
            };
            Class<?> type = write.getParameterTypes()[1];
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, call);
        }
    }
}
