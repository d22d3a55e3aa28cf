package org.kaiwa.protocol;

import java.util.List;
import java.util.Optional;

/** A frame of a client, read and checked as far as that can be done without knowing the client. */
public sealed interface ClientFrame {

    /**
     * Calls the method of this frame's kind.
     *
     * @param handler where it goes
     */
    void dispatch(Handler handler);

    /**
     * What its sender calls it, so that an answer can say what it is about.
     *
     * @return the id; null: nothing
     */
    default String id() {
        return null;
    }

    /** One method a frame, so that the compiler names the one that was forgotten (Java 17 has no pattern matching in {@code switch}). */
    interface Handler {

        /** Takes a nickname and enters the first room. */
        void login(Login login);

        /** Enters one more room. */
        void join(Join join);

        /** Says something. */
        void say(Say say);

        /** Edits or deletes a message. */
        void amend(Amend amend);

        /** Puts an emoji to a message or takes it away. */
        void react(React react);

        /** Is writing. */
        void typing(Typing typing);

        /** Turns away or comes back. */
        void status(Status status);

        /** Has read up to somewhere. */
        void read(Read read);

        /** Asks for rooms. */
        void rooms(Rooms rooms);

        /** Makes a room. */
        void create(Create create);

        /** Changes a room. */
        void change(Change change);

        /** Looks for people. */
        void people(People people);

        /** Leaves a room. */
        void logout(Logout logout);

        /** Asks for a page of the members. */
        void members(Members members);

        /** Asks for a page of the past. */
        void history(History history);

        /** Enters a room where it was left. */
        void resume(Resume resume);

        /** Asks for a pong. */
        void ping(Ping ping);

        /** Answers a ping of the later dialect. */
        void pong(Pong pong);

        /** What is no frame at all. */
        void malformed(Malformed malformed);

        /** What is too large to be looked at. */
        void oversized(Oversized oversized);
    }

    /**
     * A login.
     *
     * @param dialect the old dialect that the frame is of, by the name of its member for the nickname; of no account where the handshake agreed on
     *     the native one
     * @param nickname the nickname that it asks for
     * @param room the room to enter, checked
     * @param since how far it has been read before; empty: the frame does not say
     * @param token by which the client is known again, checked; null: it is not
     * @param inboxSince how far its inbox has been read before; empty: the frame does not say
     */
    record Login(
            Dialect dialect,
            Nickname nickname,
            String room,
            Optional<Position> since,
            String token,
            Optional<Position> inboxSince)
            implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.login(this);
        }
    }

    /**
     * A nickname that somebody asks for.
     *
     * @param name the nickname, checked; null: there is none
     * @param refusal why there is none
     */
    record Nickname(String name, RefusedException refusal) {

        /**
         * The nickname, of one who needs it.
         *
         * @return the name
         * @throws RefusedException if there is none
         */
        public String required() {
            if (name == null) {
                throw refusal;
            }
            return name;
        }
    }

    /**
     * A join of one more room.
     *
     * @param room the room, checked
     */
    record Join(String room) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.join(this);
        }
    }

    /**
     * A question for messages of the past.
     *
     * @param room the room, checked; null: the inbox
     * @param before the number that all of them are lower than; {@link Long#MAX_VALUE}: the newest
     * @param limit how many at the most, from 1 to 100
     */
    record History(String room, long before, int limit) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.history(this);
        }
    }

    /**
     * A join of a room of which something has been read.
     *
     * @param room the room, checked
     * @param since how far
     */
    record Resume(String room, Position since) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.resume(this);
        }
    }

    /**
     * A message.
     *
     * @param room the room, checked; null: the frame names none
     * @param to to whom it goes
     * @param id what the sender calls it, checked; null: nothing
     * @param content the text, checked
     * @param about what it answers and whom it names; of no account in the old dialects
     */
    record Say(String room, Recipient to, String id, String content, Event.About about) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.say(this);
        }
    }

    /**
     * A change to a message of one's own.
     *
     * @param room the room, checked; null: the inbox
     * @param target the number of the message
     * @param content the new text, checked; null: it is to be deleted
     * @param id what the sender calls the change, checked; null: nothing
     */
    record Amend(String room, long target, String content, String id) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.amend(this);
        }
    }

    /**
     * An emoji for a message, or an end of it.
     *
     * @param room the room, checked
     * @param target the number of the message
     * @param emoji which, checked
     * @param on true: it is put; false: it is taken away
     * @param id what the sender calls it, checked; null: nothing
     */
    record React(String room, long target, String emoji, boolean on, String id) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.react(this);
        }
    }

    /**
     * Somebody is writing something.
     *
     * @param room where, checked
     */
    record Typing(String room) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.typing(this);
        }
    }

    /**
     * Whether somebody sits before this client.
     *
     * @param away true: nobody does
     */
    record Status(boolean away) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.status(this);
        }
    }

    /**
     * Somebody has read a log up to a number.
     *
     * @param room the room, checked; null: the inbox
     * @param seq the number, from 1 on
     */
    record Read(String room, long seq) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.read(this);
        }
    }

    /**
     * A question for rooms.
     *
     * @param find what is part of their name or title, of open ones; null: one's own
     */
    record Rooms(String find) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.rooms(this);
        }
    }

    /**
     * A room that somebody wants to be.
     *
     * @param kind what it shall be: open, closed or direct
     * @param room its name, checked, of an open one; null: the server names it
     * @param title what it is called, checked; null: as its name
     * @param topic what is talked about, checked; empty: nothing certain
     * @param people the uids of those who belong to it, besides who makes it
     * @param id what the sender calls this, checked; null: nothing
     */
    record Create(RoomKind kind, String room, String title, String topic, List<Long> people, String id)
            implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.create(this);
        }
    }

    /**
     * A change of a room.
     *
     * @param room the room, checked
     * @param title what it is called from now on, checked; null: as before
     * @param topic what is talked about, checked; null: as before
     * @param archived whether nothing more can be said; null: as before
     * @param invite the uids of those who belong to it from now on
     * @param remove the uids of those who do no more
     * @param id what the sender calls this, checked; null: nothing
     */
    record Change(
            String room, String title, String topic, Boolean archived, List<Long> invite, List<Long> remove, String id)
            implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.change(this);
        }
    }

    /**
     * A question for people.
     *
     * @param find what is part of their name
     */
    record People(String find) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.people(this);
        }
    }

    /**
     * The end of a membership.
     *
     * @param room the room, checked
     */
    record Logout(String room) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.logout(this);
        }
    }

    /**
     * A native client's question who else is there.
     *
     * @param room the room, checked
     * @param after where the page before this one ended; 0: from the oldest member on
     */
    record Members(String room, long after) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.members(this);
        }
    }

    /** A native client's question whether the server is there. */
    record Ping() implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.ping(this);
        }
    }

    /** The later dialect's answer to the server's text ping. */
    record Pong() implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.pong(this);
        }
    }

    /**
     * Text that is no frame.
     *
     * @param refusal why not
     */
    record Malformed(RefusedException refusal) implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.malformed(this);
        }
    }

    /** Text of more than {@link FrameDecoder#MAX_MESSAGE_BYTES} bytes. */
    record Oversized() implements ClientFrame {
        @Override
        public void dispatch(Handler handler) {
            handler.oversized(this);
        }
    }
}
