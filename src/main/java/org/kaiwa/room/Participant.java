package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.NOT_IN_ROOM;
import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/**
 * A client as the rooms see it: who it is, where it is a member, and the one write at a time that takes it everything it has not read.
 *
 * <p>Thread-safe. The turn to write goes round by {@link #wakes}: whoever raises it from zero has it, and looks again as long as others raise it
 * meanwhile (the wait-free drain loop of Reactive Streams implementations).
 */
public final class Participant {

    private static final Logger LOG = Logger.getLogger(Participant.class.getName());

    /** How many rooms a client may be in at the same time. */
    public static final int MAX_ROOMS = 100;

    /** How many notices wait for a client at the most. Who reads so slowly that more gather has the newest dropped. */
    static final int MAX_NOTICES = 16;

    /** How many things that a client says may wait to be stored or answered. A client that does not read its answers can cause no more. */
    static final int MAX_OWED = 256;

    /** How many events of a room go into one write, so that a busy room leaves the client's other rooms their share. */
    private static final int MAX_EVENTS_A_ROOM = 64;

    /** By which it is known before it has logged in, and after that unless it is a user's device. */
    private final long passingUid;

    private final Outlet outlet;

    /** Who this is and what it speaks; null before it has logged in. Written once. */
    private volatile Identity identity;

    /** What its user may do. */
    private final Supplier<Access> access;

    /** In rooms, and the {@link #inbox} too. */
    private final List<Member> memberships = new CopyOnWriteArrayList<>();

    /** Its place in its inbox; null: that is not open. Written once. */
    private volatile Member inbox;

    /** What concerns this client alone and is in no log: errors, pongs, heartbeats. Guarded by itself. */
    private final ArrayDeque<Notice> notices = new ArrayDeque<>();

    /** How many of them are owed. Guarded by the notices. */
    private int owedNotices;

    /** It has asked for a page of the past that it has not been given. */
    private final AtomicBoolean reading = new AtomicBoolean();

    /** It has asked about rooms and has not been answered. */
    private final AtomicBoolean asking = new AtomicBoolean();

    /** What it has said that is not stored yet, or not answered. */
    private final AtomicInteger owed = new AtomicInteger();

    private final AtomicInteger wakes = new AtomicInteger();

    /** A write is under way. Set in the turn, cleared when the outlet says so. */
    private volatile boolean writing;

    private volatile boolean closed;

    /** Nobody sits before it, as it says. */
    private volatile boolean idle;

    /** The end is ours and has been said. */
    private final AtomicBoolean ended = new AtomicBoolean();

    Participant(long passingUid, Outlet outlet, Supplier<Access> access) {
        this.access = access;
        this.passingUid = passingUid;
        this.outlet = outlet;
    }

    /** A frame for this client alone, which may be the answer to something that it has said. */
    private record Notice(ServerFrame frame, boolean owed) {}

    private record Identity(User user, Dialect dialect) {}

    long passingUid() {
        return passingUid;
    }

    long uid() {
        Identity known = identity;
        return known == null ? passingUid : known.user().uid();
    }

    Access access() {
        return access.get();
    }

    /** Gives it a name and a language. Before it enters its first room. */
    void logIn(User user, Dialect dialect) {
        identity = new Identity(user, dialect);
    }

    /**
     * Tells whether this client has a name.
     *
     * @return true once it has logged in
     */
    public boolean isLoggedIn() {
        return identity != null;
    }

    /**
     * What this client speaks.
     *
     * @return the dialect; only of one who has logged in
     */
    public Dialect dialect() {
        return identity.dialect();
    }

    /** Who this is; only of one who has logged in. */
    User user() {
        return identity.user();
    }

    /**
     * Sends something that concerns this client alone.
     *
     * @param notice the frame
     * @return false if it was dropped, because the client reads too slowly to be told
     */
    public boolean tell(ServerFrame notice) {
        boolean queued = queue(notice);
        wake();
        return queued;
    }

    /**
     * Answers something that was refused at once: as {@link #tell}, but no answer is dropped as long as the client has no more open than it may.
     *
     * @param answer the frame
     * @return false if it was dropped, because too many answers have not been read
     */
    public boolean answer(ServerFrame answer) {
        if (owed.incrementAndGet() > MAX_OWED) {
            owed.decrementAndGet();
            return false;
        }
        answerOwed(answer);
        return true;
    }

    /** Answers something that is {@linkplain #owe owed}; it is settled when the answer is sent. */
    void answerOwed(ServerFrame answer) {
        synchronized (notices) {
            notices.add(new Notice(answer, true));
            owedNotices++;
        }
        wake();
    }

    /**
     * It says one thing more.
     *
     * @param room where
     * @throws RefusedException if too much is open already
     */
    void owe(String room) {
        if (owed.incrementAndGet() > MAX_OWED) {
            owed.decrementAndGet();
            throw RefusedException.until(
                    RATE_LIMITED, "Too many of your messages wait for their answer.", room, Channel.RETRY_MILLIS);
        }
    }

    /** One thing that it has said is stored or answered. */
    void settle() {
        owed.decrementAndGet();
    }

    /** Begins to read a page of the past; returns false while it is reading one, or has not been sent one: it could gather many. */
    boolean beginReading() {
        synchronized (notices) {
            return notices.isEmpty() && reading.compareAndSet(false, true);
        }
    }

    void endReading() {
        reading.set(false);
    }

    /** Begins to ask about rooms; returns false while it has a question open, or has not been sent an answer. */
    boolean beginAsking() {
        synchronized (notices) {
            return notices.size() < MAX_NOTICES / 2 && asking.compareAndSet(false, true);
        }
    }

    void endAsking() {
        asking.set(false);
    }

    /** Puts down what is sent at the next {@link #wake}; returns false if it was dropped. */
    boolean queue(ServerFrame notice) {
        synchronized (notices) {
            return notices.size() - owedNotices < MAX_NOTICES && notices.add(new Notice(notice, false));
        }
    }

    Optional<Member> membership(String room) {
        return memberships.stream()
                .filter(member -> !member.isGoing() && member.channel().name().equals(room))
                .findFirst();
    }

    /** Its place in a room; throws a {@link RefusedException} if it is not there. */
    Member member(String room) {
        return membership(room).orElseThrow(() -> new RefusedException(NOT_IN_ROOM, "You are not in this room.", room));
    }

    /** Its place in a room, or in its inbox where none is named; throws a {@link RefusedException} if it has none. */
    Member place(String room) {
        return room == null
                ? inbox().orElseThrow(() -> new RefusedException(NOT_IN_ROOM, "You have no inbox without a token."))
                : member(room);
    }

    /** Those in rooms that have not ended, for whoever ends them. */
    List<Member> memberships() {
        return memberships.stream()
                .filter(member -> member != inbox && !member.isGoing())
                .toList();
    }

    /** One that is going to end when what it has said is in the log. */
    Optional<Member> going(String room) {
        return memberships.stream()
                .filter(member -> member.isGoing()
                        && !member.isLeaving()
                        && member.channel().name().equals(room))
                .findFirst();
    }

    void add(Member member) {
        memberships.add(member);
    }

    /** Opens the inbox to it. Once. */
    void setInbox(Member member) {
        inbox = member;
        memberships.add(member);
    }

    Optional<Member> inbox() {
        return Optional.ofNullable(inbox);
    }

    /** Closes the connection, once, and writes nothing to it any more. */
    void end(CloseCode code) {
        if (!ended.getAndSet(true)) {
            closed = true;
            outlet.close(code);
        }
    }

    /** The connection is gone: nothing is written any more. */
    void close() {
        closed = true;
    }

    /** Lets go of the rooms, because servers keep a session that has ended for some time, and this with it. */
    void forget() {
        memberships.clear();
    }

    /** Lets go of one membership that has ended; of the others its exit is still to be told. */
    void forget(Member member) {
        memberships.remove(member);
    }

    void setIdle(boolean nobodyThere) {
        idle = nobodyThere;
    }

    boolean isIdle() {
        return idle;
    }

    boolean isClosed() {
        return closed;
    }

    /** Sends what there is to send, unless a write is under way, whose end will do it. */
    void wake() {
        if (wakes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            if (!writing && !closed) {
                try {
                    writePending();
                } catch (RuntimeException failure) {
                    // One client's failure is its own: the walk that woke it goes on to the others.
                    LOG.log(Level.WARNING, failure, () -> "Client " + uid() + " is closed after a failure");
                    end(CloseCode.INTERNAL_ERROR);
                }
            }
            seen = wakes.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writePending() {
        List<ServerFrame> pending = new ArrayList<>();
        synchronized (notices) {
            notices.forEach(notice -> pending.add(notice.frame()));
            owed.addAndGet(-owedNotices);
            owedNotices = 0;
            notices.clear();
        }
        boolean more = true;
        while (more && pending.isEmpty() && !closed) {
            // Once is not enough where all that was passed is private to others.
            more = collect(pending);
        }
        if (!pending.isEmpty() && !closed) {
            writing = true;
            outlet.write(pending, this::sent);
        }
    }

    /** Adds what is unread, as far as goes into one write; returns whether a member has moved, and may have more. */
    private boolean collect(List<ServerFrame> pending) {
        boolean moved = false;
        for (Member member : memberships) {
            Optional<ServerFrame> welcome = member.welcome();
            if (welcome.isPresent()) {
                // A write of its own, so that a capture shows the list and the login in two packets, as the original's.
                pending.add(welcome.get());
                return true;
            }
            long before = member.cursor();
            if (!member.read(pending, MAX_EVENTS_A_ROOM)) {
                end(CloseCode.TOO_SLOW);
                return false;
            }
            moved |= member.cursor() != before;
            if (member.hasReadAll()) {
                memberships.remove(member);
            } else if (member.isLeaving()) {
                // Should it have entered the same room again, that membership comes after this one.
                return moved;
            }
        }
        return moved;
    }

    private void sent() {
        writing = false;
        wake();
    }
}
