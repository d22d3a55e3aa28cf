package org.kaiwa.architecture.broken.room;

import jakarta.websocket.Session;

/** Breaks: room knows no technology. */
final class KnowsWebSocket {
    Session forbidden;
}
