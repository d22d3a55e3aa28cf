package org.kaiwa.architecture.broken.connection;

import org.kaiwa.architecture.broken.page.KnowsRooms;

/** Breaks: a feature knows no sibling. */
public final class KnowsThePage {
    KnowsRooms forbidden;
}
