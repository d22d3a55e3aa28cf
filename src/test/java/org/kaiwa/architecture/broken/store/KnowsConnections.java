package org.kaiwa.architecture.broken.store;

import org.kaiwa.architecture.broken.connection.KnowsThePage;

class KnowsConnections {

    KnowsThePage connection;
}
