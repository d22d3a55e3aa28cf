package org.kaiwa.connection;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Makes the endpoints. To have them made by the container's CDI costs Tyrus a new injection target each, a tenth of all a handshake costs, for one
 * reference that is the same every time.
 */
public final class ChatEndpointFactory extends ServerEndpointConfig.Configurator {

    /** Made by the container. */
    public ChatEndpointFactory() {}

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(
                new ChatEndpoint(CDI.current().select(Connections.class).get()));
    }
}
