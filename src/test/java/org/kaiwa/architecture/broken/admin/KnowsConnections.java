package org.kaiwa.architecture.broken.admin;

import org.kaiwa.architecture.broken.connection.KnowsThePage;

/** Breaks: an administrator ends sign-ins, and not connections. */
public final class KnowsConnections {
    KnowsThePage forbidden;
}
