package org.kaiwa.architecture.broken.config;

import org.kaiwa.architecture.broken.room.KnowsConnections;

/** Breaks: config knows nothing of ours. */
final class KnowsProtocol {
    KnowsConnections forbidden;
}
