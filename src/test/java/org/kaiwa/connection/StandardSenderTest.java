package org.kaiwa.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** The contract over the standard API. */
class StandardSenderTest extends OutletContract {

    private final Queue<SendHandler> underWay = new ArrayDeque<>();

    @Override
    Sender sender() {
        return new StandardSender(session());
    }

    @Override
    void complete(IOException how) {
        SendHandler oldest = underWay.poll();
        if (oldest != null) {
            oldest.onResult(how == null ? new SendResult() : new SendResult(how));
        }
    }

    Session session() {
        RemoteEndpoint.Async remote = Fakes.fake(RemoteEndpoint.Async.class, this::remote);
        return Fakes.fake(Session.class, (method, arguments) -> switch (method) {
            case "getAsyncRemote" -> remote;
            case "isOpen" -> open;
            case "close" ->
                wire.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private Object remote(String method, Object[] arguments) {
        if (failure != null) {
            throw failure;
        }
        if (method.equals("sendPing")) {
            wire.add("ping");
            return null;
        }
        wire.add(content(arguments[0].toString()));
        SendHandler handler = (SendHandler) arguments[1];
        if (atOnce) {
            handler.onResult(new SendResult());
        } else {
            underWay.add(handler);
        }
        return null;
    }
}
