package org.kaiwa.architecture.broken.launcher;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: the launcher knows of config only. */
final class KnowsRooms {
    KnowsConnections forbidden;
}
