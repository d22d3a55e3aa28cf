package org.kaiwa.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ServerLogFilterTest {

    private final ServerLogFilter filter = new ServerLogFilter();

    @Test
    void kaiwaIsHeardAndTheServerOnlyWhenItWarns() {
        assertThat(filter.isLoggable(entry("org.kaiwa.room.Rooms", Level.INFO, "said", null)))
                .isTrue();
        assertThat(filter.isLoggable(entry("org.glassfish.any", Level.INFO, "said", null)))
                .isFalse();
        assertThat(filter.isLoggable(entry("org.glassfish.any", Level.WARNING, "said", null)))
                .isTrue();
        assertThat(filter.isLoggable(entry(null, Level.WARNING, "said", null))).isTrue();
    }

    @Test
    void theBytesOfALineThatWasCutAreNotPutIntoTheLogAndOtherFailuresAre() {
        String message = "GRIZZLY0013: Exception during FilterChain execution";
        assertThat(filter.isLoggable(entry(
                        "org.glassfish.grizzly",
                        Level.WARNING,
                        message,
                        new IllegalStateException("Unknown protocol x"))))
                .isFalse();
        assertThat(filter.isLoggable(
                        entry("org.glassfish.grizzly", Level.WARNING, message, new IllegalStateException("other"))))
                .isTrue();
        assertThat(filter.isLoggable(entry("org.glassfish.grizzly", Level.WARNING, message, null)))
                .isTrue();
    }

    private static LogRecord entry(String logger, Level level, String message, Throwable thrown) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return entry;
    }
}
