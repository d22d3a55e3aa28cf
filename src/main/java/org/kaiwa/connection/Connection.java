package org.kaiwa.connection;

import static org.kaiwa.protocol.ErrorCode.ALREADY_LOGGED_IN;
import static org.kaiwa.protocol.ErrorCode.NOT_LOGGED_IN;
import static org.kaiwa.protocol.ErrorCode.TYPE_UNKNOWN;

import jakarta.websocket.CloseReason;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.Recipient;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.room.Access;
import org.kaiwa.room.Outlet;
import org.kaiwa.room.Participant;
import org.kaiwa.room.Rooms;

/**
 * One client's connection: what it speaks, and who it is once it has logged in.
 *
 * <p>Frames come from one thread at a time (the container's guarantee for an endpoint, and the {@link Gate}'s); {@link #heard}, {@link #beat} and {@link #close} from any.
 */
final class Connection implements ClientFrame.Handler, SignIn.Watcher {

    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final Rooms rooms;
    private final Participant participant;
    private final Outlet outlet;
    private final Counters counters;
    private final boolean nativeAgreed;
    private final RateLimit limit;
    private final Optional<TyrusSocket> tyrus;
    private final Optional<SignIn> signIn;

    /** Closed while it is looked up who this is. */
    private final Gate gate = new Gate();

    /** The room of a client of an old dialect, which is in one only and names it but once. Touched by the frames' thread. */
    private String onlyRoom;

    /** When the last ping was due, at first when it was opened; {@link System#nanoTime}. Touched by the heartbeat's thread. */
    private long beaten;

    /** Pings without a sign of life since. Raised by the heartbeat's thread, reset by any. */
    private volatile int unanswered;

    /** The end is ours. Set by any thread. */
    private volatile boolean closing;

    /**
     * A connection that has just been opened.
     *
     * @param nativeAgreed whether the handshake agreed on {@link Dialect#NATIVE_SUBPROTOCOL}
     * @param opened when, by {@link System#nanoTime}
     * @param limit how much it may put into rooms
     * @param tyrus the socket behind it, where the container is Tyrus
     * @param signIn whose it is; empty: a guest's
     */
    Connection(
            Rooms rooms,
            Outlet outlet,
            Counters counters,
            boolean nativeAgreed,
            long opened,
            RateLimit limit,
            Optional<TyrusSocket> tyrus,
            Optional<SignIn> signIn) {
        this.rooms = rooms;
        this.outlet = outlet;
        this.counters = counters;
        this.nativeAgreed = nativeAgreed;
        this.beaten = opened;
        this.limit = limit;
        this.tyrus = tyrus;
        this.signIn = signIn;
        this.participant =
                rooms.connect(outlet, () -> signIn.map(Connection::access).orElse(Access.NONE));
    }

    private static Access access(SignIn signIn) {
        return new Access(signIn.account().groups(), !signIn.roles().isEmpty());
    }

    /** Hears from now on of the end of the sign-in; at once, if that has come. */
    void watch() {
        signIn.ifPresent(whose -> whose.watch(this));
    }

    /** Carries out a frame, or answers why not. Nothing is thrown to the container. */
    void receive(ClientFrame frame) {
        heard();
        if (closing) {
            // What it says after it has been sent away counts no more, however long it keeps the line.
            return;
        }
        if (!(frame instanceof ClientFrame.Ping) && !(frame instanceof ClientFrame.Pong)) {
            signIn.ifPresent(SignIn::use);
        }
        guarded(frame.id(), () -> {
            if (!gate.holdsBack(frame)) {
                frame.dispatch(this);
            }
        });
    }

    private void carryOut(ClientFrame frame) {
        guarded(frame.id(), () -> frame.dispatch(this));
    }

    /** Does something for a client, which is told under an id why it could not be done. */
    private void guarded(String id, Runnable task) {
        try {
            task.run();
        } catch (RefusedException refusal) {
            refuse(refusal.id() == null ? refusal.ofMessage(id) : refusal);
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A frame could not be carried out; its connection is closed", failure);
            close(CloseCode.INTERNAL_ERROR);
        }
    }

    /** Tells the client why not, by any thread. */
    private void refuse(RefusedException refusal) {
        count(refusal);
        frames().refused(refusal).ifPresent(refusal.id() == null ? this::tell : this::answer);
    }

    private void count(RefusedException refusal) {
        counters.refused(refusal.code());
        LOG.fine(() -> "Refused: " + refusal.code().wireName());
    }

    /** The client has shown that it is alive. */
    void heard() {
        unanswered = 0;
    }

    /**
     * Tells whether its last ping, or its coming, is an interval ago.
     *
     * @param now by {@link System#nanoTime}
     * @param interval the least distance of two pings, in nanoseconds
     */
    boolean isDue(long now, long interval) {
        return now - beaten >= interval;
    }

    /**
     * Pings the client, or closes the connection of one that has shown nothing since two pings ago.
     *
     * @param now by {@link System#nanoTime}
     */
    void beat(long now) {
        beaten = now;
        if (unanswered >= 2) {
            close(CloseCode.HEARTBEAT_TIMEOUT);
            return;
        }
        unanswered++;
        outlet.ping();
        frames().heartbeat().ifPresent(this::tell);
    }

    /** Ends the connection. */
    void close(CloseCode code) {
        closing = true;
        outlet.close(code);
    }

    /**
     * The connection is gone, or about to go.
     *
     * @param reason why, as the container sees it
     */
    void ended(CloseReason reason) {
        signIn.ifPresent(whose -> whose.unwatch(this));
        rooms.exit(participant);
        if (!closing && reason.getCloseCode() == CloseReason.CloseCodes.UNEXPECTED_CONDITION) {
            // Nothing of ours ends like this: it is Tyrus that has given up on a frame larger than its buffer.
            counters.closed(CloseCode.TOO_BIG);
            tyrus.ifPresent(socket -> socket.close(CloseCode.TOO_BIG));
        }
    }

    @Override
    public void signedOut(CloseCode why) {
        close(why);
        rooms.dismiss(participant);
    }

    @Override
    public boolean isInUse() {
        return true;
    }

    @Override
    public void accountChanged(Account account) {
        rooms.recheck(participant);
    }

    @Override
    public void login(ClientFrame.Login login) {
        if (participant.isLoggedIn()) {
            throw new RefusedException(ALREADY_LOGGED_IN, "You are logged in.", login.room());
        }
        onlyRoom = login.room();
        Dialect dialect = nativeAgreed ? Dialect.NATIVE : login.dialect();
        if (signIn.isPresent()) {
            Account account = signIn.get().account();
            identify(account.subject(), account.name(), dialect, login);
        } else if (nativeAgreed && login.token() != null) {
            identify(Subject.guest(login.token()), login.nickname().required(), dialect, login);
        } else {
            rooms.enter(participant, login.nickname().required(), dialect, login.room(), login.since());
        }
    }

    /** Finds out which user this is, and lets it in then. */
    private void identify(Subject subject, String name, Dialect dialect, ClientFrame.Login login) {
        gate.close();
        rooms.identify(
                subject,
                name,
                user -> open(
                        () -> rooms.enter(participant, user, dialect, login.room(), login.since(), login.inboxSince())),
                refusal -> open(() -> refuse(refusal)));
    }

    /** It is known who this is, or why not: what has come meanwhile is carried out behind that. */
    private void open(Runnable first) {
        guarded(null, first);
        gate.open(this::carryOut);
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
        rooms.history(asking, history.room(), history.before(), history.limit(), this::refuse);
    }

    @Override
    public void say(ClientFrame.Say say) {
        Participant sender = participant();
        String room = room(say.room());
        limit.take(room);
        String id = nativeAgreed ? say.id() : null;
        if (say.to() instanceof Recipient.One one) {
            rooms.words().whisper(sender, room, one.uid(), one.asSent(), id, say.content(), this::count);
        } else {
            Event.About about = nativeAgreed ? say.about() : Event.About.NOTHING;
            rooms.words().say(sender, room, id, say.content(), about, this::count);
        }
    }

    @Override
    public void amend(ClientFrame.Amend amend) {
        Participant sender = nativeParticipant();
        limit.take(amend.room());
        rooms.words().amend(sender, amend.room(), amend.target(), amend.content(), amend.id(), this::count);
    }

    @Override
    public void react(ClientFrame.React react) {
        Participant sender = nativeParticipant();
        limit.take(react.room());
        rooms.words().react(sender, react.room(), react.target(), react.emoji(), react.on(), react.id(), this::count);
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
        rooms.desk().list(asking, asked.find(), this::refuse);
    }

    @Override
    public void people(ClientFrame.People asked) {
        Participant asking = nativeParticipant();
        limit.take(null);
        rooms.desk().people(asking, asked.find(), this::refuse);
    }

    @Override
    public void create(ClientFrame.Create create) {
        Participant owner = nativeParticipant();
        limit.take(create.room());
        rooms.desk().create(owner, create, this::count);
    }

    @Override
    public void change(ClientFrame.Change change) {
        Participant sender = nativeParticipant();
        limit.take(change.room());
        rooms.desk().change(sender, change, this::count);
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
        frames().pong().ifPresent(this::tell);
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
        close(CloseCode.TOO_BIG);
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

    /** Whoever has not logged in speaks no dialect yet, and is answered in the native one. */
    private Frames frames() {
        return (participant.isLoggedIn() ? participant.dialect() : Dialect.NATIVE).frames();
    }

    private void answer(ServerFrame frame) {
        if (!participant.answer(frame)) {
            counters.droppedNotice();
        }
    }

    private void tell(ServerFrame frame) {
        if (!participant.tell(frame)) {
            counters.droppedNotice();
        }
    }
}
