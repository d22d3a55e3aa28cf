package org.kaiwa.connection;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Makes the endpoints. To have them made by the container's CDI costs Tyrus a new injection target each, a tenth of all a handshake costs, for one
 * reference that is the same every time.
 */
public final class ChatEndpointFactory extends ServerEndpointConfig.Configurator {

    /** The application's, found when the first client comes: to look it up takes longer than all else that is done here. */
    private volatile Connections connections;

    /** Made by the container. */
    public ChatEndpointFactory() {}

    @Override
    public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
        Handshakes.handOver(endpoint.getUserProperties());
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        if (connections == null) {
            connections = CDI.current().select(Connections.class).get();
        }
        return type.cast(
                type == SocketEndpoint.class ? new SocketEndpoint(connections) : new ChatEndpoint(connections));
    }
}
