package org.kaiwa.room;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kaiwa.protocol.User;

/**
 * Who is in a room. A user that can be known again keeps its seat for a while when its line breaks, so that a short break shows nobody leaving and coming. Not
 * thread-safe: the room's monitor guards it, but for {@link #attendance}.
 */
final class Seats {

    /** By uid. */
    private final Map<Long, Seat> seats = new HashMap<>();

    /** Those without a device, in the order in which they are given up. */
    private final Set<Seat> absent = new LinkedHashSet<>();

    /** Replaced with each change. */
    private volatile Attendance attendance = Attendance.NOBODY;

    /** Who is there at the moment. In any thread. */
    Attendance attendance() {
        return attendance;
    }

    /** Who is there under a uid. */
    Optional<User> user(long uid) {
        return Optional.ofNullable(seats.get(uid)).map(Seat::user);
    }

    /**
     * A device comes.
     *
     * @param user whose
     * @param number that of its coming, higher than all before
     * @param isIdle nobody sits before it
     * @return true: the user was not there
     */
    boolean take(User user, long number, boolean isIdle) {
        Seat known = seats.get(user.uid());
        if (known != null) {
            absent.remove(known);
            known.deviceCame(isIdle);
            return false;
        }
        Seat seat = new Seat(user, number);
        seat.deviceCame(isIdle);
        seats.put(user.uid(), seat);
        attendance = attendance.with(seat);
        return true;
    }

    /**
     * A device goes.
     *
     * @param user whose
     * @param wasIdle nobody sat before it
     * @param keptUntil until when the seat is kept if it was the last one, in milliseconds since 1970; 0: not at all
     * @return true: the user is there no more
     */
    boolean leave(User user, boolean wasIdle, long keptUntil) {
        Seat seat = seats.get(user.uid());
        if (!seat.deviceWent(wasIdle)) {
            return false;
        }
        if (keptUntil > 0) {
            seat.keepUntil(keptUntil);
            absent.add(seat);
            return false;
        }
        giveUp(seat);
        return true;
    }

    /** Somebody has turned away from one of the user's devices, or come back to it. */
    void turn(User user, boolean isIdle) {
        seats.get(user.uid()).deviceTurned(isIdle);
    }

    /** Whether nobody sits before any device of a user who is there. */
    boolean isAway(User user) {
        Seat seat = seats.get(user.uid());
        return seat != null && seat.isAway();
    }

    /** When the next seat is to be given up, in milliseconds since 1970; empty: none is without a device. */
    Optional<Long> nextDue() {
        Iterator<Seat> first = absent.iterator();
        return first.hasNext() ? Optional.of(first.next().keptUntil()) : Optional.empty();
    }

    /** Gives up the first seat without a device whose time is over. */
    Optional<User> expire(long now) {
        Iterator<Seat> first = absent.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        Seat seat = first.next();
        if (seat.keptUntil() > now) {
            return Optional.empty();
        }
        first.remove();
        giveUp(seat);
        return Optional.of(seat.user());
    }

    private void giveUp(Seat seat) {
        seats.remove(seat.user().uid());
        attendance = attendance.without(seat);
    }
}
