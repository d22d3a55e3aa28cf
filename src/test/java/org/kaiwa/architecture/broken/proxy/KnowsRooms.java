package org.kaiwa.architecture.broken.proxy;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: the proxies' package knows of config only. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
