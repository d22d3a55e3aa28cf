package org.kaiwa.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;

/** What all servers of these tests are alike in: a process with a directory of its own. */
abstract class ServerProcess implements AppServer {

    /** All that it puts down is in it, and goes with it. */
    final Path directory;

    final LoggingProcess process;
    private final URI page;

    ServerProcess(Path directory, LoggingProcess process, URI page) {
        this.directory = directory;
        this.process = process;
        this.page = page;
    }

    @Override
    public final URI page() {
        return page;
    }

    @Override
    public long pid() {
        return process.process().pid();
    }

    @Override
    public final List<String> log() {
        return process.log();
    }

    @Override
    public final void close() {
        process.close();
        DataDirectories.delete(directory);
    }
}
