package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** The contract over raw frames, with something in the place of Tyrus's socket that has its methods. */
class TyrusSenderTest extends OutletContract {

    private final Queue<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<Integer> writes = new ArrayList<>();

    @Override
    Sender sender() {
        Session session = Fakes.fake(Session.class, (method, arguments) -> switch (method) {
            case "getAsyncRemote" -> Fakes.fake(RemoteEndpoint.Async.class, (call, none) -> ping());
            case "isOpen" -> open;
            case "close" ->
                wire.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> throw new UnsupportedOperationException(method);
        });
        ScheduledExecutorService scheduler = Fakes.fake(ScheduledExecutorService.class, (method, arguments) -> {
            scheduled.add((Runnable) arguments[0]);
            return null;
        });
        return new TyrusSender(
                session, TyrusSocket.over(new SocketOfTyrus(), Optional.empty()), new PendingWrites(scheduler));
    }

    @Override
    void complete(IOException how) {
        CompletableFuture<Void> oldest = underWay.poll();
        if (oldest != null && how == null) {
            oldest.complete(null);
        } else if (oldest != null) {
            oldest.completeExceptionally(how);
        }
        lookAtPendingWrites();
    }

    @Test
    void everythingThatIsPendingGoesOutInOneWrite() {
        framesGoOutInOrderAndWhenAllHaveGoneItIsSaidOnce();

        assertThat(writes).hasSize(1);
    }

    @Test
    void whileNoWriteIsPendingNothingIsScheduled() {
        pingsAndFramesKeepTheirOrder();

        assertThat(scheduled).isEmpty();
    }

    @Test
    void aWriteThatStaysPendingIsLookedAtAgainAndAgain() {
        atOnce = false;
        aPingDoesNotWaitForASendUnderWay();
        lookAtPendingWrites();
        lookAtPendingWrites();
        assertThat(sent).isZero();

        complete(null);

        assertThat(sent).isEqualTo(1);
        assertThat(scheduled).isEmpty();
    }

    @Test
    void aWriteOfAConnectionThatIsClosedIsNotWatchedForEver() {
        atOnce = false;
        aPingDoesNotWaitForASendUnderWay();
        open = false;

        lookAtPendingWrites();

        assertThat(scheduled).isEmpty();
        assertThat(sent).isZero();
    }

    private Object ping() {
        if (failure != null) {
            throw failure;
        }
        wire.add("ping");
        return null;
    }

    private void lookAtPendingWrites() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
    }

    /** The methods of {@code org.glassfish.tyrus.core.TyrusWebSocket} that are called. */
    public final class SocketOfTyrus {

        /** As Tyrus's, but for its future. */
        public Future<?> sendRawFrame(ByteBuffer frames) {
            if (failure != null) {
                throw failure;
            }
            writes.add(frames.remaining());
            while (frames.hasRemaining()) {
                assertThat(frames.get()).isEqualTo((byte) 0x81);
                int length = frames.get();
                byte[] payload = new byte[length < 126 ? length : frames.getShort()];
                frames.get(payload);
                wire.add(content(new String(payload, StandardCharsets.US_ASCII)));
            }
            CompletableFuture<Void> write = new CompletableFuture<>();
            if (atOnce) {
                write.complete(null);
            } else {
                underWay.add(write);
            }
            return write;
        }

        /** As Tyrus's. */
        public void close(int code, String reason) {
            wire.add("close " + code);
        }
    }
}
