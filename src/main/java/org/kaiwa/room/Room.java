package org.kaiwa.room;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/**
 * One room: its log and its members. Thread-safe.
 *
 * <p>Events are appended under the room's monitor, which is held for no longer than that takes. The fan-out runs on the executor, at most once at a
 * time; an idle room has no thread and no timer.
 */
final class Room implements Runnable {

    private final String name;
    private final EventLog log;
    private final InstantSource clock;
    private final Executor fanout;

    /** By the position of their arrival, hence from the oldest member to the newest. Changed under the monitor, read without. */
    private final ConcurrentSkipListMap<Long, Member> members = new ConcurrentSkipListMap<>();

    /** Those who have left and are still to be told so; they need the log until then. */
    private final Queue<Member> leaving = new ConcurrentLinkedQueue<>();

    /** The fan-out is on its way to run; whoever appends meanwhile need not send for it again. */
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Room(String name, int backlog, InstantSource clock, Executor fanout) {
        this.name = name;
        this.log = new EventLog(backlog);
        this.clock = clock;
        this.fanout = fanout;
    }

    String name() {
        return name;
    }

    EventLog log() {
        return log;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    synchronized void join(Participant newcomer) {
        List<User> present = new ArrayList<>(members.size() + 1);
        members.values().forEach(member -> present.add(member.participant().user()));
        present.add(newcomer.user());
        Member member = new Member(this, newcomer, log.head(), present);
        members.put(member.from(), member);
        newcomer.add(member);
        append(new Event.Joined(name, newcomer.user(), clock.instant()));
    }

    /** Ends a membership; one who stays connected is told so, being the last thing it hears of the room. */
    synchronized void leave(Member member) {
        if (members.remove(member.from(), member)) {
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
        if (scheduled.compareAndSet(false, true)) {
            try {
                fanout.execute(this);
            } catch (RejectedExecutionException full) {
                // The event is in the log; the next one sends for the fan-out again, and it takes both.
                scheduled.set(false);
                throw full;
            }
        }
    }

    /**
     * The fan-out: wakes every member. From the newest to the oldest, so that on an idle server a newcomer has its list of members before the others
     * hear of it, as in the capture.
     */
    @Override
    public void run() {
        scheduled.set(false);
        // Who comes after the walk has begun is not met by it, and arrives at this position or later.
        long needed = log.head();
        for (Member member : members.descendingMap().values()) {
            needed = Math.min(needed, serve(member));
        }
        for (Member member : leaving) {
            needed = Math.min(needed, serve(member));
        }
        leaving.removeIf(member -> member.hasReadAll() || member.participant().isClosed());
        release(needed);
    }

    /** Sends a member what it can take; returns its cursor. One that lags too far is closed here, for its own turn may never come. */
    private long serve(Member member) {
        Participant participant = member.participant();
        participant.wake();
        if (member.cursor() < log.tail()) {
            participant.end(CloseCode.TOO_SLOW);
        }
        return participant.isClosed() ? Long.MAX_VALUE : member.cursor();
    }

    private synchronized void release(long needed) {
        log.releaseBefore(needed);
    }
}
