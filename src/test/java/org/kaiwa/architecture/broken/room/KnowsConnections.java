package org.kaiwa.architecture.broken.room;

import org.kaiwa.architecture.broken.connection.KnowsThePage;

/** Breaks: room knows of protocol and config only. */
public final class KnowsConnections {
    KnowsThePage forbidden;
}
