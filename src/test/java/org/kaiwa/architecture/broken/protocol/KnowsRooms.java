package org.kaiwa.architecture.broken.protocol;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: protocol knows nothing of ours. */
final class KnowsRooms {
    KnowsConnections forbidden;
}
