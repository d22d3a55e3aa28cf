package org.kaiwa.architecture.broken.page;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: the page's package knows of config only. */
public final class KnowsRooms {
    KnowsConnections forbidden;
}
