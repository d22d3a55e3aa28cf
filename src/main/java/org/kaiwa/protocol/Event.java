package org.kaiwa.protocol;

import java.time.Instant;
import java.util.List;

/** What happens in a room. The room's log is made of these. */
public sealed interface Event {

    /**
     * The room it happened in.
     *
     * @return the room's name
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

        /** Somebody said something to one member. */
        R whispered(Whispered event);
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

    /**
     * Somebody said something to everyone in the room. It is stored.
     *
     * @param room the room
     * @param seq its number: the first of the room has 1, and each other one more than the one before
     * @param epoch the incarnation of the log that gave the number; null: the same as that of the message before
     * @param from who
     * @param id what its sender calls it; null: nothing
     * @param content the text, as it was typed
     * @param at when
     */
    record Said(String room, long seq, String epoch, User from, String id, String content, Instant at)
            implements Event {
        /**
         * For whoever is told of the message before too.
         *
         * @return the same message, its epoch left out
         */
        public Said withoutEpoch() {
            return new Said(room, seq, null, from, id, content, at);
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
     * Somebody said something to one member of the room. Nobody but these two is told.
     *
     * @param room the room
     * @param from who
     * @param to to whom
     * @param toAsSent how the sender named the addressee, a {@link Long} or a {@link String}
     * @param content the text, as it was typed
     * @param at when
     */
    record Whispered(String room, User from, User to, Object toAsSent, String content, Instant at) implements Event {
        @Override
        public int weight() {
            return content.length();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.whispered(this);
        }
    }
}
