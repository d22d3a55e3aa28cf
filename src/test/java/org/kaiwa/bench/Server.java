package org.kaiwa.bench;

import java.util.List;

/**
 * A server that runs.
 *
 * @param ports where it listens
 * @param pids its processes
 * @param isJvm whether {@code jcmd} may be used on it; to another program its signal could be the end
 * @param stop ends them
 */
record Server(List<Integer> ports, List<Long> pids, boolean isJvm, Runnable stop) implements AutoCloseable {

    ServerCosts costs() {
        return new ServerCosts(pids);
    }

    @Override
    public void close() {
        stop.run();
    }
}
