package org.kaiwa.architecture.broken.signon;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: signing on has nothing to do with rooms. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
