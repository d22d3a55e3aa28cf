package org.kaiwa.connection;

import static org.kaiwa.protocol.ErrorCode.NOT_LOGGED_IN;
import static org.kaiwa.protocol.ErrorCode.TYPE_UNKNOWN;

import java.util.Optional;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.Recipient;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.room.Participant;
import org.kaiwa.room.Rooms;

/** Hands what a client says over to the rooms, each frame by a method of its own, if the client may say that now. In the frames' thread. */
final class Requests implements ClientFrame.Handler {

    private final Connection connection;
    private final Participant participant;
    private final Rooms rooms;
    private final RateLimit limit;
    private final Counters counters;
    private final boolean nativeAgreed;

    /** The room of a client of an old dialect, which is in one only and names it but once. */
    private String onlyRoom;

    /**
     * The requests of one client.
     *
     * @param connection tells the client what it has to be told
     * @param participant the client as the rooms see it
     * @param limit how much it may put into rooms
     * @param nativeAgreed whether the handshake agreed on the native dialect
     */
    Requests(
            Connection connection,
            Participant participant,
            Rooms rooms,
            RateLimit limit,
            Counters counters,
            boolean nativeAgreed) {
        this.connection = connection;
        this.participant = participant;
        this.rooms = rooms;
        this.limit = limit;
        this.counters = counters;
        this.nativeAgreed = nativeAgreed;
    }

    @Override
    public void login(ClientFrame.Login login) {
        connection.login(login);
        onlyRoom = login.room();
    }

    @Override
    public void join(ClientFrame.Join join) {
        Participant joining = nativeParticipant();
        limit.take(join.room());
        rooms.join(joining, join.room(), Optional.empty());
    }

    @Override
    public void resume(ClientFrame.Resume resume) {
        Participant joining = nativeParticipant();
        limit.take(resume.room());
        rooms.join(joining, resume.room(), Optional.of(resume.since()));
    }

    @Override
    public void history(ClientFrame.History history) {
        Participant asking = nativeParticipant();
        limit.take(history.room());
        rooms.history(asking, history.room(), history.before(), history.limit(), connection::refuse);
    }

    @Override
    public void say(ClientFrame.Say say) {
        Participant sender = participant();
        String room = room(say.room());
        limit.take(room);
        String id = nativeAgreed ? say.id() : null;
        if (say.to() instanceof Recipient.One one) {
            rooms.words().whisper(sender, room, one.uid(), one.asSent(), id, say.content(), connection::count);
        } else {
            Event.About about = nativeAgreed ? say.about() : Event.About.NOTHING;
            rooms.words().say(sender, room, id, say.content(), about, connection::count);
        }
    }

    @Override
    public void amend(ClientFrame.Amend amend) {
        Participant sender = nativeParticipant();
        limit.take(amend.room());
        rooms.words().amend(sender, amend.room(), amend.target(), amend.content(), amend.id(), connection::count);
    }

    @Override
    public void react(ClientFrame.React react) {
        Participant sender = nativeParticipant();
        limit.take(react.room());
        rooms.words()
                .react(sender, react.room(), react.target(), react.emoji(), react.on(), react.id(), connection::count);
    }

    @Override
    public void typing(ClientFrame.Typing typing) {
        Participant writing = nativeParticipant();
        limit.take(typing.room());
        if (!rooms.words().type(writing, typing.room())) {
            counters.droppedNotice();
        }
    }

    @Override
    public void status(ClientFrame.Status status) {
        Participant turning = nativeParticipant();
        limit.take(null);
        rooms.turn(turning, status.away());
    }

    @Override
    public void read(ClientFrame.Read read) {
        Participant reading = nativeParticipant();
        limit.take(read.room());
        rooms.desk().read(reading, read.room(), read.seq());
    }

    @Override
    public void rooms(ClientFrame.Rooms asked) {
        Participant asking = nativeParticipant();
        limit.take(null);
        rooms.desk().list(asking, asked.find(), connection::refuse);
    }

    @Override
    public void people(ClientFrame.People asked) {
        Participant asking = nativeParticipant();
        limit.take(null);
        rooms.desk().people(asking, asked.find(), connection::refuse);
    }

    @Override
    public void create(ClientFrame.Create create) {
        Participant owner = nativeParticipant();
        limit.take(create.room());
        rooms.desk().create(owner, create, connection::count);
    }

    @Override
    public void change(ClientFrame.Change change) {
        Participant sender = nativeParticipant();
        limit.take(change.room());
        rooms.desk().change(sender, change, connection::count);
    }

    @Override
    public void logout(ClientFrame.Logout logout) {
        Participant leaving = nativeParticipant();
        limit.take(logout.room());
        rooms.leave(leaving, logout.room());
    }

    @Override
    public void members(ClientFrame.Members asked) {
        Participant asking = nativeParticipant();
        limit.take(asked.room());
        if (!rooms.members(asking, asked.room(), asked.after())) {
            counters.droppedNotice();
        }
    }

    @Override
    public void ping(ClientFrame.Ping ping) {
        if (!nativeAgreed) {
            throw unknownType();
        }
        connection.frames().pong().ifPresent(connection::tell);
    }

    /** To have sent it is all it does. */
    @Override
    public void pong(ClientFrame.Pong pong) {}

    @Override
    public void malformed(ClientFrame.Malformed malformed) {
        throw malformed.refusal();
    }

    @Override
    public void oversized(ClientFrame.Oversized oversized) {
        connection.close(CloseCode.TOO_BIG);
    }

    private Participant participant() {
        if (!participant.isLoggedIn()) {
            throw new RefusedException(NOT_LOGGED_IN, "Log in first.");
        }
        return participant;
    }

    private Participant nativeParticipant() {
        Participant known = participant();
        if (!nativeAgreed) {
            throw unknownType();
        }
        return known;
    }

    private static RefusedException unknownType() {
        return new RefusedException(TYPE_UNKNOWN, "There is no frame of this type.");
    }

    private String room(String named) {
        if (!nativeAgreed) {
            return onlyRoom;
        }
        return named == null ? FrameDecoder.DEFAULT_ROOM : named;
    }
}
