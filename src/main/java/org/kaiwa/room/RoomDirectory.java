package org.kaiwa.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.RoomSummary;
import org.kaiwa.protocol.User;

/**
 * What is known of rooms besides what is said in them: what they are called, and who may enter and belongs to them. A port: the database behind it is the
 * business of others.
 *
 * <p>Thread-safe. Every method waits for the database and throws a {@link StoreException} if it cannot be reached or refuses.
 */
public interface RoomDirectory {

    /**
     * All limits to groups.
     *
     * @return the groups of each room that is limited
     */
    Map<String, Set<String>> limits();

    /**
     * Limits a room to groups, in place of the limit that it has.
     *
     * @param room the room, checked
     * @param groups whose members may read it; none: everybody
     */
    void limit(String room, Set<String> groups);

    /**
     * Who belongs to the rooms that not everybody may enter.
     *
     * @return the uids of the people of each of them
     */
    Map<String, Set<Long>> people();

    /**
     * The rooms that a user belongs to.
     *
     * @param uid the user's
     * @param most how many at the most
     * @return those first in which something was said last
     */
    List<RoomSummary> of(long uid, int most);

    /**
     * Open rooms, whether a user belongs to them or not.
     *
     * @param uid the user's
     * @param text what is part of their name or title, in capital or small letters; empty: any
     * @param most how many at the most
     * @return in the order of their names
     */
    List<RoomSummary> find(long uid, String text, int most);

    /**
     * One room.
     *
     * @param uid of the user for whom it is
     * @param room its name
     * @return the room; empty: nobody has made it, belonged to it or spoken in it
     */
    Optional<RoomSummary> find(long uid, String room);

    /**
     * Makes a room, and lets its people belong to it.
     *
     * @param room what it shall be
     * @return what became of that
     */
    Created create(NewRoom room);

    /**
     * A room that is to be made.
     *
     * @param name its name, checked, which is free for ever if it was drawn
     * @param title what it is called; null: as its name
     * @param topic what is talked about; empty: nothing certain
     * @param kind {@link RoomKind#OPEN}, {@link RoomKind#CLOSED} or {@link RoomKind#DIRECT}
     * @param owner who makes it
     * @param people the uids of those who belong to it besides
     */
    record NewRoom(String name, String title, String topic, RoomKind kind, User owner, Set<Long> people) {}

    /** What becomes of a room that is to be made. */
    enum Created {
        /** It has been made. */
        NEW,
        /** The same user has made it before, or it is a direct one between the same people. */
        KNOWN,
        /** There is another of this name. */
        EXISTS,
        /** Somebody of its people is not known. */
        PEOPLE_UNKNOWN
    }
}
