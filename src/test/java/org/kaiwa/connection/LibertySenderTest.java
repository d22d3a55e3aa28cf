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

/** The contract over raw frames, with something in the place of Open Liberty's connection that has its methods. */
class LibertySenderTest extends OutletContract {

    private final Queue<TCPWriteCompletedCallback> underWay = new ArrayDeque<>();
    private final List<Integer> writes = new ArrayList<>();

    /** What the link says to who asks for the turn to write; null: what is so. */
    private String refusal;

    private boolean writing;
    private boolean answersPing;
    private final List<Runnable> late = new ArrayList<>();
    private int buffersOut;
    private int inContext;
    private int toldInContext;

    @Override
    Sender sender() {
        Session session = Fakes.fake(Session.class, (method, arguments) -> switch (method) {
            case "getAsyncRemote" ->
                Fakes.fake(RemoteEndpoint.Async.class, (call, payload) -> {
                    assertThat(call).isEqualTo("sendPing");
                    return wire.add("ping");
                });
            case "isOpen" -> open;
            case "close" ->
                wire.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> throw new UnsupportedOperationException(method);
        });
        try {
            return new LibertySender(session, new LibertyConnection(new Link(), call -> late.add(call)));
        } catch (ReflectiveOperationException otherwise) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    void complete(IOException how) {
        TCPWriteCompletedCallback oldest = underWay.poll();
        if (oldest != null && how == null) {
            oldest.complete(this, this);
        } else if (oldest != null) {
            oldest.error(this, this, how);
        }
    }

    @Test
    void everythingThatIsPendingGoesOutInOneWrite() {
        framesGoOutInOrderAndWhenAllHaveGoneItIsSaidOnce();

        assertThat(writes).hasSize(1);
    }

    @Test
    void whatIsNotTakenAtOnceIsToldInTheContextOfTheApplication() throws ReflectiveOperationException {
        atOnce = false;
        new LibertyConnection(new Link(), call -> late.add(call)).write(frame(), result -> toldInContext += inContext);

        complete(null);

        assertThat(toldInContext).isEqualTo(1);
        assertThat(inContext).isZero();
    }

    @Test
    void theTurnAndTheBufferAreGivenBackBeforeItIsTold() throws ReflectiveOperationException {
        new LibertyConnection(new Link(), call -> late.add(call)).write(frame(), result -> {
            assertThat(writing).isFalse();
            assertThat(buffersOut).isZero();
            sent++;
        });

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void theTurnIsGivenBackWhenTheWriteThrows() throws ReflectiveOperationException {
        LibertyConnection connection = new LibertyConnection(new Link(), call -> late.add(call));
        failure = new IllegalStateException("no write");

        assertThatThrownBy(() -> connection.write(frame(), result -> sent++)).hasCause(failure);

        assertThat(writing).isFalse();
        assertThat(sent).isZero();
    }

    @Test
    void whoGetsNoTurnToWriteIsToldSo() throws ReflectiveOperationException {
        refusal = "IO_NOT_OK";

        new LibertyConnection(new Link(), call -> late.add(call)).write(frame(), result -> {
            assertThat(result.isOK()).isFalse();
            sent++;
        });

        assertThat(sent).isEqualTo(1);
        assertThat(writes).isEmpty();
    }

    @Test
    void whileLibertyAnswersAPingAThreadThatMayWaitIsGivenTheWrite() throws ReflectiveOperationException {
        answersPing = true;
        new LibertyConnection(new Link(), call -> late.add(call)).write(frame(), result -> sent++);
        assertThat(writes).isEmpty();

        answersPing = false;
        late.forEach(Runnable::run);
        assertThat(writes).hasSize(1);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void whoHasWaitedInVainIsToldSo() throws ReflectiveOperationException {
        answersPing = true;
        new LibertyConnection(new Link(), call -> late.add(call))
                .write(frame(), result -> sent += result.isOK() ? 10 : 1);

        refusal = "IO_NOT_OK";
        late.forEach(Runnable::run);

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsMadeOtherwiseIsNotTakenForLibertys() {
        assertThatThrownBy(() -> new LibertyConnection("no link", call -> late.add(call)))
                .isInstanceOf(NoSuchFieldException.class);
    }

    @Test
    void theSessionOfAnotherContainerHasNone() {
        assertThat(LibertyConnection.of(Fakes.fake(Session.class, (method, arguments) -> null), call -> late.add(call)))
                .isEmpty();
    }

    private static byte[] frame() {
        return new byte[] {(byte) 0x81, 3, '"', 'x', '"'};
    }

    /** Liberty's. */
    public interface TCPWriteCompletedCallback {

        /** Written. */
        void complete(Object connection, Object context);

        /** Broken. */
        void error(Object connection, Object context, IOException failure);
    }

    /** The method of {@code com.ibm.wsspi.bytebuffer.WsByteBufferPoolManager} that is called. */
    public final class Buffers {

        /** As Liberty's. */
        public Buffer wrap(ByteBuffer bytes) {
            buffersOut++;
            return new Buffer(bytes);
        }
    }

    /** The method of {@code com.ibm.wsspi.bytebuffer.WsByteBuffer} that is called. */
    public final class Buffer {

        private final ByteBuffer bytes;

        Buffer(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        /** As Liberty's. */
        public void release() {
            buffersOut--;
        }
    }

    /** The method of {@code com.ibm.wsspi.tcpchannel.TCPConnectionContext} that is called. */
    public final class Connection {

        /** As Liberty's. */
        public Writer getWriteInterface() {
            return new Writer();
        }
    }

    /** The methods of {@code com.ibm.wsspi.tcpchannel.TCPWriteRequestContext} that are called. */
    public final class Writer {

        private ByteBuffer frames;

        /** As Liberty's. */
        public void setBuffer(Buffer buffer) {
            frames = buffer.bytes;
        }

        /** As Liberty's. */
        public Object write(long bytes, TCPWriteCompletedCallback callback, boolean forceQueue, int timeout) {
            assertThat(writing).isTrue();
            assertThat(List.of(bytes, forceQueue, timeout)).isEqualTo(List.of(-1L, false, -1));
            if (failure != null) {
                throw failure;
            }
            assertThat(frames.hasArray()).as("Liberty copies an array").isFalse();
            writes.add(frames.remaining());
            while (frames.hasRemaining()) {
                assertThat(frames.get()).isEqualTo((byte) 0x81);
                int length = frames.get();
                byte[] payload = new byte[length < 126 ? length : frames.getShort()];
                frames.get(payload);
                wire.add(content(new String(payload, StandardCharsets.US_ASCII)));
            }
            if (atOnce) {
                return this;
            }
            underWay.add(callback);
            return null;
        }
    }

    /** The field and the methods of {@code com.ibm.ws.wsoc.WsocConnLink} that are used. */
    public final class Link {

        @SuppressWarnings("unused")
        private final Connection tcpConnection = new Connection();

        /** As Liberty's. */
        @SuppressWarnings("unused")
        public final Object linkSync = new Object();

        /** As Liberty's. */
        @SuppressWarnings("unused")
        public final Object writeLinkStatus = new Object() {
            @Override
            public String toString() {
                return answersPing ? "WRITING_PONG" : writing ? "WRITING" : "OK_TO_WRITE";
            }
        };

        /** As Liberty's. */
        public String okToWrite(boolean wait, boolean fromClose, boolean fromPong) {
            assertThat(List.of(wait, fromClose, fromPong)).containsOnly(false);
            assertThat(late.isEmpty() && answersPing).as("would wait").isFalse();
            if (refusal != null) {
                return refusal;
            }
            assertThat(writing).isFalse();
            writing = true;
            return "OK";
        }

        /** As Liberty's. */
        public void signalNotWriting() {
            writing = false;
        }

        /** As Liberty's. */
        public Integer pushContexts() {
            return inContext++;
        }

        /** As Liberty's. */
        public void popContexts(Integer before) {
            inContext = before;
        }

        /** As Liberty's. */
        public Buffers getBufferManager() {
            return new Buffers();
        }
    }
}
