package org.kaiwa.architecture.broken.capture;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: who watches the wire sees frames, and not what they do to rooms. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
