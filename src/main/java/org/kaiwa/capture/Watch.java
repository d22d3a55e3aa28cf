package org.kaiwa.capture;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;
import org.kaiwa.connection.WireTap;

/**
 * One watch. The threads of the chat put what passes into a bounded queue, and what there is no room for they count and forget; whoever watches draws packets from it at
 * his own pace. The newest that he has seen are kept for a file. Thread-safe.
 */
final class Watch implements WireTap {

    /** So many events may wait, or so many bytes of payload; and as many are kept. */
    static final int MOST_EVENTS = 10_000;

    static final long MOST_BYTES = 8 << 20;

    /** Lines that come and go may exceed that so far: without their ends a file keeps thinking of them. */
    private static final int MOST_LINES = 2 * MOST_EVENTS;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id = String.format("%032x", new BigInteger(128, RANDOM));
    private final Filter filter;
    private final boolean content;

    private final Queue<WireEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingEvents = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();

    private final LongAdder passed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unmatched = new LongAdder();
    private final LongAdder shown = new LongAdder();

    /** Guarded by itself, as are the bytes of it. */
    private final Deque<Packet> kept = new ArrayDeque<>();

    private long keptBytes;

    /**
     * A watch that nobody has told anything.
     *
     * @param filter what is to be seen
     * @param content whether what people write is
     */
    Watch(Filter filter, boolean content) {
        this.filter = filter;
        this.content = content;
    }

    /** By what it is known: 32 hex digits that nobody can guess. */
    String id() {
        return id;
    }

    Filter filter() {
        return filter;
    }

    boolean content() {
        return content;
    }

    @Override
    public boolean wants(Line line, WireEvent.Direction direction) {
        passed.increment();
        if (!filter.mayMatch(line, direction)) {
            unmatched.increment();
            return false;
        }
        if (waitingEvents.get() >= MOST_EVENTS || waitingBytes.get() >= MOST_BYTES) {
            dropped.increment();
            return false;
        }
        return true;
    }

    @Override
    public void take(WireEvent event) {
        if (event instanceof WireEvent.Frame frame) {
            waitingBytes.addAndGet(frame.length());
        } else {
            passed.increment();
            if (waitingEvents.get() >= MOST_LINES) {
                dropped.increment();
                return;
            }
        }
        waitingEvents.incrementAndGet();
        waiting.add(event);
    }

    /**
     * Draws from what waits. Called by one thread at a time.
     *
     * @param most how many packets at most
     * @return what is to be seen, in order
     */
    List<Packet> draw(int most) {
        List<Packet> packets = new ArrayList<>();
        while (packets.size() < most) {
            WireEvent event = waiting.poll();
            if (event == null) {
                break;
            }
            waitingEvents.decrementAndGet();
            if (event instanceof WireEvent.Frame frame) {
                waitingBytes.addAndGet(-frame.length());
            }
            Packet packet = Packet.of(event, content);
            if (filter.matches(packet)) {
                shown.increment();
                packets.add(packet);
                keep(packet);
            } else {
                unmatched.increment();
            }
        }
        return packets;
    }

    /** What was seen last, in order. */
    List<Packet> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** What has become of all that has passed so far; what waits is in none of the others. */
    Counts counts() {
        return new Counts(passed.sum(), shown.sum(), dropped.sum(), unmatched.sum());
    }

    private void keep(Packet packet) {
        synchronized (kept) {
            kept.add(packet);
            keptBytes += packet.payload().length;
            while (kept.size() > MOST_EVENTS || keptBytes > MOST_BYTES) {
                keptBytes -= kept.remove().payload().length;
            }
        }
    }
}
