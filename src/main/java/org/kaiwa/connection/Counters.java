package org.kaiwa.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.ServerFrame;

/** Counts what was sent, refused, dropped or closed by the server since the start. Thread-safe. */
@ApplicationScoped
public class Counters {

    private final Map<ErrorCode, LongAdder> refused = adders(ErrorCode.class);
    private final Map<CloseCode, LongAdder> closed = adders(CloseCode.class);
    private final LongAdder droppedNotices = new LongAdder();
    private final LongAdder staleAnswers = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder writes = new LongAdder();

    /** Made by the container. */
    public Counters() {}

    /** Without the proxy by which it is injected, for those who count each write. */
    Counters itself() {
        return this;
    }

    void refused(ErrorCode code) {
        refused.get(code).increment();
    }

    void closed(CloseCode code) {
        closed.get(code).increment();
    }

    void written(List<ServerFrame> frames) {
        long length = 0;
        for (ServerFrame frame : frames) {
            length += frame.text().length();
        }
        writes.increment();
        deliveries.add(frames.size());
        bytes.add(length);
    }

    void droppedNotice() {
        droppedNotices.increment();
    }

    void staleAnswer() {
        staleAnswers.increment();
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
     * How many errors, pongs and heartbeats were not sent, because their clients read too slowly.
     *
     * @return their number
     */
    public long droppedNotices() {
        return droppedNotices.sum();
    }

    long staleAnswers() {
        return staleAnswers.sum();
    }

    long deliveries() {
        return deliveries.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long writes() {
        return writes.sum();
    }

    Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((code, count) -> counts.put(code.wireName(), count.sum()));
        return counts;
    }

    Map<String, Long> closes() {
        Map<String, Long> counts = new TreeMap<>();
        closed.forEach((code, count) -> counts.put(Integer.toString(code.code()), count.sum()));
        return counts;
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }
}
