package org.kaiwa.room;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/**
 * The comings and goings in a room, on their way into its log: in a small room each by itself and at once, in a large one all those of a moment as one
 * event. Not thread-safe: the room's monitor guards it.
 *
 * <p>A batch goes into the log when its time has come, or before with a message that everybody is sent anyway.
 */
final class Presence {

    /** In a room of more members those inside are told in batches. */
    static final int LARGE = 100;

    /** How long a batch is gathered, in milliseconds: a few times a second. */
    static final int BATCH_MILLIS = 250;

    /** Past so many members it takes as much longer as there are more of them, since it costs a write each. */
    private static final int PATIENT_FROM = 5_000;

    private final String room;
    private final EventLog log;
    private final InstantSource clock;
    private final Later later;

    /** How many have come and gone so far. */
    private long changes;

    /** Who came and went, but is not in the log yet. */
    private final List<Event.Change> untold = new ArrayList<>();

    /** When the first of them did. */
    private long oldest;

    /** A timer runs. */
    private boolean waiting;

    /** Runs something after a while. */
    @FunctionalInterface
    interface Later {

        /**
         * Runs it once.
         *
         * @throws RejectedExecutionException if it will not be run
         */
        void run(Runnable task, long millis);
    }

    Presence(String room, EventLog log, InstantSource clock, Later later) {
        this.room = room;
        this.log = log;
        this.clock = clock;
        this.later = later;
    }

    Event.Change change(User user, boolean here) {
        changes++;
        return new Event.Change(changes, room, user, here, clock.instant());
    }

    /**
     * Takes up a change.
     *
     * @param change what happened
     * @param members how many members there are after it
     * @param whenDue told when a batch is due, in any thread
     * @return true if it is in the log, and those inside are to be told
     */
    boolean note(Event.Change change, int members, Runnable whenDue) {
        untold.add(change);
        if (untold.size() > 1) {
            // Also in a room that has shrunk: what is batched before must not come after this.
            return false;
        }
        oldest = clock.millis();
        if (members <= LARGE) {
            intoLog(members, false);
            return true;
        }
        if (!waiting) {
            try {
                later.run(whenDue, (long) BATCH_MILLIS * Math.max(members, PATIENT_FROM) / PATIENT_FROM);
                waiting = true;
            } catch (RejectedExecutionException none) {
                intoLog(members, true);
                return true;
            }
        }
        return false;
    }

    /** The timer has run out. Returns whether there is something to tell. */
    boolean due(int members) {
        waiting = false;
        return flush(members);
    }

    /** A message goes to everybody: a batch that has waited for a while goes with it. */
    void ride(int members) {
        if (!untold.isEmpty() && clock.millis() - oldest >= BATCH_MILLIS) {
            flush(members);
        }
    }

    private boolean flush(int members) {
        if (untold.isEmpty()) {
            return false;
        }
        intoLog(members, true);
        return true;
    }

    private void intoLog(int members, boolean batched) {
        log.append(new Event.PresenceChanged(room, List.copyOf(untold), members, batched, clock.instant()));
        untold.clear();
    }
}
