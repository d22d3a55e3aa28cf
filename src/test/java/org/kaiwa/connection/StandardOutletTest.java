package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ServerFrame;

/** Against a container that does what a test says: it sends at once, or later, or fails. */
class StandardOutletTest {

    private static final ServerFrame FRAME = Dialect.NATIVE.frames().pong().orElseThrow();

    private final List<String> wire = new ArrayList<>();
    private final List<SendHandler> pending = new ArrayList<>();
    private boolean atOnce = true;
    private RuntimeException failure;
    private boolean open = true;
    private int sent;

    private final RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, (method, arguments) -> {
        if (failure != null) {
            throw failure;
        }
        wire.add(method);
        if (method.equals("sendObject")) {
            SendHandler handler = (SendHandler) arguments[1];
            if (atOnce) {
                handler.onResult(new SendResult());
            } else {
                pending.add(handler);
            }
        }
        return null;
    });

    private final Session session = fake(Session.class, (method, arguments) -> switch (method) {
        case "getAsyncRemote" -> remote;
        case "isOpen" -> open;
        case "close" -> {
            wire.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            yield null;
        }
        default -> throw new UnsupportedOperationException(method);
    });

    private final StandardOutlet outlet = new StandardOutlet(session, () -> wire.add("closed"));

    @Test
    void framesGoOutOneAfterTheOtherAndThenItIsSaid() {
        atOnce = false;
        write(2);
        assertThat(wire).containsExactly("sendObject");

        complete();
        assertThat(wire).containsExactly("sendObject", "sendObject");
        assertThat(sent).isZero();

        complete();
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void tenThousandSendsThatCompleteAtOnceDoNotExhaustTheStack() {
        write(10_000);

        assertThat(wire).hasSize(10_000);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void nothingFollowsACloseNotEvenWhatWasUnderWay() {
        atOnce = false;
        write(2);

        outlet.close(CloseCode.GOING_AWAY);
        complete();
        outlet.ping();

        assertThat(wire).containsExactly("sendObject", "close 1001", "closed");
        assertThat(sent).isZero();
    }

    @Test
    void onlyTheFirstCloseCounts() {
        outlet.close(CloseCode.TOO_SLOW);
        outlet.close(CloseCode.GOING_AWAY);

        assertThat(wire).containsExactly("close 4001", "closed");
    }

    @Test
    void aPingDoesNotWaitForASendUnderWay() {
        atOnce = false;
        write(1);

        outlet.ping();

        assertThat(wire).containsExactly("sendObject", "sendPing");
    }

    @Test
    void aSendThatFailsEndsTheConnection() {
        atOnce = false;
        write(2);

        pending.remove(0).onResult(new SendResult(new IOException("broken pipe")));

        assertThat(wire).containsExactly("sendObject", "close 1011", "closed");
        assertThat(sent).isZero();
    }

    @Test
    void aContainerThatThrowsEndsTheConnectionAndNothingIsThrownOn() {
        open = false;
        failure = new IllegalStateException("Socket is not connected.");
        outlet.ping();
        failure = null;
        write(1);

        assertThat(wire).containsExactly("close 1011", "closed");
    }

    private void write(int frames) {
        outlet.write(java.util.Collections.nCopies(frames, FRAME), () -> sent++);
    }

    private void complete() {
        pending.remove(0).onResult(new SendResult());
    }

    @FunctionalInterface
    private interface Call {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }
}
