package org.kaiwa.architecture.broken.connection;

import jakarta.websocket.server.ServerEndpoint;

/** Breaks: no state in endpoints. */
@ServerEndpoint("/broken")
final class RemembersThings {
    String forbidden;
}
