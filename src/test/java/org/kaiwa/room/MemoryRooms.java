package org.kaiwa.room;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.RoomSummary;

/** A directory of rooms that forgets with the process, and that can be taken away. Thread-safe. What the tests of the rooms do not use it does not have. */
final class MemoryRooms implements RoomDirectory {

    private final Map<String, Set<String>> limits = new HashMap<>();
    private final Map<String, NewRoom> made = new HashMap<>();
    private final Map<String, Set<Long>> people = new HashMap<>();
    private boolean away;

    /** From now on it cannot be reached, or it can again. */
    synchronized void away(boolean unreachable) {
        away = unreachable;
    }

    private void refuseIfAway() {
        if (away) {
            throw new StoreException("away", null);
        }
    }

    @Override
    public synchronized Map<String, Set<String>> limits() {
        return Map.copyOf(limits);
    }

    @Override
    public synchronized void limit(String room, Set<String> groups) {
        if (groups.isEmpty()) {
            limits.remove(room);
        } else {
            limits.put(room, Set.copyOf(groups));
        }
    }

    @Override
    public synchronized Map<String, Set<Long>> people() {
        return Map.copyOf(people);
    }

    @Override
    public synchronized List<RoomSummary> of(long uid, int most) {
        refuseIfAway();
        return made.keySet().stream()
                .flatMap(room -> find(uid, room).stream())
                .filter(RoomSummary::belongs)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<RoomSummary> find(long uid, String text, int most) {
        refuseIfAway();
        return made.keySet().stream()
                .filter(room -> room.contains(text))
                .flatMap(room -> find(uid, room).stream())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<RoomSummary> find(long uid, String room) {
        refuseIfAway();
        return Optional.ofNullable(made.get(room)).map(known -> summary(uid, known));
    }

    private RoomSummary summary(long uid, NewRoom room) {
        boolean belongs = room.owner().uid() == uid || room.people().contains(uid);
        return new RoomSummary(
                room.name(),
                room.title(),
                room.topic(),
                room.kind(),
                false,
                belongs,
                room.owner().uid() == uid,
                0,
                null,
                null,
                0,
                0,
                0,
                null);
    }

    @Override
    public synchronized Created create(NewRoom room) {
        refuseIfAway();
        NewRoom known = made.putIfAbsent(room.name(), room);
        if (known != null) {
            boolean same = known.owner().equals(room.owner()) || room.kind() == RoomKind.DIRECT;
            return same ? Created.KNOWN : Created.EXISTS;
        }
        if (room.kind() != RoomKind.OPEN) {
            Set<Long> all = new HashSet<>(room.people());
            all.add(room.owner().uid());
            people.put(room.name(), all);
        }
        return Created.NEW;
    }
}
