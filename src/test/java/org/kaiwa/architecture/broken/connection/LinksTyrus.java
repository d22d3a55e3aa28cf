package org.kaiwa.architecture.broken.connection;

import org.glassfish.tyrus.core.TyrusWebSocket;

/** Breaks: no vendor's class outside its adapter. */
final class LinksTyrus {
    TyrusWebSocket forbidden;
}
