package org.kaiwa.architecture.broken.identity;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: identity knows of protocol and config only. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
