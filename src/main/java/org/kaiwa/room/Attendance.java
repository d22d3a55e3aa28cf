package org.kaiwa.room;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.User;

/**
 * Who is in a room at one moment, from who has been there longest to who came last: each user once, on however many devices. Immutable: who comes or goes makes
 * another.
 */
final class Attendance {

    static final Attendance NOBODY = new Attendance(new Seat[0]);

    /** By their number. Never changed. */
    private final Seat[] seats;

    private Attendance(Seat[] seats) {
        this.seats = seats;
    }

    int size() {
        return seats.length;
    }

    /** With somebody who is newer than all. */
    Attendance with(Seat newest) {
        Seat[] more = Arrays.copyOf(seats, seats.length + 1);
        more[seats.length] = newest;
        return new Attendance(more);
    }

    /** Without somebody who is there. */
    Attendance without(Seat gone) {
        int at = firstAfter(gone.number() - 1);
        Seat[] fewer = new Seat[seats.length - 1];
        System.arraycopy(seats, 0, fewer, 0, at);
        System.arraycopy(seats, at + 1, fewer, at, fewer.length - at);
        return new Attendance(fewer);
    }

    /**
     * Some of them.
     *
     * @param room the room's name
     * @param after a seat's number, after which the page begins; 0: at the oldest
     * @param most how many
     */
    MemberPage page(String room, long after, int most) {
        int begin = firstAfter(after);
        int end = begin + Math.min(most, seats.length - begin);
        List<User> users = Arrays.stream(seats, begin, end).map(Seat::user).toList();
        Set<Long> away = Arrays.stream(seats, begin, end)
                .filter(Seat::isAway)
                .map(seat -> seat.user().uid())
                .collect(Collectors.toSet());
        return new MemberPage(
                room, after, users, away, seats.length, end == seats.length ? null : (Long) seats[end - 1].number());
    }

    /** The index of the oldest seat of a higher number. */
    private int firstAfter(long number) {
        int low = 0;
        int high = seats.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seats[middle].number() > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
