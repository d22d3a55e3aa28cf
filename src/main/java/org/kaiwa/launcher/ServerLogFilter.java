package org.kaiwa.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets through what Kaiwa says, and of the server below it what needs somebody's attention. A filter, because parts of Payara set the levels of their
 * loggers themselves. Named in {@code server-config/payara-micro/logging.properties}.
 */
public final class ServerLogFilter implements Filter {

    /** Made by the log manager. */
    public ServerLogFilter() {}

    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = entry.getLoggerName();
        boolean ours = logger != null && logger.startsWith("org.kaiwa.");
        return ours || entry.getLevel().intValue() >= Level.WARNING.intValue() && !isOfABrokenLine(entry);
    }

    /**
     * When a client cuts its line in the midst of what it says, Grizzly takes the rest for a request, and warns of it with bytes that the client has chosen. It is the
     * client's business, and a log is no place for its bytes.
     */
    private static boolean isOfABrokenLine(LogRecord entry) {
        return entry.getThrown() instanceof IllegalStateException
                && String.valueOf(entry.getThrown().getMessage()).startsWith("Unknown protocol ")
                && String.valueOf(entry.getMessage()).startsWith("GRIZZLY0013");
    }
}
