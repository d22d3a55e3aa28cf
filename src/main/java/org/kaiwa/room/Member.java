package org.kaiwa.room;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;

/**
 * A participant's place in one channel: its cursor in the log.
 *
 * <p>The cursor moves in {@link #read} only, which is called by whoever holds the participant's turn to write, one thread at a time. Its own coming and
 * going it is told beside the log: the one before it reads, the other after.
 */
final class Member implements Event.Handler<List<ServerFrame>> {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Channel channel;
    private final Participant participant;

    /** Greater than that of everybody who came to the channel before. */
    private final long number;

    /** Its own coming to a room; null: to an inbox nobody comes. */
    private Event.Change arrival;

    /** Who is there when it comes; let go once it has been told. Touched in the participant's turn only. */
    private Attendance present;

    /** What it is told of the past before it reads; null: no more. Written in the participant's turn, and before anybody knows of it. */
    private volatile CatchUp catchUp;

    /** The log has gone on while it was told of the past. Touched in the participant's turn only. */
    private boolean overtaken;

    /** The messages up to this number it has been told of so. Touched in the participant's turn only. */
    private long seen;

    /** Its arrival is still to be told it. Touched in the participant's turn only. */
    private boolean arrivalDue;

    /** Its going; null: it stays. Written before {@link #until}, under the room's monitor. */
    private Event.Change end;

    /** The next position to read. Written in the participant's turn, read by the room's release of old entries. */
    private volatile long cursor;

    /** One past the last position that it may read. */
    private volatile long until = FOREVER;

    /** It has been told all, its end too. Written in the participant's turn. */
    private volatile boolean done;

    /** How many of its messages are not in the log yet, and what is to be done when none is. Under the room's monitor. */
    int unstored;

    final Queue<Runnable> afterwards = new ArrayDeque<>(0);

    /** Nobody sits before its device, as its seat has counted it. Under the room's monitor. */
    boolean idle;

    /** When it was last told of that it writes, in milliseconds since 1970. Under the room's monitor. */
    long typed;

    /** It is going to leave, when what it has said is in the log. Written under the room's monitor. */
    private volatile boolean going;

    /**
     * Acknowledgements that are owed to it, each from a position in the log on; null: never any. Written by the thread of the commits, taken from in the
     * participant's turn. Bounded by {@link Participant#MAX_OWED}.
     */
    private volatile Queue<Answer> answers;

    private record Answer(long position, ServerFrame frame) {}

    /** The entry that {@link #read} is at, for the methods of the handler. */
    private EventLog.Entry current;

    /**
     * A newcomer.
     *
     * @param channel where
     * @param participant who
     * @param number greater than that of everybody who came before
     */
    Member(Channel channel, Participant participant, long number) {
        this.channel = channel;
        this.participant = participant;
        this.number = number;
        this.cursor = channel.log().head();
    }

    /** Notes what it is told first: who is there, and its own coming. Before anybody else knows of it. */
    void find(Event.Change ownArrival, Attendance everybody) {
        arrival = ownArrival;
        present = everybody;
        arrivalDue = !frames().welcomeIsLogin();
    }

    /** Notes what it is told then: the past, where its dialect has one. Before anybody else knows of it. */
    void find(Optional<Position> since) {
        if (frames().hasHistory()) {
            catchUp = new CatchUp(channel, participant, since);
        }
    }

    /** Begins to read from the store what it is told of the past, if anything. After it can be woken. */
    void catchUp() {
        CatchUp begins = catchUp;
        if (begins != null) {
            begins.request();
        }
    }

    Channel channel() {
        return channel;
    }

    Participant participant() {
        return participant;
    }

    long number() {
        return number;
    }

    long cursor() {
        return cursor;
    }

    /** Ends the membership: nothing at or after this position is read. */
    void endAt(long position, Event.Change departure) {
        end = departure;
        until = position;
    }

    boolean isLeaving() {
        return until != FOREVER;
    }

    /** It will be told of its end when what it has said is in the log. */
    void going() {
        going = true;
    }

    boolean isGoing() {
        return going || isLeaving();
    }

    /** Tells it why something was not stored, where its dialect has a form for that. In any thread. */
    void refuse(RefusedException refusal) {
        frames().refused(refusal).ifPresentOrElse(participant::answerOwed, participant::settle);
    }

    /**
     * Tells it that something which it has sent again had been stored before. The answer comes in its place: not before what has been in the log by now, or the client
     * would take what comes later for old. In the thread of the commits.
     */
    void acknowledge(Event.Stored event) {
        Optional<ServerFrame> frame = event.dispatch(new Acknowledgement(participant));
        if (frame.isEmpty()) {
            participant.settle();
            return;
        }
        Queue<Answer> open = answers;
        if (open == null) {
            open = new ConcurrentLinkedQueue<>();
            answers = open;
        }
        open.add(new Answer(channel.log().head(), frame.get()));
        participant.wake();
    }

    private void takeAnswers(List<ServerFrame> pending) {
        Queue<Answer> open = answers;
        if (open == null) {
            return;
        }
        for (Answer next = open.peek(); next != null && next.position() <= cursor; next = open.peek()) {
            open.remove();
            pending.add(next.frame());
            participant.settle();
        }
    }

    boolean hasReadAll() {
        return done;
    }

    /**
     * What it is told before all else: who is there.
     *
     * @return the frame the first time, then empty
     */
    Optional<ServerFrame> welcome() {
        if (present == null) {
            return Optional.empty();
        }
        ServerFrame welcome = frames().welcome(arrival, page(present, 0));
        present = null;
        return Optional.of(welcome);
    }

    /** The page of a list that begins after a member's number, as large as its dialect has them. */
    MemberPage page(Attendance attendance, long after) {
        return attendance.page(channel.name(), after, frames().listed());
    }

    /**
     * Moves the cursor towards the head and adds what lies between.
     *
     * @param pending takes what there is to send
     * @param most how many events to pass at the most
     * @return false if the log has gone on without this member
     */
    boolean read(List<ServerFrame> pending, int most) {
        if (arrivalDue) {
            arrivalDue = false;
            pending.add(frames().joined(arrival));
        }
        if (!hasCaughtUp(pending)) {
            return true;
        }
        EventLog log = channel.log();
        long last = until;
        long stop = Math.min(Math.min(log.head(), last), cursor + most);
        for (long position = cursor; position < stop; position++) {
            current = log.at(position);
            if (current == null) {
                return false;
            }
            pending.addAll(current.event().dispatch(this));
            cursor = position + 1;
        }
        current = null;
        takeAnswers(pending);
        if (cursor >= last && !done) {
            pending.add(frames().left(end));
            done = true;
        }
        return true;
    }

    /** Whether the present is what comes next. */
    private boolean hasCaughtUp(List<ServerFrame> pending) {
        CatchUp past = catchUp;
        if (past == null) {
            return true;
        }
        if (isLeaving()) {
            catchUp = null;
            return true;
        }
        Optional<Boolean> last = past.take(pending);
        if (last.isEmpty()) {
            return false;
        }
        EventLog log = channel.log();
        boolean isNear = log.head() - cursor <= log.capacity() / 2 && cursor >= log.tail();
        if (last.get() && isNear) {
            seen = past.seen();
            past.end().ifPresent(pending::add);
            if (overtaken) {
                channel.presenceOutdated(frames()).ifPresent(pending::add);
            }
            catchUp = null;
            return true;
        }
        if (!isNear) {
            // All that is in the log by now is in the store, and will be on the pages that are read from now on; but
            // who came and went is not.
            cursor = log.head();
            overtaken = true;
        }
        past.request();
        return false;
    }

    /** Whether it is being told of the past. It needs the log only when that is over. */
    boolean isCatchingUp() {
        return catchUp != null;
    }

    /** Of each change by itself it is told those after its own coming; the list that it got knows the others. */
    @Override
    public List<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        List<ServerFrame> shared = shared();
        List<Event.Change> changes = event.changes();
        if (event.batched() && frames().batchesPresence() || changes.get(0).number() > number()) {
            return shared;
        }
        return IntStream.range(0, shared.size())
                .filter(i -> changes.get(i).number() > number())
                .mapToObj(shared::get)
                .toList();
    }

    @Override
    public List<ServerFrame> said(Event.Said event) {
        return event.seq() > seen ? shared() : List.of();
    }

    @Override
    public List<ServerFrame> whispered(Event.Whispered event) {
        if (event.seq() != 0 && event.seq() <= seen) {
            return List.of();
        }
        return event.to().uid() == participant.uid()
                ? List.of(frames().whisperedToAddressee(event))
                : frames().whisperedToSender(event).map(List::of).orElse(List.of());
    }

    @Override
    public List<ServerFrame> noted(Event.Noted event) {
        return event.seq() > seen ? shared() : List.of();
    }

    @Override
    public List<ServerFrame> signalled(Event.Signal event) {
        return event.concerns(participant.uid()) ? shared() : List.of();
    }

    private List<ServerFrame> shared() {
        Dialect dialect = participant.dialect();
        return current.shared(dialect, SharedEncoder.of(dialect));
    }

    private Frames frames() {
        return participant.dialect().frames();
    }
}
