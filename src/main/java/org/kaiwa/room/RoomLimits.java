package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.FORBIDDEN;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;

/** Which rooms are for some groups only, as it was when the store was last asked, and what is told to those who are in none. Thread-safe. */
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

    /** Refuses a room that is for others. Whoever wants to go on where it was is told that it misses what came since, and not how much that is. */
    void refuse(Participant participant, Dialect dialect, String room, Optional<Position> since) {
        if (admits(room, participant.groups())) {
            return;
        }
        if (since.isPresent() && dialect.frames().hasHistory()) {
            participant.tell(dialect.frames().gap(room, since.get().seq() + 1, null, "permission"));
        }
        throw forbidden(room);
    }

    /** Tells a member why it has to leave. */
    static void tellExpelled(Participant participant, String room) {
        participant.dialect().frames().refused(forbidden(room)).ifPresent(participant::tell);
    }

    private static RefusedException forbidden(String room) {
        return new RefusedException(FORBIDDEN, "This room is for groups of which you are not a member.", room);
    }

    /** Of rooms that are everybody's, and stay so. */
    static LimitStore none() {
        return new LimitStore() {
            @Override
            public Map<String, Set<String>> limits() {
                return Map.of();
            }

            @Override
            public void limit(String room, Set<String> groups) {
                throw new UnsupportedOperationException("These rooms are everybody's");
            }
        };
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
