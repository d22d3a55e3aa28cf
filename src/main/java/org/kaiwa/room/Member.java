package org.kaiwa.room;

import java.util.List;
import java.util.Optional;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/**
 * A participant's place in one room: its cursor in the log.
 *
 * <p>The cursor moves in {@link #read} only, which is called by whoever holds the participant's turn to write, one thread at a time.
 */
final class Member implements Event.Handler<List<ServerFrame>> {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Room room;
    private final Participant participant;

    /** The position of its own arrival, the first that it reads. */
    private final long from;

    /** Its arrival, and who was there then; let go once it has been told. Touched in the participant's turn only. */
    private Event.Joined arrival;

    private List<User> membersAtArrival;

    /** The next position to read. Written in the participant's turn, read by the room's release of old entries. */
    private volatile long cursor;

    /** One past the last position that it may read. */
    private volatile long until = FOREVER;

    /** The entry that {@link #read} is at, for the methods of the handler. */
    private EventLog.Entry current;

    Member(Room room, Participant participant, long from, Event.Joined arrival, List<User> membersAtArrival) {
        this.room = room;
        this.participant = participant;
        this.from = from;
        this.cursor = from;
        this.arrival = arrival;
        this.membersAtArrival = membersAtArrival;
    }

    Room room() {
        return room;
    }

    Participant participant() {
        return participant;
    }

    long from() {
        return from;
    }

    long cursor() {
        return cursor;
    }

    /** Ends the membership: nothing at or after this position is read. */
    void endAt(long position) {
        until = position;
    }

    boolean isLeaving() {
        return until != FOREVER;
    }

    boolean hasReadAll() {
        return cursor >= until;
    }

    /**
     * What it is told before all else: who is there.
     *
     * @return the frame the first time, then empty
     */
    Optional<ServerFrame> welcome() {
        if (arrival == null) {
            return Optional.empty();
        }
        ServerFrame welcome = frames().welcome(arrival, membersAtArrival);
        arrival = null;
        membersAtArrival = null;
        return Optional.of(welcome);
    }

    /**
     * Moves the cursor towards the head and adds what lies between.
     *
     * @param frames takes what there is to send
     * @param most how many events to pass at the most
     * @return false if the log has gone on without this member
     */
    boolean read(List<ServerFrame> frames, int most) {
        EventLog log = room.log();
        long end = Math.min(Math.min(log.head(), until), cursor + most);
        for (long position = cursor; position < end; position++) {
            current = log.at(position);
            if (current == null) {
                return false;
            }
            frames.addAll(current.event().dispatch(this));
            cursor = position + 1;
        }
        current = null;
        return true;
    }

    @Override
    public List<ServerFrame> joined(Event.Joined event) {
        return cursor == from && frames().welcomeIsLogin() ? List.of() : shared();
    }

    @Override
    public List<ServerFrame> left(Event.Left event) {
        return shared();
    }

    @Override
    public List<ServerFrame> said(Event.Said event) {
        return shared();
    }

    @Override
    public List<ServerFrame> whispered(Event.Whispered event) {
        long uid = participant.uid();
        if (event.to().uid() == uid) {
            return List.of(frames().whisperedToAddressee(event));
        }
        return event.from().uid() == uid
                ? frames().whisperedToSender(event).map(List::of).orElse(List.of())
                : List.of();
    }

    private List<ServerFrame> shared() {
        Dialect dialect = participant.dialect();
        return List.of(current.shared(dialect, SharedEncoder.of(dialect)));
    }

    private Frames frames() {
        return participant.dialect().frames();
    }
}
