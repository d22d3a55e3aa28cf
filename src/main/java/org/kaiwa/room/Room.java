package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.ID_CONFLICT;
import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.HistoryPage;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/**
 * One room: its log and its members. Thread-safe.
 *
 * <p>Events are appended under the room's monitor, which is held for no longer than that takes. The fan-out walks the members on the executor, one walk
 * at a time, a large room with several threads; what is appended during a walk is taken by it or by the next. An idle room has no thread and no timer.
 */
final class Room implements Runnable {

    private static final Logger LOG = Logger.getLogger(Room.class.getName());

    /** When a sender may try again whose message a room could not take, in milliseconds. A room is behind for less than that, as a rule. */
    static final int RETRY_MILLIS = 250;

    private static final long UNKNOWN = -1;

    /** How many messages are read at once that the log lacks. */
    private static final int MISSING_AT_ONCE = 512;

    private final String name;
    private final EventLog log;
    private final InstantSource clock;
    private final Threads threads;
    private final MessageStore store;
    private final GroupCommit commits;

    /** Replaced under the monitor. */
    private volatile Roster members = Roster.EMPTY;

    /** Under the monitor. */
    private final Presence presence;

    /** There is a change in the log that nobody has been woken for. */
    private volatile boolean announcing;

    /** The walk under way; null: none. */
    private volatile FanoutWalk walk;

    /** Where the head was, and how much had been appended, when the last walk that has ended began: what lies after it is still to be sent out. */
    private volatile long walkedHead;

    private volatile long walkedWeight;

    /** What members have said that is not in the log yet, and how much text that is. Under the monitor. */
    private int unstored;

    private long unstoredWeight;

    /** The number of the newest message in the log; {@link #UNKNOWN} at first. Written by the thread of the commits only. */
    private volatile long lastSeq = UNKNOWN;

    /** The epoch of that message; null: not known. Touched by the thread of the commits only. */
    private String lastEpoch;

    /** What the last newcomer was told; null: none has come. */
    private volatile Newest newest;

    /** Those who have left and are still to be told so; they need the log until then. */
    private final Queue<Member> leaving = new ConcurrentLinkedQueue<>();

    /** How often a walk has been asked for since the last one began; whoever raises it from zero sends for it. */
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * An empty room.
     *
     * @param name its name
     * @param backlog how many events a member may lag
     * @param clock tells when things happen
     * @param threads runs the walks
     * @param store where messages are
     * @param commits stores them
     */
    Room(String name, int backlog, InstantSource clock, Threads threads, MessageStore store, GroupCommit commits) {
        this.name = name;
        this.log = new EventLog(backlog);
        this.clock = clock;
        this.threads = threads;
        this.store = store;
        this.commits = commits;
        this.presence = new Presence(name, log, clock, threads.later());
    }

    /**
     * Who does the room's work.
     *
     * @param fanout runs the walks
     * @param width how many threads may share one walk
     * @param later runs what can wait
     * @param store the one thread that writes to the store
     * @param reads a few that read from it
     */
    record Threads(Executor fanout, int width, Presence.Later later, Executor store, Executor reads) {}

    /**
     * The newest messages, as every newcomer of the native dialect is told them.
     *
     * @param seq the number of the newest; {@link #UNKNOWN}: not to be used again
     * @param first the oldest of them
     * @param last the newest
     * @param frames what is told
     */
    record Newest(long seq, Optional<Event.Said> first, Optional<Event.Said> last, List<ServerFrame> frames) {}

    String name() {
        return name;
    }

    EventLog log() {
        return log;
    }

    Threads threads() {
        return threads;
    }

    MessageStore store() {
        return store;
    }

    /** The newest messages, if nothing has been said since somebody asked. */
    Optional<Newest> newestAtHand() {
        return Optional.ofNullable(newest).filter(known -> known.seq() != UNKNOWN && known.seq() == lastSeq);
    }

    /** The newest messages. Waits for the store, unless they are at hand. */
    Newest newest() {
        return newestAtHand().orElseGet(this::readNewest);
    }

    private Newest readNewest() {
        long seq = lastSeq;
        List<Event.Said> messages = store.before(name, Long.MAX_VALUE, CatchUp.PAGE);
        Newest found = messages.isEmpty()
                ? new Newest(seq, Optional.empty(), Optional.empty(), List.of())
                : new Newest(
                        messages.get(messages.size() - 1).seq(),
                        Optional.of(messages.get(0)),
                        Optional.of(messages.get(messages.size() - 1)),
                        Dialect.NATIVE
                                .frames()
                                .history(new HistoryPage(
                                        name, messages, null, messages.get(0).seq() > 1))
                                .stream()
                                .toList());
        newest = found;
        return found;
    }

    boolean isEmpty() {
        return members.size() == 0;
    }

    /** How many events each member has not read. */
    LongStream lags() {
        Roster present = members;
        return IntStream.range(0, present.size())
                .mapToLong(i -> Math.max(0, log.head() - present.get(i).cursor()));
    }

    /**
     * Begins a membership. It is the caller who wakes the newcomer, and then calls {@link #announce}.
     *
     * @param since what it has read of the room before; empty: nothing
     */
    synchronized Member join(Participant newcomer, Optional<Position> since) {
        Event.Change arrival = presence.change(newcomer.user(), true);
        Member member = new Member(this, newcomer, arrival);
        members = members.with(member);
        member.find(members, since);
        newcomer.add(member);
        note(arrival);
        return member;
    }

    /**
     * Ends a membership; one who stays connected is told so, being the last thing it hears of the room. It is the caller who wakes the leaver, and then
     * calls {@link #announce}.
     */
    synchronized void leave(Member member) {
        Roster others = members.without(member);
        if (others != members) {
            members = others;
            Event.Change end = presence.change(member.participant().user(), false);
            leaving.add(member);
            member.endAt(log.head(), end);
            note(end);
        }
    }

    private void note(Event.Change change) {
        if (presence.note(change, members.size(), this::tellPresence)) {
            announcing = true;
        }
    }

    private synchronized void tellPresence() {
        if (presence.due(members.size())) {
            fanOut();
        }
    }

    /** Tells those inside of who has come or gone, unless they are told later. */
    void announce() {
        if (announcing) {
            announcing = false;
            fanOut();
        }
    }

    /**
     * Tells a member who else is there.
     *
     * @param asking the member; it is the caller who wakes it
     * @param after the number of the last member of the page before; 0: the first page
     * @return false if it was dropped, because the client reads too slowly
     */
    synchronized boolean tellMembers(Member asking, long after) {
        // Under the monitor, so that no later batch reaches the client before the page.
        MemberPage page = asking.page(members, after);
        return asking.participant()
                .dialect()
                .frames()
                .members(page)
                .map(asking.participant()::queue)
                .orElse(true);
    }

    /**
     * Says something to everybody, once it is stored.
     *
     * @param from who
     * @param id what the sender calls it; null: nothing
     * @param whenRefused told why it was not stored, in the thread of the commits
     * @throws RefusedException if the room is behind, or too much waits for the store
     */
    void say(Member from, String id, String content, Consumer<RefusedException> whenRefused) {
        take(from, content.length());
        try {
            commits.submit(
                    new MessageStore.Draft(name, from.participant().user(), id, content, clock.instant()),
                    new Said(from, content.length(), whenRefused));
        } catch (RefusedException full) {
            letGo(from, content.length());
            throw full;
        }
    }

    private synchronized void take(Member from, int weight) {
        refuseIfBehind();
        from.unstored++;
        unstored++;
        unstoredWeight += weight;
    }

    private void letGo(Member from, int weight) {
        synchronized (this) {
            unstored--;
            unstoredWeight -= weight;
            from.unstored--;
        }
        for (Runnable next = nextOf(from, false); next != null; next = nextOf(from, true)) {
            next.run();
        }
    }

    /** What was put off until now, the first of it taken away if it has been done: until then others come behind it. */
    private synchronized Runnable nextOf(Member member, boolean done) {
        if (done) {
            member.afterwards.remove();
        }
        return member.unstored == 0 ? member.afterwards.peek() : null;
    }

    /**
     * Puts something off until all that a member has said is in the log, so that its end comes after its words. The member is no more looked for.
     *
     * @return false if there is nothing to wait for
     */
    synchronized boolean putOff(Member member, Runnable afterwards) {
        if (member.unstored == 0 && member.afterwards.isEmpty()) {
            return false;
        }
        member.going();
        member.afterwards.add(afterwards);
        return true;
    }

    /** Finds out where the store is, so that the first message shows whether others have been stored meanwhile. In the thread of the commits. */
    void open() {
        try {
            long head = store.head(name);
            if (lastSeq == UNKNOWN) {
                lastSeq = head;
            }
        } catch (StoreException away) {
            LOG.log(Level.FINE, "The store is away; the first message tells", away);
        }
    }

    /** What becomes of a message. In the thread of the commits. */
    private final class Said implements GroupCommit.Receipt {

        private final Member from;
        private final int weight;
        private final Consumer<RefusedException> whenRefused;

        private Said(Member from, int weight, Consumer<RefusedException> whenRefused) {
            this.from = from;
            this.weight = weight;
            this.whenRefused = whenRefused;
        }

        @Override
        public void stored(MessageStore.Outcome outcome) {
            try {
                if (outcome instanceof MessageStore.Appended appended) {
                    arrived(appended.message());
                } else if (outcome instanceof MessageStore.Known known) {
                    arrived(known.message());
                    from.acknowledge(known.message());
                } else {
                    whenRefused.accept(
                            new RefusedException(ID_CONFLICT, "You have sent another message under this id.", name));
                }
            } catch (StoreException away) {
                whenRefused.accept(GroupCommit.tryAgain(name));
            } finally {
                letGo(from, weight);
            }
        }

        @Override
        public void failed() {
            try {
                whenRefused.accept(GroupCommit.tryAgain(name));
            } finally {
                letGo(from, weight);
            }
        }
    }

    /** A message is stored. What was stored before it and is not in the log, because its commit seemed to have failed, comes first. */
    private void arrived(Event.Said message) {
        if (lastSeq == UNKNOWN) {
            lastSeq = message.seq() - 1;
        }
        while (message.seq() > lastSeq + 1) {
            List<Event.Said> missing =
                    store.after(name, lastSeq, (int) Math.min(MISSING_AT_ONCE, message.seq() - 1 - lastSeq));
            if (missing.isEmpty()) {
                // They are no longer kept. To ask again would be to ask for ever.
                break;
            }
            missing.forEach(this::appendStored);
        }
        if (message.seq() > lastSeq) {
            appendStored(message);
        }
    }

    private synchronized void appendStored(Event.Said message) {
        lastSeq = message.seq();
        boolean sameEpoch = message.epoch().equals(lastEpoch);
        lastEpoch = message.epoch();
        presence.ride(members.size());
        append(sameEpoch ? message.withoutEpoch() : message);
    }

    /**
     * Says something to one member.
     *
     * @throws RefusedException if the room is behind
     */
    synchronized void whisper(User from, User to, Object toAsSent, String content) {
        refuseIfBehind();
        append(new Event.Whispered(name, from, to, toAsSent, content, clock.instant()));
    }

    /**
     * More comes in than the server can send out. Before the backlog is full, which would cost the members their connections, the senders have to wait.
     * A member that reads slowly does not count here: it lags by itself.
     */
    private void refuseIfBehind() {
        if (log.head() - walkedHead + unstored > log.capacity() * 3L / 4
                || log.appendedWeight() - walkedWeight + unstoredWeight > EventLog.MAX_WEIGHT * 3L / 4) {
            throw RefusedException.until(RATE_LIMITED, "The room cannot keep up; try again.", name, RETRY_MILLIS);
        }
    }

    private void append(Event event) {
        log.append(event);
        fanOut();
    }

    /** Sees to it that a walk begins after this. */
    private void fanOut() {
        if (asked.getAndIncrement() == 0) {
            try {
                threads.fanout().execute(this);
            } catch (RejectedExecutionException full) {
                // The event is in the log; the next one sends for the fan-out again, and it takes both.
                asked.set(0);
                throw full;
            }
        } else {
            FanoutWalk underWay = walk;
            if (underWay != null) {
                underWay.hurry();
            }
        }
    }

    /** Begins a walk, and takes part in it. */
    @Override
    public void run() {
        int answers = asked.get();
        // Who comes after the walk has begun is not met by it, and arrives at this position or later.
        long weight = log.appendedWeight();
        long head = log.head();
        Roster present = members;
        FanoutWalk begun = new FanoutWalk(present, List.copyOf(leaving), threads.width(), needed -> {
            walkedHead = head;
            walkedWeight = weight;
            ended(Math.min(head, needed), answers);
        });
        walk = begun;
        for (int helper = 1; helper < begun.threads(); helper++) {
            threads.fanout().execute(begun);
        }
        begun.run();
    }

    private void ended(long needed, int answers) {
        walk = null;
        leaving.removeIf(member -> member.hasReadAll() || member.participant().isClosed());
        release(needed);
        if (asked.addAndGet(-answers) != 0) {
            // Behind the rooms that have come meanwhile.
            threads.fanout().execute(this);
        }
    }

    private synchronized void release(long needed) {
        log.releaseBefore(needed);
    }
}
