package org.kaiwa.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What one dialect says: the events of a room and the little there is besides, each as its own frames. Implementations have no state.
 *
 * <p>What only the native dialect has is not there unless an implementation says otherwise.
 */
public interface Frames {

    /**
     * What everybody in the room is told of somebody who came; the newcomer too, unless {@link #welcomeIsLogin}.
     *
     * @param arrival who came
     * @return its frame
     */
    ServerFrame joined(Event.Change arrival);

    /**
     * What the newcomer is told first: who is there.
     *
     * @param arrival its own
     * @param members who is there, the newcomer included, or the first {@link #listed} of them
     * @return the frame
     */
    ServerFrame welcome(Event.Change arrival, MemberPage members);

    /**
     * Tells whether what is {@linkplain Event.PresenceChanged#batched() batched} is told in one frame.
     *
     * @return true: one frame for all; false: one for each change, as everywhere where nothing is batched
     */
    default boolean batchesPresence() {
        return false;
    }

    /**
     * How many members one frame lists.
     *
     * @return the most; in a dialect without pages, all
     */
    default int listed() {
        return Integer.MAX_VALUE;
    }

    /**
     * One more page of the members.
     *
     * @param page the page
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> members(MemberPage page) {
        return Optional.empty();
    }

    /**
     * Tells whether the dialect knows of the past.
     *
     * @return true: {@link #history}, {@link #live} and {@link #gap} have a form
     */
    default boolean hasHistory() {
        return false;
    }

    /**
     * Some messages of the past.
     *
     * @param page the messages
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> history(HistoryPage page) {
        return Optional.empty();
    }

    /**
     * The past has been told, and the present begins.
     *
     * @param log the name of the log
     * @param read how far it has been told
     * @return the frame
     */
    default ServerFrame live(String log, Position read) {
        throw new UnsupportedOperationException("This dialect has no past.");
    }

    /**
     * Messages that cannot be given.
     *
     * @param log the name of the log
     * @param from the number of the first
     * @param to the number of the last
     * @param reason why, for programs
     * @return the frame
     */
    default ServerFrame gap(String log, long from, Long to, String reason) {
        throw new UnsupportedOperationException("This dialect has no past.");
    }

    /**
     * Tells whether the welcome stands in the place of the newcomer's own login.
     *
     * @return true: the newcomer is not sent {@link #joined} for itself
     */
    boolean welcomeIsLogin();

    /**
     * What is told of somebody who went.
     *
     * @param end who went
     * @return its frame
     */
    ServerFrame left(Event.Change end);

    /**
     * What is told of those who came and went.
     *
     * @param event who
     * @return one frame for all where {@link #batchesPresence}, else one for each change, in their order
     */
    default List<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        return event.changes().stream()
                .map(change -> change.here() ? joined(change) : left(change))
                .toList();
    }

    /**
     * What is told one who has not been told who came and went.
     *
     * @param room the room
     * @param count how many members there are now
     * @param at when
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> presenceOutdated(String room, int count, Instant at) {
        return Optional.empty();
    }

    /**
     * What is told of a message to everyone.
     *
     * @param event the message
     * @return its frame
     */
    ServerFrame said(Event.Said event);

    /**
     * What the addressee of a private message is told.
     *
     * @param event the message
     * @return its frame
     */
    ServerFrame whisperedToAddressee(Event.Whispered event);

    /**
     * What the sender of a private message is told.
     *
     * @param event the message
     * @return its frame; empty: nothing
     */
    Optional<ServerFrame> whisperedToSender(Event.Whispered event);

    /**
     * What is told of something that was done to a message.
     *
     * @param event what was done
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> noted(Event.Noted event) {
        return Optional.empty();
    }

    /**
     * A room that a user belongs to, or has made.
     *
     * @param room the room as the user sees it
     * @param id what the user called the making of it; null: nothing
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> room(RoomSummary room, String id) {
        return Optional.empty();
    }

    /**
     * Rooms that a user has asked for.
     *
     * @param rooms as the user sees them
     * @param find what was looked for; null: one's own
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> rooms(List<RoomSummary> rooms, String find) {
        return Optional.empty();
    }

    /**
     * People that a user has looked for.
     *
     * @param people who was found
     * @param find what was looked for
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> people(List<User> people, String find) {
        return Optional.empty();
    }

    /**
     * What is told of something that is so for the moment.
     *
     * @param event what
     * @return the frame; empty: the dialect has none
     */
    default Optional<ServerFrame> signalled(Event.Signal event) {
        return Optional.empty();
    }

    /**
     * How a client learns that its frame was refused.
     *
     * @param refusal why
     * @return the frame; empty: the dialect has none
     */
    Optional<ServerFrame> refused(RefusedException refusal);

    /**
     * The dialect's own heartbeat, besides the ping of RFC 6455.
     *
     * @return the frame; empty: the dialect has none
     */
    Optional<ServerFrame> heartbeat();

    /**
     * The answer to a client's ping.
     *
     * @return the frame; empty: the dialect has no such question
     */
    Optional<ServerFrame> pong();

    /**
     * The local time of the server as the capture writes it.
     *
     * @param at a moment
     * @return {@code yyyy-MM-dd HH:mm:ss}
     */
    static String localTime(Instant at) {
        return LocalTimeFormat.PATTERN.format(at.atZone(ZoneId.systemDefault()));
    }

    /** Holds the pattern, which an interface could not keep to itself. */
    final class LocalTimeFormat {
        private static final DateTimeFormatter PATTERN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

        private LocalTimeFormat() {}
    }
}
