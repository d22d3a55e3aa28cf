package org.kaiwa.room;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which rooms are for some groups only, as it was when the store was last asked. Thread-safe. */
final class RoomLimits {

    private static final Logger LOG = Logger.getLogger(RoomLimits.class.getName());

    private final LimitStore store;

    private volatile Map<String, Set<String>> groupsOf;

    /**
     * The limits of the moment.
     *
     * @param store where they are kept
     * @throws StoreException if it is away: without its word everybody would be let in everywhere
     */
    RoomLimits(LimitStore store) {
        this.store = store;
        this.groupsOf = store.limits();
    }

    /** Tells whether whoever is in these groups may read a room. */
    boolean admits(String room, Set<String> groups) {
        Set<String> allowed = groupsOf.get(room);
        return allowed == null || !Collections.disjoint(allowed, groups);
    }

    Map<String, Set<String>> all() {
        return groupsOf;
    }

    /** Asks the store again, for another process may have changed them; if it is away what was known holds. Waits for it. */
    void reload() {
        try {
            groupsOf = store.limits();
        } catch (StoreException away) {
            LOG.log(Level.FINE, "The limits of rooms could not be read; those known hold", away);
        }
    }

    /** Changes a limit. Waits for the store. */
    void limit(String room, Set<String> groups) {
        store.limit(room, groups);
        groupsOf = store.limits();
    }
}
