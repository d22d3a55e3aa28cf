package org.kaiwa.room;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/**
 * One room: its log and its members. Thread-safe.
 *
 * <p>Events are appended under the room's monitor, which is held for no longer than that takes. The fan-out walks the members on the executor, one walk
 * at a time, a large room with several threads; what is appended during a walk is taken by it or by the next. An idle room has no thread and no timer.
 */
final class Room implements Runnable {

    private static final Member[] NOBODY = {};

    private final String name;
    private final EventLog log;
    private final InstantSource clock;
    private final Executor fanout;
    private final int width;

    /** From the oldest member to the newest. Replaced under the monitor, never changed, so that a walk reads it without. */
    private volatile Member[] members = NOBODY;

    /** Those who have left and are still to be told so; they need the log until then. */
    private final Queue<Member> leaving = new ConcurrentLinkedQueue<>();

    /** How often a walk has been asked for since the last one began; whoever raises it from zero sends for it. */
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * An empty room.
     *
     * @param name its name
     * @param backlog how many events a member may lag
     * @param clock tells when things happen
     * @param fanout runs the walks
     * @param width how many threads may share one walk
     */
    Room(String name, int backlog, InstantSource clock, Executor fanout, int width) {
        this.name = name;
        this.log = new EventLog(backlog);
        this.clock = clock;
        this.fanout = fanout;
        this.width = width;
    }

    String name() {
        return name;
    }

    EventLog log() {
        return log;
    }

    boolean isEmpty() {
        return members.length == 0;
    }

    /** How many events each member has not read. */
    LongStream lags() {
        return Arrays.stream(members).mapToLong(member -> Math.max(0, log.head() - member.cursor()));
    }

    synchronized void join(Participant newcomer) {
        Member[] before = members;
        List<User> present = new ArrayList<>(before.length + 1);
        for (Member member : before) {
            present.add(member.participant().user());
        }
        present.add(newcomer.user());
        Event.Joined arrival = new Event.Joined(name, newcomer.user(), clock.instant());
        Member member = new Member(this, newcomer, log.head(), arrival, present);
        members = Arrays.copyOf(before, before.length + 1);
        members[before.length] = member;
        newcomer.add(member);
        append(arrival);
    }

    /** Ends a membership; one who stays connected is told so, being the last thing it hears of the room. */
    synchronized void leave(Member member) {
        Member[] others =
                Arrays.stream(members).filter(other -> other != member).toArray(Member[]::new);
        if (others.length < members.length) {
            members = others;
            // Before the event, whose fan-out may run at once: it must find whom to tell.
            member.endAt(log.head() + 1);
            leaving.add(member);
            append(new Event.Left(name, member.participant().user(), clock.instant()));
        }
    }

    synchronized void say(User from, String content) {
        append(new Event.Said(name, from, content, clock.instant()));
    }

    synchronized void whisper(User from, User to, Object toAsSent, String content) {
        append(new Event.Whispered(name, from, to, toAsSent, content, clock.instant()));
    }

    private void append(Event event) {
        log.append(event);
        if (asked.getAndIncrement() == 0) {
            try {
                fanout.execute(this);
            } catch (RejectedExecutionException full) {
                // The event is in the log; the next one sends for the fan-out again, and it takes both.
                asked.set(0);
                throw full;
            }
        }
    }

    /** Begins a walk, and takes part in it. */
    @Override
    public void run() {
        int answers = asked.get();
        // Who comes after the walk has begun is not met by it, and arrives at this position or later.
        long head = log.head();
        Member[] present = members;
        FanoutWalk walk =
                new FanoutWalk(present, List.copyOf(leaving), width, needed -> ended(Math.min(head, needed), answers));
        for (int helper = 1; helper < walk.threads(); helper++) {
            fanout.execute(walk);
        }
        walk.run();
    }

    private void ended(long needed, int answers) {
        leaving.removeIf(member -> member.hasReadAll() || member.participant().isClosed());
        release(needed);
        if (asked.addAndGet(-answers) != 0) {
            // Behind the rooms that have come meanwhile.
            fanout.execute(this);
        }
    }

    private synchronized void release(long needed) {
        log.releaseBefore(needed);
    }
}
