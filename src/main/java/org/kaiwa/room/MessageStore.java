package org.kaiwa.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.protocol.User;

/**
 * Where the logs of all rooms and inboxes are kept. A port: the database behind it is the business of others.
 *
 * <p>Thread-safe. Every method waits for the database and throws a {@link StoreException} if it cannot be reached or refuses.
 */
public interface MessageStore {

    /**
     * Stores what comes in one transaction, each event under the next number of its log, and comes back when it is safe.
     *
     * @param drafts what is to be stored; numbers are given in this order
     * @return what became of each, in the same order
     * @throws StoreException if nothing can be said of them: they may have been stored or not
     */
    List<Outcome> append(List<Draft> drafts);

    /**
     * The number of a log's newest event.
     *
     * @param log its name
     * @return the number; 0 if it has none
     */
    long head(String log);

    /**
     * Events of a log from a number on.
     *
     * @param log its name
     * @param seq the number that the first one comes after
     * @param most how many at the most
     * @return the events, oldest first; fewer than {@code most}: there are no more
     */
    List<Event.Stored> after(String log, long seq, int most);

    /**
     * Messages of a log down from a number, as they read now, and none of the events that made them read so.
     *
     * @param log its name
     * @param seq the number that the last one comes before
     * @param most how many at the most
     * @return the newest of those, oldest first; fewer than {@code most}: there are no more
     */
    List<Event.Stored> before(String log, long seq, int most);

    /**
     * What has been put to some messages, as it is now.
     *
     * @param log the name of their log
     * @param from the number of the first
     * @param to the number of the last
     * @return by their numbers, which emoji; each list in the order in which they were put first; nothing of a message that has none
     */
    Map<Long, List<Reaction>> reactions(String log, long from, long to);

    /**
     * Deletes events from the beginnings of the logs, as far as all of them are older than a moment. Logs under a legal hold are left as they are.
     *
     * @param moment what is not older stays, and all behind it
     * @param most how many events at the most
     * @return how many there were; fewer than {@code most}: there are no more
     */
    int purge(Instant moment, int most);

    /** What is to be stored. */
    sealed interface Draft {

        /**
         * Who says it.
         *
         * @return the user
         */
        User from();

        /**
         * What its sender calls it, so that it is stored once however often it comes.
         *
         * @return the id; null: it has no name
         */
        String id();

        /**
         * When it came.
         *
         * @return the moment
         */
        Instant at();

        /**
         * Where it is said, for whoever is told that it was refused.
         *
         * @return the room's name; null: in no room
         */
        String room();

        /**
         * How much text it is.
         *
         * @return characters
         */
        int weight();
    }

    /**
     * A message to everybody in a room.
     *
     * @param room where it is said, and the name of its log
     * @param from who says it
     * @param id what its sender calls it
     * @param content the text
     * @param about what it answers, which must be there, and whom it names
     * @param at when it came
     */
    record Message(String room, User from, String id, String content, Event.About about, Instant at) implements Draft {

        /** A message that answers none. */
        public Message(String room, User from, String id, String content, Instant at) {
            this(room, from, id, content, Event.About.NOTHING, at);
        }

        @Override
        public int weight() {
            return content.length();
        }
    }

    /**
     * A message to one user. It is an event in the {@link org.kaiwa.protocol.InboxName inbox} of each of the two, or of one who writes to himself; who is
     * {@linkplain User#isPassing() passing} has none that is stored.
     *
     * @param room where it is said
     * @param from who says it
     * @param to to whom
     * @param toAsSent how the sender named the addressee; it is not stored
     * @param id what its sender calls it
     * @param content the text
     * @param at when it came
     */
    record Whisper(String room, User from, User to, Object toAsSent, String id, String content, Instant at)
            implements Draft {
        @Override
        public int weight() {
            return content.length();
        }
    }

    /**
     * A change to a message of one's own. Of a private message both copies are changed.
     *
     * @param log the log of the message
     * @param from whose message it is
     * @param id what its sender calls the change
     * @param target the number of the message
     * @param content its new text; null: it is to be deleted, and its text and that of earlier changes is kept no longer
     * @param at when it came
     */
    record Amendment(String log, User from, String id, long target, String content, Instant at) implements Draft {
        @Override
        public String room() {
            return InboxName.isOne(log) ? null : log;
        }

        @Override
        public int weight() {
            return content == null ? 0 : content.length();
        }
    }

    /**
     * An emoji that is put to a message in a room, or taken away again. It is a state: to put it twice is to put it once.
     *
     * @param room the room, and the name of the log
     * @param from who does
     * @param id what its sender calls this
     * @param target the number of the message
     * @param emoji which
     * @param on true: it is put; false: it is taken away
     * @param at when it came
     */
    record Reacting(String room, User from, String id, long target, String emoji, boolean on, Instant at)
            implements Draft {
        @Override
        public int weight() {
            return emoji.length();
        }
    }

    /** What became of a draft. */
    sealed interface Outcome {}

    /**
     * It has been stored.
     *
     * @param events as they are in the logs, that of the sender first; of a private message those too, without a number, that are for one who is passing
     */
    record Appended(List<Event.Stored> events) implements Outcome {}

    /**
     * It had been stored before, under the same id of the same sender.
     *
     * @param event as it is in the log of the sender, if the sender has one
     */
    record Known(Event.Stored event) implements Outcome {}

    /**
     * It has not been stored.
     *
     * @param why what is wrong with it
     */
    record Refused(Reason why) implements Outcome {}

    /** Why something is not stored. */
    enum Reason {
        /** Its sender has used the id for something else. */
        ID_CONFLICT,
        /** There is no message under the number, or it is deleted or no longer kept. */
        TARGET_UNKNOWN,
        /** The message is another's. */
        NOT_YOURS,
        /** The message has as many different emoji as it can have. */
        TOO_MANY_REACTIONS
    }
}
