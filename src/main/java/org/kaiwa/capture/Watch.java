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

    /** Of what passes each goes into one of the first three, and what was taken, when it is drawn, into one of the others. */
    private final LongAdder taken = new LongAdder();

    private final LongAdder dropped = new LongAdder();
    private final LongAdder otherWay = new LongAdder();
    private final LongAdder shown = new LongAdder();
    private final LongAdder unmatched = new LongAdder();

    /** Guarded by itself, as are the bytes of it. */
    private final Deque<Packet> kept = new ArrayDeque<>();

    private long keptBytes;

    /** So many packets may be drawn before the next {@link #grant}. */
    private final AtomicInteger granted = new AtomicInteger();

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
    public boolean isAbout(Line line) {
        return filter.mayMatch(line);
    }

    @Override
    public boolean wants(Line line, WireEvent.Direction direction) {
        if (!filter.mayMatch(direction)) {
            otherWay.increment();
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
        } else if (waitingEvents.get() >= MOST_LINES) {
            dropped.increment();
            return;
        }
        taken.increment();
        waitingEvents.incrementAndGet();
        waiting.add(event);
    }

    /**
     * Says how many packets may be drawn from now on, so that what the making of packets costs the machine has a bound.
     *
     * @param packets so many; what is left of those that were granted before is forfeited
     */
    void grant(int packets) {
        granted.set(packets);
    }

    /**
     * Draws from what waits, as far as it is granted. Called by one thread at a time.
     *
     * @param most how many packets at most
     * @return what is to be seen, in order
     */
    List<Packet> draw(int most) {
        List<Packet> packets = new ArrayList<>();
        while (packets.size() < most && granted.get() > 0) {
            WireEvent event = waiting.poll();
            if (event == null) {
                break;
            }
            granted.decrementAndGet();
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
        long refused = dropped.sum();
        long other = otherWay.sum();
        return new Counts(taken.sum() + refused + other, shown.sum(), refused, unmatched.sum() + other);
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
