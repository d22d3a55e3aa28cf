package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The contract over raw frames, with something in the place of Grizzly's connection that has its methods. */
class GrizzlySenderTest extends OutletContract {

    private final Queue<CompletionHandler> underWay = new ArrayDeque<>();
    private final List<Integer> writes = new ArrayList<>();
    private int pongs;

    @Override
    Sender sender() {
        Session session = Fakes.fake(Session.class, (method, arguments) -> switch (method) {
            case "getAsyncRemote" ->
                Fakes.fake(RemoteEndpoint.Async.class, (call, none) -> {
                    throw new UnsupportedOperationException(call);
                });
            case "isOpen" -> open;
            case "close" ->
                wire.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> throw new UnsupportedOperationException(method);
        });
        try {
            return new GrizzlySender(session, new GrizzlyConnection(new ConnectionOfGrizzly()));
        } catch (ReflectiveOperationException otherwise) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    void complete(IOException how) {
        CompletionHandler oldest = underWay.poll();
        if (oldest != null && how == null) {
            oldest.updated("some");
            oldest.completed("all");
        } else if (oldest != null) {
            oldest.failed(how);
        }
    }

    @Test
    void everythingThatIsPendingGoesOutInOneWrite() {
        framesGoOutInOrderAndWhenAllHaveGoneItIsSaidOnce();

        assertThat(writes).hasSize(1);
    }

    @Test
    void whatIsUnderWayIsNoUnreadAnswer() throws ReflectiveOperationException {
        atOnce = false;
        GrizzlyConnection connection = new GrizzlyConnection(new ConnectionOfGrizzly());
        pongs = 127;
        connection.write(new byte[] {(byte) 0x81, 3, '"', 'x', '"'}, result -> sent++);
        assertThat(connection.unreadAnswers()).isEqualTo(127);

        complete(null);

        assertThat(connection.unreadAnswers()).isEqualTo(127);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void aWriteThatIsCancelledEndsTheConnection() {
        atOnce = false;
        aPingDoesNotWaitForASendUnderWay();

        underWay.remove().cancelled();

        assertThat(sent).isZero();
        assertThat(wire).endsWith("close 1011", "closed");
    }

    @Test
    void aConnectionThatIsMadeOtherwiseIsNotTakenForGrizzlys() {
        assertThatThrownBy(() -> new GrizzlyConnection("no connection")).isInstanceOf(NoSuchMethodException.class);
    }

    /** Grizzly's. */
    public interface CompletionHandler {

        /** Given up. */
        void cancelled();

        /** Broken. */
        void failed(Throwable failure);

        /** Written. */
        void completed(Object result);

        /** Partly written. */
        void updated(Object result);
    }

    /** The method of {@code org.glassfish.grizzly.asyncqueue.TaskQueue} that is called. */
    public final class QueueOfGrizzly {

        /** As Grizzly's. */
        public int spaceInBytes() {
            return underWay.isEmpty() ? pongs : pongs + writes.get(writes.size() - 1);
        }
    }

    /** The method of {@code org.glassfish.grizzly.memory.WrapperAware} that is called. */
    public static final class MemoryOfGrizzly {

        /** As Grizzly's. */
        public ByteBuffer wrap(byte[] bytes, int offset, int length) {
            return ByteBuffer.wrap(bytes, offset, length).asReadOnlyBuffer();
        }
    }

    /** The methods of {@code org.glassfish.grizzly.Connection} that are called. */
    public final class ConnectionOfGrizzly {

        /** As Grizzly's. */
        public MemoryOfGrizzly getMemoryManager() {
            return new MemoryOfGrizzly();
        }

        /** The filters, one of which may do anything. */
        public List<Object> getProcessor() {
            return List.of("TLS");
        }

        /** As Grizzly's. */
        public void setMaxAsyncWriteQueueSize(int bytes) {
            assertThat(bytes).isNegative();
        }

        /** As Grizzly's. */
        public QueueOfGrizzly getAsyncWriteQueue() {
            return new QueueOfGrizzly();
        }

        /** As Grizzly's. */
        public void terminateSilently() {
            wire.add("terminated");
        }

        /** As Grizzly's. */
        public void write(Object message, CompletionHandler handler) {
            if (failure != null) {
                throw failure;
            }
            ByteBuffer frames = (ByteBuffer) message;
            if (frames.get(0) == (byte) 0x89) {
                assertThat(handler).isNull();
                wire.add("ping");
                return;
            }
            writes.add(frames.remaining());
            while (frames.hasRemaining()) {
                assertThat(frames.get()).isEqualTo((byte) 0x81);
                int length = frames.get();
                byte[] payload = new byte[length < 126 ? length : frames.getShort()];
                frames.get(payload);
                wire.add(content(new String(payload, StandardCharsets.US_ASCII)));
            }
            if (atOnce) {
                handler.completed("all");
            } else {
                underWay.add(handler);
            }
        }
    }
}
