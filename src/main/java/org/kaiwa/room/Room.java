package org.kaiwa.room;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/** One room: a channel whose members know of each other. Thread-safe. */
final class Room extends Channel {

    /** Who writes says so every few seconds; what comes sooner is not told, in milliseconds. */
    private static final long TYPING_MILLIS = 2_000;

    /** How long a user that can be known again is taken to be there after its line broke. */
    private final Duration grace;

    private final Consumer<Room> whenVacated;

    /** Under the monitor. */
    private final Presence presence;

    /** Under the monitor. */
    private final Seats seats = new Seats();

    /** A timer runs for a seat that is kept. Under the monitor. */
    private boolean waiting;

    /** There is a change in the log that nobody has been woken for. */
    private volatile boolean announcing;

    /**
     * An empty room.
     *
     * @param name its name
     * @param backlog how many events a member may lag
     * @param services what it runs on
     * @param grace how long the seat of a user is kept whose line broke; zero: not at all
     * @param whenVacated told when the last seat has been given up whose line broke
     */
    Room(String name, int backlog, Services services, Duration grace, Consumer<Room> whenVacated) {
        super(name, backlog, services);
        this.grace = grace;
        this.whenVacated = whenVacated;
        this.presence = new Presence(name, log(), clock(), threads().later());
    }

    boolean isEmpty() {
        return audience().members().size() == 0 && seats.attendance().size() == 0;
    }

    /** The user who is here under a uid, on some device or for a moment on none. */
    synchronized Optional<User> user(long uid) {
        return seats.user(uid);
    }

    /**
     * Begins a membership. It is the caller who wakes the newcomer, and then calls {@link #announce}.
     *
     * @param since what it has read of the room before; empty: nothing
     */
    synchronized Member join(Participant newcomer, Optional<Position> since) {
        Event.Change arrival = presence.change(newcomer.user(), true);
        Member member = new Member(this, newcomer, arrival.number());
        audience().add(member);
        member.idle = newcomer.isIdle();
        boolean wasAway = seats.isAway(newcomer.user());
        boolean isNew = seats.take(newcomer.user(), arrival.number(), member.idle);
        member.find(arrival, seats.attendance());
        member.find(since);
        newcomer.add(member);
        if (isNew) {
            note(arrival);
        } else {
            tellStatus(newcomer.user(), wasAway);
        }
        return member;
    }

    /**
     * Ends a membership; one who stays connected is told so, being the last thing it hears of the room. It is the caller who wakes the leaver, and then
     * calls {@link #announce}.
     *
     * @param broken the line broke, and the user may come back
     */
    synchronized void leave(Member member, boolean broken) {
        if (!audience().remove(member)) {
            return;
        }
        User user = member.participant().user();
        Event.Change end = presence.change(user, false);
        member.endAt(log().head(), end);
        boolean kept = broken && !user.isPassing() && !grace.isZero() && waitForReturn(grace.toMillis());
        boolean wasAway = seats.isAway(user);
        if (seats.leave(user, member.idle, kept ? clock().millis() + grace.toMillis() : 0)) {
            note(end);
        } else {
            tellStatus(user, wasAway);
        }
    }

    /** Somebody has turned away from a member's device, or come back to it. */
    synchronized void turn(Member member, boolean isIdle) {
        if (member.idle == isIdle || member.isLeaving()) {
            return;
        }
        User user = member.participant().user();
        boolean wasAway = seats.isAway(user);
        member.idle = isIdle;
        seats.turn(user, isIdle);
        tellStatus(user, wasAway);
    }

    private void tellStatus(User user, boolean wasAway) {
        boolean isAway = seats.isAway(user);
        if (isAway != wasAway) {
            signalToFew(new Event.StatusChanged(name(), user, isAway, clock().instant()));
        }
    }

    /**
     * A member is writing.
     *
     * @return false if nobody is told, because it said so a moment ago or there are too many here
     */
    synchronized boolean type(Member member) {
        long now = clock().millis();
        if (now - member.typed < TYPING_MILLIS) {
            return false;
        }
        member.typed = now;
        return signalToFew(new Event.Typing(name(), member.participant().user(), clock().instant()));
    }

    /** In a large room it would be a noise, and cost a write each. */
    private boolean signalToFew(Event.Signal signal) {
        return seats.attendance().size() <= Presence.LARGE && signal(signal);
    }

    /** Sees to it that a timer runs; returns whether one does. */
    private boolean waitForReturn(long millis) {
        if (waiting) {
            return true;
        }
        try {
            threads().later().run(this::endAbsences, millis);
            waiting = true;
        } catch (RejectedExecutionException stopping) {
            // Nobody would give up the seat.
        }
        return waiting;
    }

    private void endAbsences() {
        boolean vacated;
        synchronized (this) {
            waiting = false;
            for (Optional<User> gone = seats.expire(clock().millis());
                    gone.isPresent();
                    gone = seats.expire(clock().millis())) {
                note(presence.change(gone.get(), false));
            }
            seats.nextDue().ifPresent(due -> waitForReturn(Math.max(1, due - clock().millis())));
            vacated = isEmpty();
        }
        announce();
        if (vacated) {
            whenVacated.accept(this);
        }
    }

    private void note(Event.Change change) {
        if (presence.note(change, seats.attendance().size(), this::tellPresence)) {
            announcing = true;
        }
    }

    private synchronized void tellPresence() {
        if (presence.due(seats.attendance().size())) {
            audience().tell();
        }
    }

    /** Tells those inside of who has come or gone, unless they are told later. */
    void announce() {
        if (announcing) {
            announcing = false;
            audience().tell();
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
        MemberPage page = asking.page(seats.attendance(), after);
        return asking.participant()
                .dialect()
                .frames()
                .members(page)
                .map(asking.participant()::queue)
                .orElse(true);
    }

    @Override
    Optional<ServerFrame> presenceOutdated(Frames frames) {
        return frames.presenceOutdated(name(), seats.attendance().size(), clock().instant());
    }

    /** A batch of those who came and went goes along. */
    @Override
    void beforeAppending() {
        presence.ride(seats.attendance().size());
    }
}
