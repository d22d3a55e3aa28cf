package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;

import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/**
 * One room: its log and its members. Thread-safe.
 *
 * <p>Events are appended under the room's monitor, which is held for no longer than that takes. The fan-out walks the members on the executor, one walk
 * at a time, a large room with several threads; what is appended during a walk is taken by it or by the next. An idle room has no thread and no timer.
 */
final class Room implements Runnable {

    /** When a sender may try again whose message a room could not take, in milliseconds. A room is behind for less than that, as a rule. */
    static final int RETRY_MILLIS = 250;

    private final String name;
    private final EventLog log;
    private final InstantSource clock;
    private final Threads threads;

    /** Replaced under the monitor. */
    private volatile Roster members = Roster.EMPTY;

    /** Under the monitor. */
    private final Presence presence;

    /** There is a change in the log that nobody has been woken for. */
    private volatile boolean announcing;

    /** The walk under way; null: none. */
    private volatile FanoutWalk walk;

    /** Where the head was, and how much had been appended, when the last walk that has ended began: what lies after it is still to be sent out. */
    private volatile long walkedHead;

    private volatile long walkedWeight;

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
     * @param threads runs the walks
     */
    Room(String name, int backlog, InstantSource clock, Threads threads) {
        this.name = name;
        this.log = new EventLog(backlog);
        this.clock = clock;
        this.threads = threads;
        this.presence = new Presence(name, log, clock, threads.later());
    }

    /**
     * Who does the room's work.
     *
     * @param fanout runs the walks
     * @param width how many threads may share one walk
     * @param later runs what can wait
     */
    record Threads(Executor fanout, int width, Presence.Later later) {}

    String name() {
        return name;
    }

    EventLog log() {
        return log;
    }

    boolean isEmpty() {
        return members.size() == 0;
    }

    /** How many events each member has not read. */
    LongStream lags() {
        Roster present = members;
        return IntStream.range(0, present.size())
                .mapToLong(i -> Math.max(0, log.head() - present.get(i).cursor()));
    }

    /** Begins a membership. It is the caller who wakes the newcomer, and then calls {@link #announce}. */
    synchronized void join(Participant newcomer) {
        Event.Change arrival = presence.change(newcomer.user(), true);
        Member member = new Member(this, newcomer, arrival);
        members = members.with(member);
        member.find(members);
        newcomer.add(member);
        note(arrival);
    }

    /**
     * Ends a membership; one who stays connected is told so, being the last thing it hears of the room. It is the caller who wakes the leaver, and then
     * calls {@link #announce}.
     */
    synchronized void leave(Member member) {
        Roster others = members.without(member);
        if (others != members) {
            members = others;
            Event.Change end = presence.change(member.participant().user(), false);
            leaving.add(member);
            member.endAt(log.head(), end);
            note(end);
        }
    }

    private void note(Event.Change change) {
        if (presence.note(change, members.size(), this::tellPresence)) {
            announcing = true;
        }
    }

    private synchronized void tellPresence() {
        if (presence.due(members.size())) {
            fanOut();
        }
    }

    /** Tells those inside of who has come or gone, unless they are told later. */
    void announce() {
        if (announcing) {
            announcing = false;
            fanOut();
        }
    }

    /**
     * Tells a member who else is there.
     *
     * @param asking the member; it is the caller who wakes it
     * @param after the number of the last member of the page before; 0: the first page
     * @return false if it was dropped, because the client reads too slowly
     */
    synchronized boolean tellMembers(Member asking, long after) {
        // Under the monitor, so that no later batch reaches the client before the page.
        MemberPage page = asking.page(members, after);
        return asking.participant()
                .dialect()
                .frames()
                .members(page)
                .map(asking.participant()::queue)
                .orElse(true);
    }

    /**
     * Says something to everybody.
     *
     * @throws RefusedException if the room is behind
     */
    synchronized void say(User from, String content) {
        refuseIfBehind();
        presence.ride(members.size());
        append(new Event.Said(name, from, content, clock.instant()));
    }

    /**
     * Says something to one member.
     *
     * @throws RefusedException if the room is behind
     */
    synchronized void whisper(User from, User to, Object toAsSent, String content) {
        refuseIfBehind();
        append(new Event.Whispered(name, from, to, toAsSent, content, clock.instant()));
    }

    /**
     * More comes in than the server can send out. Before the backlog is full, which would cost the members their connections, the senders have to wait.
     * A member that reads slowly does not count here: it lags by itself.
     */
    private void refuseIfBehind() {
        if (log.head() - walkedHead > log.capacity() * 3L / 4
                || log.appendedWeight() - walkedWeight > EventLog.MAX_WEIGHT * 3L / 4) {
            throw RefusedException.until(RATE_LIMITED, "The room cannot keep up; try again.", name, RETRY_MILLIS);
        }
    }

    private void append(Event event) {
        log.append(event);
        fanOut();
    }

    /** Sees to it that a walk begins after this. */
    private void fanOut() {
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
        release(needed);
        if (asked.addAndGet(-answers) != 0) {
            // Behind the rooms that have come meanwhile.
            threads.fanout().execute(this);
        }
    }

    private synchronized void release(long needed) {
        log.releaseBefore(needed);
    }
}
