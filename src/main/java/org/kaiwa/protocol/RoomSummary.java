package org.kaiwa.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A room, as one user sees it who is not in it at the moment.
 *
 * @param room its name
 * @param title what it is called; null: as its name
 * @param topic what is talked about; empty: nothing certain
 * @param kind who may enter it
 * @param archived whether nothing more can be said in it
 * @param belongs whether the user belongs to it
 * @param governs whether the user may rename and archive it, and remove people
 * @param head the number of its newest event; 0: there is none
 * @param epoch the incarnation of the log that gave the number; null: the event is no longer kept, or there is none
 * @param at when that was; null: as before
 * @param read how far the user has read it
 * @param unread how many messages of others come after that, {@link #MOST_UNREAD} at the most
 * @param mentions how many of them name the user
 * @param people who belongs to it, where not everybody may; null: everybody may
 */
public record RoomSummary(
        String room,
        String title,
        String topic,
        RoomKind kind,
        boolean archived,
        boolean belongs,
        boolean governs,
        long head,
        String epoch,
        Instant at,
        long read,
        int unread,
        int mentions,
        List<User> people) {

    /** Up to where unread messages are counted. */
    public static final int MOST_UNREAD = 1_000;

    /** How many people of a room are named. */
    public static final int MOST_PEOPLE = 50;

    /**
     * The same for one who may do more, or where groups are asked for.
     *
     * @param alsoGoverns whether the user may govern every room
     * @param groups whether the room is limited to groups
     * @return the room
     */
    public RoomSummary with(boolean alsoGoverns, boolean groups) {
        return new RoomSummary(
                room,
                title,
                topic,
                groups && kind == RoomKind.OPEN ? RoomKind.GROUPS : kind,
                archived,
                belongs,
                kind != RoomKind.DIRECT && (governs || alsoGoverns),
                head,
                epoch,
                at,
                read,
                unread,
                mentions,
                people);
    }

    /**
     * The same with those who belong to it.
     *
     * @param members who, {@link #MOST_PEOPLE} at the most
     * @return the room
     */
    public RoomSummary among(List<User> members) {
        return new RoomSummary(
                room, title, topic, kind, archived, belongs, governs, head, epoch, at, read, unread, mentions, members);
    }

    /**
     * Where it is read from on to hear only what comes later.
     *
     * @return the epoch of the newest event; empty: there is none
     */
    public Optional<String> position() {
        return head == 0 ? Optional.empty() : Optional.of(epoch == null ? "" : epoch);
    }
}
