package org.kaiwa.architecture.broken.identity;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: identity knows of protocol only. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
