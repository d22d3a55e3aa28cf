package org.kaiwa.room;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Those who read a log, and the walks that take it to them: one at a time, on the executor, of a large audience with several threads. What is appended during a walk is
 * taken by it or by the next. Thread-safe; who comes and goes does so under the channel's monitor.
 */
final class Audience implements Runnable {

    private final EventLog log;
    private final Channel.Threads threads;

    /** The channel, whose monitor guards the log. */
    private final Object monitor;

    /** Replaced under the monitor. */
    private volatile Roster members = Roster.EMPTY;

    /** The walk under way; null: none. */
    private volatile FanoutWalk walk;

    /** Where the head was, and how much had been appended, when the last walk that has ended began: what lies after it is still to be sent out. */
    private volatile long walkedHead;

    private volatile long walkedWeight;

    /** Those who have left and are still to be told so; they need the log until then. */
    private final Queue<Member> leaving = new ConcurrentLinkedQueue<>();

    /** How often a walk has been asked for since the last one began; whoever raises it from zero sends for it. */
    private final AtomicInteger asked = new AtomicInteger();

    Audience(EventLog log, Channel.Threads threads, Object monitor) {
        this.log = log;
        this.threads = threads;
        this.monitor = monitor;
    }

    Roster members() {
        return members;
    }

    /** Adds a member that is newer than all. Under the monitor. */
    void add(Member newest) {
        members = members.with(newest);
    }

    /** Takes a member out that reads no more than there is in the log; returns false if it was out. Under the monitor. */
    boolean remove(Member member) {
        Roster others = members.without(member);
        if (others == members) {
            return false;
        }
        members = others;
        leaving.add(member);
        return true;
    }

    /** How many events each member has not read. */
    LongStream lags() {
        Roster present = members;
        return IntStream.range(0, present.size())
                .mapToLong(i -> Math.max(0, log.head() - present.get(i).cursor()));
    }

    /**
     * Whether more comes in than the server can send out. A member that reads slowly does not count here: it lags by itself.
     *
     * @param unstored how many events are still to come
     * @param unstoredWeight how much text that is
     */
    boolean isBehind(int unstored, long unstoredWeight) {
        return log.head() - walkedHead + unstored > log.capacity() * 3L / 4
                || log.appendedWeight() - walkedWeight + unstoredWeight > EventLog.MAX_WEIGHT * 3L / 4;
    }

    /** Sees to it that a walk begins after this. */
    void tell() {
        if (asked.getAndIncrement() == 0) {
            try {
                threads.fanout().execute(this);
            } catch (RejectedExecutionException full) {
                // The event is in the log; the next one sends for the fan-out again, and it takes both.
                asked.set(0);
                throw full;
            }
        } else {
            FanoutWalk underWay = walk;
            if (underWay != null) {
                underWay.hurry();
            }
        }
    }

    /** Begins a walk, and takes part in it. */
    @Override
    public void run() {
        int answers = asked.get();
        // Who comes after the walk has begun is not met by it, and arrives at this position or later.
        long weight = log.appendedWeight();
        long head = log.head();
        Roster present = members;
        FanoutWalk begun = new FanoutWalk(present, List.copyOf(leaving), threads.width(), needed -> {
            walkedHead = head;
            walkedWeight = weight;
            ended(Math.min(head, needed), answers);
        });
        walk = begun;
        for (int helper = 1; helper < begun.threads(); helper++) {
            threads.fanout().execute(begun);
        }
        begun.run();
    }

    private void ended(long needed, int answers) {
        walk = null;
        leaving.removeIf(member -> member.hasReadAll() || member.participant().isClosed());
        synchronized (monitor) {
            log.releaseBefore(needed);
        }
        if (asked.addAndGet(-answers) != 0) {
            // Behind the channels that have come meanwhile.
            threads.fanout().execute(this);
        }
    }
}
