package org.kaiwa.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ErrorCode;

/** Counts what was refused, dropped or closed by the server since the start. Thread-safe. */
@ApplicationScoped
public class Counters {

    private final Map<ErrorCode, LongAdder> refused = adders(ErrorCode.class);
    private final Map<CloseCode, LongAdder> closed = adders(CloseCode.class);
    private final LongAdder droppedNotices = new LongAdder();

    /** Made by the container. */
    public Counters() {}

    void refused(ErrorCode code) {
        refused.get(code).increment();
    }

    void closed(CloseCode code) {
        closed.get(code).increment();
    }

    void droppedNotice() {
        droppedNotices.increment();
    }

    /**
     * How many frames were refused.
     *
     * @param code for which reason
     * @return their number
     */
    public long refusals(ErrorCode code) {
        return refused.get(code).sum();
    }

    /**
     * How many connections the server has closed.
     *
     * @param code for which reason
     * @return their number
     */
    public long closes(CloseCode code) {
        return closed.get(code).sum();
    }

    /**
     * How many errors, pongs and heartbeats were not sent, because their clients read too slowly.
     *
     * @return their number
     */
    public long droppedNotices() {
        return droppedNotices.sum();
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }
}
