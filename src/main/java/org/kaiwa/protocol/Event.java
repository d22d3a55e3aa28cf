package org.kaiwa.protocol;

import java.time.Instant;
import java.util.List;

/** What happens in a room, or between two people. Logs are made of these. */
public sealed interface Event {

    /**
     * The room it happened in.
     *
     * @return the room's name; null: none
     */
    String room();

    /**
     * When it happened.
     *
     * @return the moment by the server's clock
     */
    Instant at();

    /**
     * How much room it takes, so that whoever keeps events can bound what it keeps.
     *
     * @return characters, about; 0 where it is but a name
     */
    int weight();

    /**
     * Calls the method of this event's kind.
     *
     * @param handler where it goes
     * @param <R> what comes of it
     * @return what the method returned
     */
    <R> R dispatch(Handler<R> handler);

    /**
     * One method an event, so that the compiler names the one that was forgotten.
     *
     * @param <R> what comes of an event
     */
    interface Handler<R> {

        /** Somebody came or went, or many did. */
        R presenceChanged(PresenceChanged event);

        /** Somebody said something to everyone. */
        R said(Said event);

        /** Somebody said something to one other. */
        R whispered(Whispered event);

        /** Something was done to a message or to the room. */
        R noted(Noted event);

        /** Something is so for the moment. */
        R signalled(Signal event);
    }

    /**
     * Who came and who went.
     *
     * @param room the room
     * @param changes what happened, in its order, at least one
     * @param count how many members there are now
     * @param batched whether it was gathered for a while, as in a large room, and may be told in one
     * @param at when it was put into the log
     */
    record PresenceChanged(String room, List<Change> changes, int count, boolean batched, Instant at) implements Event {

        private static final int WEIGHT_OF_A_CHANGE = 64;

        @Override
        public int weight() {
            return batched ? changes.size() * WEIGHT_OF_A_CHANGE : 0;
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.presenceChanged(this);
        }
    }

    /**
     * One who came or went. It is no event by itself.
     *
     * @param number counts the changes of the room
     * @param room the room
     * @param user who
     * @param here true: came; false: went
     * @param at when
     */
    record Change(long number, String room, User user, boolean here, Instant at) {}

    /** What is of interest for the moment only, and nobody is told later. The old dialects have no words for it. */
    sealed interface Signal extends Event {

        @Override
        default int weight() {
            return 0;
        }

        /**
         * Tells whether somebody is told.
         *
         * @param uid that of who might be
         * @return false: it says nothing new to the one who caused it
         */
        default boolean concerns(long uid) {
            return true;
        }

        @Override
        default <R> R dispatch(Handler<R> handler) {
            return handler.signalled(this);
        }
    }

    /**
     * Somebody is writing.
     *
     * @param room where
     * @param user who
     * @param at when
     */
    record Typing(String room, User user, Instant at) implements Signal {
        @Override
        public boolean concerns(long uid) {
            return uid != user.uid();
        }
    }

    /**
     * A user has read a log up to a number, on some device.
     *
     * @param log the log
     * @param seq the number
     * @param at when
     */
    record ReadUpTo(String log, long seq, Instant at) implements Signal {
        @Override
        public String room() {
            return InboxName.isOne(log) ? null : log;
        }
    }

    /**
     * A user belongs to a room that it did not belong to before, or has made it.
     *
     * @param summary the room as the user sees it
     * @param at when
     */
    record RoomFound(RoomSummary summary, Instant at) implements Signal {
        @Override
        public String room() {
            return summary.room();
        }
    }

    /**
     * Somebody who is in the room turned away from it, on all devices, or came back.
     *
     * @param room the room
     * @param user who
     * @param away true: away; false: back
     * @param at when
     */
    record StatusChanged(String room, User user, boolean away, Instant at) implements Signal {}

    /**
     * An administrator begins to see what passes on the lines of those who are in the room, or sees it no more.
     *
     * @param room the room
     * @param on true: begins
     * @param at when
     */
    record Watched(String room, boolean on, Instant at) implements Signal {}

    /** What is kept in the store: it has a number in its log. */
    sealed interface Stored extends Event {

        /**
         * The log that it is in: a room's, or an {@link InboxName inbox}.
         *
         * @return the log's name
         */
        String log();

        /**
         * Its number: the first of the log has 1, and each other one more than the one before.
         *
         * @return the number; 0: it is not stored, being between people whom nobody will know again
         */
        long seq();

        /**
         * The incarnation of the log that gave the number.
         *
         * @return its name; null: the same as that of the event before, or there is no number
         */
        String epoch();

        /**
         * Who did it.
         *
         * @return the user
         */
        User from();

        /**
         * What its sender calls it.
         *
         * @return the id; null: nothing
         */
        String id();

        /**
         * For whoever is told of the event before too.
         *
         * @return the same event, its epoch left out
         */
        Stored withoutEpoch();
    }

    /**
     * What a message answers, and whom it names.
     *
     * @param replyTo the number of the message in the same room that it answers; null: none
     * @param mentions the uids of those that it names, each once, {@link #MAX_MENTIONS} at the most
     */
    record About(Long replyTo, List<Long> mentions) {

        /** How many people a message can name. */
        public static final int MAX_MENTIONS = 50;

        /** Of a message that answers none and names nobody. */
        public static final About NOTHING = new About(null, List.of());
    }

    /**
     * Somebody changed what the room is called, or who belongs to it.
     *
     * @param log the room
     * @param seq its number
     * @param epoch the incarnation of the log that gave the number
     * @param from who
     * @param id what its sender calls it
     * @param change what
     * @param at when
     */
    record Changed(String log, long seq, String epoch, User from, String id, RoomChange change, Instant at)
            implements Noted {

        @Override
        public Changed withoutEpoch() {
            return new Changed(log, seq, null, from, id, change, at);
        }

        @Override
        public int weight() {
            return change.topic() == null ? 0 : change.topic().length();
        }
    }

    /** What has become of a message since it was said. */
    enum Version {
        /** It is as it was said. */
        ORIGINAL,
        /** It has another text. */
        EDITED,
        /** It has no text any more. */
        DELETED
    }

    /**
     * Somebody said something to everyone in the room.
     *
     * @param room the room, and the name of its log
     * @param seq its number
     * @param epoch the incarnation of the log that gave the number
     * @param from who
     * @param id what its sender calls it
     * @param content the text, as it was typed; empty if it has been deleted
     * @param version what has become of it
     * @param about what it answers and whom it names
     * @param at when
     */
    record Said(
            String room,
            long seq,
            String epoch,
            User from,
            String id,
            String content,
            Version version,
            About about,
            Instant at)
            implements Stored {

        /** A message that answers none. */
        public Said(
                String room,
                long seq,
                String epoch,
                User from,
                String id,
                String content,
                Version version,
                Instant at) {
            this(room, seq, epoch, from, id, content, version, About.NOTHING, at);
        }

        /** A message as it is said. */
        public Said(String room, long seq, String epoch, User from, String id, String content, Instant at) {
            this(room, seq, epoch, from, id, content, Version.ORIGINAL, at);
        }

        @Override
        public String log() {
            return room;
        }

        @Override
        public Said withoutEpoch() {
            return new Said(room, seq, null, from, id, content, version, about, at);
        }

        @Override
        public int weight() {
            return content.length();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.said(this);
        }
    }

    /**
     * Somebody said something to one other. Each of these two has it in an inbox, and nobody else is told.
     *
     * @param log the inbox
     * @param seq its number there
     * @param epoch the incarnation of the log that gave the number
     * @param room the room in which it was said
     * @param from who
     * @param to to whom
     * @param toAsSent how the sender named the addressee, a {@link Long} or a {@link String}
     * @param id what its sender calls it
     * @param content the text, as it was typed; empty if it has been deleted
     * @param version what has become of it
     * @param at when
     */
    record Whispered(
            String log,
            long seq,
            String epoch,
            String room,
            User from,
            User to,
            Object toAsSent,
            String id,
            String content,
            Version version,
            Instant at)
            implements Stored {

        @Override
        public Whispered withoutEpoch() {
            return new Whispered(log, seq, null, room, from, to, toAsSent, id, content, version, at);
        }

        /**
         * For one in whose inbox it is not.
         *
         * @return the same message without a number
         */
        public Whispered withoutNumber() {
            return new Whispered(log, 0, null, room, from, to, toAsSent, id, content, version, at);
        }

        @Override
        public int weight() {
            return content.length();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.whispered(this);
        }
    }

    /** What was done besides saying something. The old dialects have no words for it. */
    sealed interface Noted extends Stored {

        @Override
        default String room() {
            return InboxName.isOne(log()) ? null : log();
        }

        @Override
        Noted withoutEpoch();

        @Override
        default <R> R dispatch(Handler<R> handler) {
            return handler.noted(this);
        }
    }

    /**
     * Somebody gave a message of his own another text, or took its text away.
     *
     * @param log the log of both, the message and this
     * @param seq its number
     * @param epoch the incarnation of the log that gave the number
     * @param from who
     * @param id what its sender calls it
     * @param target the number of the message
     * @param content its new text; null: it is deleted
     * @param at when
     */
    record Amended(String log, long seq, String epoch, User from, String id, long target, String content, Instant at)
            implements Noted {

        @Override
        public Amended withoutEpoch() {
            return new Amended(log, seq, null, from, id, target, content, at);
        }

        @Override
        public int weight() {
            return content == null ? 0 : content.length();
        }
    }

    /**
     * Somebody put an emoji to a message, or took it away again.
     *
     * @param log the log of both, the message and this
     * @param seq its number
     * @param epoch the incarnation of the log that gave the number
     * @param from who
     * @param id what its sender calls it
     * @param target the number of the message
     * @param emoji which
     * @param on true: put; false: taken away
     * @param at when
     */
    record Reacted(
            String log, long seq, String epoch, User from, String id, long target, String emoji, boolean on, Instant at)
            implements Noted {

        @Override
        public Reacted withoutEpoch() {
            return new Reacted(log, seq, null, from, id, target, emoji, on, at);
        }

        @Override
        public int weight() {
            return emoji.length();
        }
    }
}
