package org.kaiwa.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.kaiwa.protocol.ClientText;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.FrameEncoder;

/**
 * The chat's endpoint at a path of its own, where the page cannot come in between ({@link SocketPath}).
 *
 * <p>It hands on what it is called for, and does not inherit it: Open Liberty looks for callbacks in the endpoint's own class only.
 */
@ServerEndpoint(
        value = SocketPath.OWN,
        subprotocols = Dialect.NATIVE_SUBPROTOCOL,
        decoders = FrameDecoder.class,
        encoders = FrameEncoder.class,
        configurator = ChatEndpointFactory.class)
public class SocketEndpoint {

    private final ChatEndpoint chat;

    /** As that of {@link ChatEndpoint}. */
    public SocketEndpoint() {
        this.chat = new ChatEndpoint();
    }

    SocketEndpoint(Connections connections) {
        this.chat = new ChatEndpoint(connections);
    }

    /**
     * As {@link ChatEndpoint#open}.
     *
     * @param session the container's side of the connection
     */
    @OnOpen
    public void open(Session session) {
        chat.open(session);
    }

    /**
     * As {@link ChatEndpoint#text}.
     *
     * @param message what the decoder made of it
     */
    @OnMessage
    public void text(ClientText message) {
        chat.text(message);
    }

    /**
     * As {@link ChatEndpoint#binary}.
     *
     * @param part the bytes
     * @param last whether the message ends with them
     */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        chat.binary(part, last);
    }

    /**
     * As {@link ChatEndpoint#pong}.
     *
     * @param pong what came
     */
    @OnMessage
    public void pong(PongMessage pong) {
        chat.pong(pong);
    }

    /**
     * As {@link ChatEndpoint#closed}.
     *
     * @param reason why, as the container sees it
     */
    @OnClose
    public void closed(CloseReason reason) {
        chat.closed(reason);
    }

    /**
     * As {@link ChatEndpoint#failed}.
     *
     * @param failure what
     */
    @OnError
    public void failed(Throwable failure) {
        chat.failed(failure);
    }
}
