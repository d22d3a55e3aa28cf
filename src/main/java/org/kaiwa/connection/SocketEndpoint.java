package org.kaiwa.connection;

import jakarta.websocket.server.ServerEndpoint;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.FrameEncoder;

/** The chat's endpoint at a path of its own, for the servers where one at the root is not reached ({@link SocketPath}). */
@ServerEndpoint(
        value = SocketPath.OWN,
        subprotocols = Dialect.NATIVE_SUBPROTOCOL,
        decoders = FrameDecoder.class,
        encoders = FrameEncoder.class,
        configurator = ChatEndpointFactory.class)
public class SocketEndpoint extends ChatEndpoint {

    SocketEndpoint(Connections connections) {
        super(connections);
    }
}
