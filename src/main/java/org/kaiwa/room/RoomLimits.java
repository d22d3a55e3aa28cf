package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.FORBIDDEN;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.RoomSummary;

/** Which rooms are not for everybody, as it was when the directory was last asked, and what is told to the others. Thread-safe. */
final class RoomLimits {

    private static final Logger LOG = Logger.getLogger(RoomLimits.class.getName());

    private final RoomDirectory store;

    private volatile Map<String, Set<String>> groupsOf;

    /** The people of the rooms that are for them only. Changed in the thread of the commits. */
    private final ConcurrentMap<String, Set<Long>> peopleOf = new ConcurrentHashMap<>();

    /**
     * The limits of the moment.
     *
     * @param store where they are kept
     * @throws StoreException if it is away: without its word everybody would be let in everywhere
     */
    RoomLimits(RoomDirectory store) {
        this.store = store;
        this.groupsOf = store.limits();
        this.peopleOf.putAll(store.people());
    }

    /** Tells whether a user who is in these groups may read a room. */
    boolean admits(String room, long uid, Set<String> groups) {
        Set<String> allowed = groupsOf.get(room);
        Set<Long> people = peopleOf.get(room);
        boolean isAmongThem = people == null ? !RoomMaking.isDrawn(room) : people.contains(uid);
        return isAmongThem && (allowed == null || !Collections.disjoint(allowed, groups));
    }

    boolean isOfGroups(String room) {
        return groupsOf.containsKey(room);
    }

    /** A room is for some people only, and for these too. */
    void admit(String room, Set<Long> uids) {
        if (!uids.isEmpty()) {
            peopleOf.merge(
                    room,
                    Set.copyOf(uids),
                    (known, more) ->
                            Stream.concat(known.stream(), more.stream()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** If a room is for some people only, these are not among them any more. */
    void remove(String room, Set<Long> uids) {
        peopleOf.computeIfPresent(
                room,
                (same, known) ->
                        known.stream().filter(uid -> !uids.contains(uid)).collect(Collectors.toUnmodifiableSet()));
    }

    /** Refuses a room that is for others. Whoever wants to go on where it was is told that it misses what came since, and not how much that is. */
    void refuse(Participant participant, long uid, Dialect dialect, String room, Optional<Position> since) {
        if (admits(room, uid, participant.access().groups())) {
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
        return new RefusedException(FORBIDDEN, "This room is for others.", room);
    }

    /** Of rooms that are everybody's, and stay so. */
    static RoomDirectory none() {
        return new RoomDirectory() {
            @Override
            public Map<String, Set<String>> limits() {
                return Map.of();
            }

            @Override
            public void limit(String room, Set<String> groups) {
                throw new UnsupportedOperationException("These rooms are everybody's");
            }

            @Override
            public Map<String, Set<Long>> people() {
                return Map.of();
            }

            @Override
            public List<RoomSummary> of(long uid, int most) {
                return List.of();
            }

            @Override
            public List<RoomSummary> find(long uid, String text, int most) {
                return List.of();
            }

            @Override
            public Optional<RoomSummary> find(long uid, String room) {
                return Optional.empty();
            }

            @Override
            public Created create(NewRoom room) {
                throw new UnsupportedOperationException("These rooms come into being with their first member");
            }
        };
    }

    Map<String, Set<String>> all() {
        return groupsOf;
    }

    /** Asks the store again, for another process may have changed them; if it is away what was known holds. Waits for it, in the thread of the commits. */
    void reload() {
        try {
            groupsOf = store.limits();
            Map<String, Set<Long>> people = store.people();
            peopleOf.keySet().retainAll(people.keySet());
            peopleOf.putAll(people);
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
