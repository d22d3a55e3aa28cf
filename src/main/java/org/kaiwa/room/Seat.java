package org.kaiwa.room;

import org.kaiwa.protocol.User;

/** A user's presence in a room, on one device or several, and for a while on none. The room's monitor guards it. */
final class Seat {

    private final User user;

    /** That of the change by which the user came. */
    private final long number;

    /** How many of its connections are in the room. */
    private int devices;

    /** Before how many of these nobody sits. */
    private int idle;

    /** Written under the monitor, read by whoever lists the members. */
    private volatile boolean away;

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

    /** Nobody sits before any of its devices. In any thread. */
    boolean isAway() {
        return away;
    }

    void deviceCame(boolean isIdle) {
        devices++;
        idle += isIdle ? 1 : 0;
        look();
    }

    /** Returns whether it was the last one. */
    boolean deviceWent(boolean wasIdle) {
        devices--;
        idle -= wasIdle ? 1 : 0;
        look();
        return devices == 0;
    }

    /** Somebody has turned away from a device, or come back to it. */
    void deviceTurned(boolean isIdle) {
        idle += isIdle ? 1 : -1;
        look();
    }

    /** Of one without a device it is not known: it is taken to be as it was. */
    private void look() {
        away = devices > 0 ? idle == devices : away;
    }

    void keepUntil(long millis) {
        keptUntil = millis;
    }

    long keptUntil() {
        return keptUntil;
    }
}
