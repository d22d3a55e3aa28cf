package org.kaiwa.connection;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.kaiwa.protocol.ClientText;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.FrameEncoder;

/** The chat's endpoint: callbacks in, calls out. The container makes one a connection and calls it from one thread at a time. */
@ServerEndpoint(
        value = "/",
        subprotocols = Dialect.NATIVE_SUBPROTOCOL,
        decoders = FrameDecoder.class,
        encoders = FrameEncoder.class,
        configurator = ChatEndpointFactory.class)
public class ChatEndpoint {

    private final Connections connections;
    private Connection connection;

    /** For a container that asks for such a constructor before it asks the factory (Jakarta WebSocket 2.1 §4.1; Open Liberty). */
    public ChatEndpoint() {
        this(CDI.current().select(Connections.class).get());
    }

    ChatEndpoint(Connections connections) {
        this.connections = connections;
    }

    /**
     * A handshake has succeeded.
     *
     * @param session the container's side of the connection
     */
    @OnOpen
    public void open(Session session) {
        connection = connections.open(session);
    }

    /**
     * A text message.
     *
     * @param message what the decoder made of it
     */
    @OnMessage
    public void text(ClientText message) {
        connection.tap().cameText(message.text());
        connection.receive(message.frame());
    }

    /**
     * A binary message, or a part of one. The protocol has none (RFC 6455 §7.4.1, 1003).
     *
     * @param part the bytes
     * @param last whether the message ends with them
     */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        connection.tap().cameBinary(part, last);
        connection.close(CloseCode.CANNOT_ACCEPT);
    }

    /**
     * The answer to a ping (RFC 6455 §5.5.3).
     *
     * @param pong its payload is of no account but to those who watch the wire
     */
    @OnMessage
    public void pong(PongMessage pong) {
        connection.tap().camePong(pong.getApplicationData());
        connection.heard();
    }

    /**
     * The connection is gone, or about to go.
     *
     * @param reason why, as the container sees it
     */
    @OnClose
    public void closed(CloseReason reason) {
        connections.closed(connection, reason);
    }

    /**
     * Something failed in the container, a line that broke for the most part; the container closes the connection.
     *
     * @param failure what
     */
    @OnError
    public void failed(Throwable failure) {
        connections.failed(connection, failure);
    }
}
