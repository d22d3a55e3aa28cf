package org.kaiwa.signon;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says in the log what strangers can bring about as often as they like: once a second at the most, and how often it was not said. Thread-safe. */
final class SeldomLog {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Logger log;
    private final LongSupplier nanoTime;

    /** When something was said last, by {@link #nanoTime}. Guarded by this. */
    private long last;

    /** How often nothing was said since. Guarded by this. */
    private long left;

    SeldomLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    void warn(String message) {
        long unsaid = unsaid();
        if (unsaid >= 0) {
            log.log(Level.WARNING, message + (unsaid == 0 ? "" : " (and " + unsaid + " more like this)"));
        }
    }

    /** How many were left out before one that may be said; negative: it may not. */
    private synchronized long unsaid() {
        long now = nanoTime.getAsLong();
        if (now - last < INTERVAL.toNanos()) {
            left++;
            return -1;
        }
        long unsaid = left;
        last = now;
        left = 0;
        return unsaid;
    }
}
