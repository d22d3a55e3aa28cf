package org.kaiwa.connection;

import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;

import java.util.function.LongSupplier;
import org.kaiwa.protocol.RefusedException;

/**
 * How much one client may put into rooms: a token bucket. Touched by the thread of the client's frames only.
 *
 * <p>What is refused takes no token, so that a client which goes on too fast is still heard at the rate it may have.
 */
final class RateLimit {

    private static final double NANOS_A_SECOND = 1e9;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final double perNano;
    private final int burst;
    private final LongSupplier nanoTime;

    private double tokens;
    private long lastLook;

    /**
     * A full bucket.
     *
     * @param perSecond tokens that come in a second; 0: no limit
     * @param burst tokens that it holds
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.perNano = perSecond / NANOS_A_SECOND;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.lastLook = nanoTime.getAsLong();
    }

    /**
     * Takes a token.
     *
     * @param room the room it is for, for the refusal; null: none
     * @throws RefusedException if there is none, with the time until there is one
     */
    void take(String room) {
        if (perNano == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - lastLook) * perNano);
        lastLook = now;
        if (tokens < 1) {
            long wait = (long) Math.ceil((1 - tokens) / perNano / NANOS_A_MILLI);
            throw RefusedException.until(RATE_LIMITED, "You are sending too fast.", room, wait);
        }
        tokens--;
    }
}
