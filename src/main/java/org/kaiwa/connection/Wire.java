package org.kaiwa.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.kaiwa.room.Rooms;

/** What passes on all lines, for those who watch. On a line that nobody watches, a write costs one read of a volatile field, and a frame that comes in nothing. */
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

        private final Set<LineTap> lines = ConcurrentHashMap.newKeySet();

        /** Changed under the lock. */
        private volatile List<WireTap> all = List.of();

        private synchronized void add(WireTap tap) {
            all = Stream.concat(all.stream(), Stream.of(tap)).toList();
            lines.forEach(line -> line.watchedBy(all));
        }

        private synchronized void remove(WireTap tap) {
            all = all.stream().filter(other -> other != tap).toList();
            lines.forEach(line -> line.watchedBy(all));
        }

        /** Takes up a line that has just been opened. */
        synchronized void opened(LineTap line) {
            lines.add(line);
            line.watchedBy(all);
            line.opened();
        }

        /** Asks all anew whether a line is of interest. */
        void changed(LineTap line) {
            if (!all.isEmpty()) {
                synchronized (this) {
                    line.watchedBy(all);
                }
            }
        }

        /** Lets go of a line that is gone. */
        synchronized void closed(LineTap line) {
            lines.remove(line);
            line.closed();
        }
    }
}
