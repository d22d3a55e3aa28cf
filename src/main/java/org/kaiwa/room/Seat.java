package org.kaiwa.room;

import org.kaiwa.protocol.User;

/** A user's presence in a room, on one device or several, and for a while on none. The room's monitor guards it. */
final class Seat {

    private final User user;

    /** That of the change by which the user came. */
    private final long number;

    /** How many of its connections are in the room. */
    private int devices;

    /** Until when it is kept while there is none, in milliseconds since 1970. */
    private long keptUntil;

    Seat(User user, long number) {
        this.user = user;
        this.number = number;
    }

    User user() {
        return user;
    }

    long number() {
        return number;
    }

    void deviceCame() {
        devices++;
    }

    /** Returns whether it was the last one. */
    boolean deviceWent() {
        devices--;
        return devices == 0;
    }

    void keepUntil(long millis) {
        keptUntil = millis;
    }

    long keptUntil() {
        return keptUntil;
    }
}
