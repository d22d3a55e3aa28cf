package org.kaiwa.protocol;

import java.time.Instant;

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
     * How much text a client put into it, so that whoever keeps events can bound what it keeps.
     *
     * @return characters of content; 0 where it is but a name
     */
    default int textLength() {
        return 0;
    }

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

        /** Somebody came. */
        R joined(Joined event);

        /** Somebody went. */
        R left(Left event);

        /** Somebody said something to everyone. */
        R said(Said event);

        /** Somebody said something to one member. */
        R whispered(Whispered event);
    }

    /**
     * Somebody came.
     *
     * @param room the room
     * @param user who
     * @param at when
     */
    record Joined(String room, User user, Instant at) implements Event {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.joined(this);
        }
    }

    /**
     * Somebody went.
     *
     * @param room the room
     * @param user who
     * @param at when
     */
    record Left(String room, User user, Instant at) implements Event {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.left(this);
        }
    }

    /**
     * Somebody said something to everyone in the room.
     *
     * @param room the room
     * @param from who
     * @param content the text, as it was typed
     * @param at when
     */
    record Said(String room, User from, String content, Instant at) implements Event {
        @Override
        public int textLength() {
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
        public int textLength() {
            return content.length();
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.whispered(this);
        }
    }
}
