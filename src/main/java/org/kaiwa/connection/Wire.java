package org.kaiwa.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kaiwa.room.Rooms;

/** What passes on all lines, for those who watch. While nobody does, a write costs one read of a volatile field, and a frame that comes in nothing. */
@ApplicationScoped
public class Wire {

    private final Taps taps = new Taps();

    @Inject
    private Rooms rooms;

    /** Made by the container. */
    public Wire() {}

    /**
     * Tells somebody what passes from now on.
     *
     * @param tap whom
     */
    public void watch(WireTap tap) {
        taps.add(tap);
    }

    /**
     * Tells somebody no more. What is under way in other threads may still come.
     *
     * @param tap whom
     */
    public void unwatch(WireTap tap) {
        taps.remove(tap);
    }

    /**
     * Tells those in a room, or in all, that somebody watches, or no more.
     *
     * @param room the room; empty: all
     * @param on whether the watch begins
     */
    public void announce(Optional<String> room, boolean on) {
        rooms.tellWatched(room, on);
    }

    /** Itself, and not CDI's stand-in for it, for those who ask at every write. */
    Taps taps() {
        return taps;
    }

    /** Who watches, and the lines that are there. Thread-safe. */
    static final class Taps {

        private static final WireTap[] NOBODY = {};

        private final Set<LineTap> lines = ConcurrentHashMap.newKeySet();
        private volatile WireTap[] watching = NOBODY;

        /** Whom to tell; nobody, most of the time. The caller does not change it. */
        WireTap[] watching() {
            return watching;
        }

        private synchronized void add(WireTap tap) {
            WireTap[] more = Arrays.copyOf(watching, watching.length + 1);
            more[watching.length] = tap;
            watching = more;
            if (more.length == 1) {
                lines.forEach(line -> line.listen(true));
            }
        }

        private synchronized void remove(WireTap tap) {
            watching = Arrays.stream(watching).filter(other -> other != tap).toArray(WireTap[]::new);
            if (watching.length == 0) {
                lines.forEach(line -> line.listen(false));
            }
        }

        /** Takes up a line that has just been opened. */
        synchronized void opened(LineTap line) {
            lines.add(line);
            if (watching.length > 0) {
                line.listen(true);
                line.opened();
            }
        }

        /** Lets go of a line that is gone. */
        synchronized void closed(LineTap line) {
            lines.remove(line);
            line.closed();
        }
    }
}
