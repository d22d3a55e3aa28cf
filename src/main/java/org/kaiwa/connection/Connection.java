package org.kaiwa.connection;

import static org.kaiwa.protocol.ErrorCode.ALREADY_LOGGED_IN;

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
import org.kaiwa.protocol.Frames;
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
final class Connection implements SignIn.Watcher {

    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final Rooms rooms;
    private final Participant participant;
    private final Outlet outlet;
    private final Counters counters;
    private final boolean nativeAgreed;
    private final Requests requests;
    private final Optional<TyrusSocket> tyrus;
    private final Optional<SignIn> signIn;
    private final LineTap tap;

    /** Closed while it is looked up who this is. */
    private final Gate gate = new Gate();

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
     * @param tap where those who watch the wire hear of it
     */
    Connection(
            Rooms rooms,
            Outlet outlet,
            Counters counters,
            boolean nativeAgreed,
            long opened,
            RateLimit limit,
            Optional<TyrusSocket> tyrus,
            Optional<SignIn> signIn,
            LineTap tap) {
        this.rooms = rooms;
        this.outlet = outlet;
        this.counters = counters;
        this.nativeAgreed = nativeAgreed;
        this.beaten = opened;
        this.tyrus = tyrus;
        this.signIn = signIn;
        this.tap = tap;
        this.participant =
                rooms.connect(outlet, () -> signIn.map(Connection::access).orElse(Access.NONE));
        this.requests = new Requests(this, participant, rooms, limit, counters, nativeAgreed);
    }

    private static Access access(SignIn signIn) {
        return new Access(signIn.account().groups(), !signIn.roles().isEmpty());
    }

    /** Hears from now on of the end of the sign-in; at once, if that has come. */
    void watch() {
        signIn.ifPresent(whose -> whose.watch(this));
    }

    /** Where those who watch the wire hear of it. */
    LineTap tap() {
        return tap;
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
                frame.dispatch(requests);
            }
        });
    }

    private void carryOut(ClientFrame frame) {
        guarded(frame.id(), () -> frame.dispatch(requests));
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
    void refuse(RefusedException refusal) {
        count(refusal);
        frames().refused(refusal).ifPresent(refusal.id() == null ? this::tell : this::answer);
    }

    /** Counts a refusal of which the client is told by itself. */
    void count(RefusedException refusal) {
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
        if (!closing) {
            tap.cameClose(reason);
        }
        tap.end();
        if (!closing && reason.getCloseCode() == CloseReason.CloseCodes.UNEXPECTED_CONDITION) {
            // Nothing of ours ends like this: it is Tyrus that has given up on a frame larger than its buffer.
            counters.closed(CloseCode.TOO_BIG);
            tyrus.ifPresent(socket -> socket.close(CloseCode.TOO_BIG));
        }
    }

    /** The request that it came by, where the server does not let go of it by itself. */
    Optional<UpgradedRequest> request() {
        return tyrus.flatMap(TyrusSocket::request);
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

    /** Finds out who this is and lets it in, unless it is in. */
    void login(ClientFrame.Login login) {
        if (participant.isLoggedIn()) {
            throw new RefusedException(ALREADY_LOGGED_IN, "You are logged in.", login.room());
        }
        Dialect dialect = nativeAgreed ? Dialect.NATIVE : login.dialect();
        if (signIn.isPresent()) {
            Account account = signIn.get().account();
            identify(account.subject(), account.name(), dialect, login);
        } else if (nativeAgreed && login.token() != null) {
            identify(Subject.guest(login.token()), login.nickname().required(), dialect, login);
        } else {
            String name = login.nickname().required();
            rooms.enter(participant, name, dialect, login.room(), login.since());
            tap.belongsTo(name);
        }
    }

    /** Finds out which user this is, and lets it in then. */
    private void identify(Subject subject, String name, Dialect dialect, ClientFrame.Login login) {
        gate.close();
        rooms.identify(
                subject,
                name,
                user -> open(() -> {
                    rooms.enter(participant, user, dialect, login.room(), login.since(), login.inboxSince());
                    tap.belongsTo(user.name());
                }),
                refusal -> open(() -> refuse(refusal)));
    }

    /** It is known who this is, or why not: what has come meanwhile is carried out behind that. */
    private void open(Runnable first) {
        guarded(null, first);
        gate.open(this::carryOut);
    }

    /** Whoever has not logged in speaks no dialect yet, and is answered in the native one. */
    Frames frames() {
        return (participant.isLoggedIn() ? participant.dialect() : Dialect.NATIVE).frames();
    }

    private void answer(ServerFrame frame) {
        if (!participant.answer(frame)) {
            counters.droppedNotice();
        }
    }

    void tell(ServerFrame frame) {
        if (!participant.tell(frame)) {
            counters.droppedNotice();
        }
    }
}
