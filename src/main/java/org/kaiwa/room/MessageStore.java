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

    /**
     * A change of a room.
     *
     * @param room which, and the name of the log
     * @param from who makes it, and belongs to the room
     * @param governs whether this one may govern every room, and not only what is his
     * @param id what its sender calls it
     * @param title what the room is called from now on; null: as before
     * @param topic what is talked about; null: as before
     * @param archived whether nothing more can be said in it; null: as before
     * @param invite the uids of those who belong to it from now on
     * @param remove the uids of those who do no more
     * @param at when it came
     */
    record Changing(
            String room,
            User from,
            boolean governs,
            String id,
            String title,
            String topic,
            Boolean archived,
            List<Long> invite,
            List<Long> remove,
            Instant at)
            implements Draft {
        @Override
        public int weight() {
            return topic == null ? 0 : topic.length();
        }
    }

    /** What a user leaves behind in a log without saying anything. It is no event, and has no number. */
    sealed interface Trace extends Draft {

        /**
         * The log.
         *
         * @return its name
         */
        String log();

        @Override
        default String id() {
            return null;
        }

        @Override
        default Instant at() {
            return Instant.EPOCH;
        }

        @Override
        default String room() {
            return InboxName.isOne(log()) ? null : log();
        }

        @Override
        default int weight() {
            return 0;
        }
    }

    /**
     * A user belongs to a room from now on, if it did not, and has nothing to catch up with.
     *
     * @param log the room's name
     * @param from the user
     */
    record Joining(String log, User from) implements Trace {}

    /**
     * A user belongs to a room no more.
     *
     * @param log the room's name
     * @param from the user
     */
    record Leaving(String log, User from) implements Trace {}

    /**
     * A user has read a log up to a number, or further.
     *
     * @param log the log's name
     * @param from the user
     * @param seq the number
     */
    record Reading(String log, User from, long seq) implements Trace {}

    /** What became of a draft. */
    sealed interface Outcome {}

    /**
     * It has been stored.
     *
     * @param events as they are in the logs, that of the sender first; of a private message those too, without a number, that are for one who is passing
     */
    record Appended(List<Event.Stored> events) implements Outcome {}

    /**
     * A trace is left.
     *
     * @param isNew whether anything has changed by that
     */
    record Traced(boolean isNew) implements Outcome {}

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
        TOO_MANY_REACTIONS,
        /** The room is archived. */
        ARCHIVED,
        /** The room is of a kind that has no such people. */
        KIND_INVALID,
        /** Somebody is not known who is named. */
        PEOPLE_UNKNOWN
    }
}
