package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;
import static org.kaiwa.protocol.ErrorCode.TRY_AGAIN;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.HistoryPage;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;

/**
 * A log that is in the store, and those who read it: what a room is besides its presence. Thread-safe.
 *
 * <p>Events are appended under the channel's monitor, which is held for no longer than that takes; the {@link Audience} has them then. An idle channel has no
 * thread and no timer.
 */
abstract class Channel {

    private static final Logger LOG = Logger.getLogger(Channel.class.getName());

    /** When a sender may try again whose message a channel could not take, in milliseconds. It is behind for less than that, as a rule. */
    static final int RETRY_MILLIS = 250;

    private static final long UNKNOWN = -1;

    /** How many events are read at once that the log lacks. */
    private static final int MISSING_AT_ONCE = 512;

    private final String name;
    private final EventLog log;
    private final Services services;

    private final Audience audience;

    /** What members have said that is not in the log yet, and how much text that is. Under the monitor. */
    private int unstored;

    private long unstoredWeight;

    /** The number of the newest event in the log; {@link #UNKNOWN} at first. Written by the thread of the commits only. */
    private volatile long lastSeq = UNKNOWN;

    /** The epoch of that event; null: not known. Touched by the thread of the commits only. */
    private String lastEpoch;

    /** What the last newcomer was told; null: none has come. */
    private volatile Newest newest;

    /** The store will be asked whether it has what the log lacks. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * An empty channel.
     *
     * @param name its log's name in the store
     * @param backlog how many events a member may lag
     * @param services what it runs on
     */
    Channel(String name, int backlog, Services services) {
        this.name = name;
        this.log = new EventLog(backlog);
        this.services = services;
        this.audience = new Audience(log, services.threads(), this);
    }

    /**
     * What all channels run on.
     *
     * @param clock tells when things happen
     * @param threads do the work
     * @param store where events are
     * @param commits stores them
     * @param open finds the channels that somebody reads, by the names of their logs
     * @param whenChanged told of changes of rooms when they are in their logs, in the thread of the commits
     */
    record Services(
            InstantSource clock,
            Threads threads,
            MessageStore store,
            GroupCommit commits,
            Function<String, Optional<Channel>> open,
            Consumer<Event.Changed> whenChanged) {}

    /**
     * Who does the work.
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
     * @param seq the number of the newest event that they take account of; {@link #UNKNOWN}: not to be used again
     * @param first the oldest of them
     * @param last the newest
     * @param frames what is told
     */
    record Newest(long seq, Optional<Event.Stored> first, Optional<Event.Stored> last, List<ServerFrame> frames) {}

    String name() {
        return name;
    }

    EventLog log() {
        return log;
    }

    InstantSource clock() {
        return services.clock();
    }

    Threads threads() {
        return services.threads();
    }

    MessageStore store() {
        return services.store();
    }

    Audience audience() {
        return audience;
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
        HistoryPage page = past(Long.MAX_VALUE, CatchUp.PAGE);
        List<Event.Stored> messages = page.messages();
        Newest found;
        if (messages.isEmpty()) {
            found = new Newest(seq, Optional.empty(), Optional.empty(), List.of());
        } else {
            Event.Stored last = messages.get(messages.size() - 1);
            found = new Newest(
                    // The last message may have been stored and not been put into the log while this was read.
                    Math.max(seq, last.seq()),
                    Optional.of(messages.get(0)),
                    Optional.of(last),
                    Dialect.NATIVE.frames().history(page).stream().toList());
        }
        newest = found;
        return found;
    }

    /** The number up to which somebody can have read, of one that he says. */
    long readable(long seq) {
        long last = lastSeq;
        return last == UNKNOWN ? seq : Math.min(seq, last);
    }

    /** Forgets what newcomers are told: some of it may be kept no longer. */
    void forgetNewest() {
        newest = null;
    }

    /**
     * Messages down from a number. Waits for the store.
     *
     * @param before the number that all of them are lower than; {@link Long#MAX_VALUE}: the newest
     * @param most how many at the most
     */
    HistoryPage past(long before, int most) {
        // One more than is wanted tells whether there are more.
        List<Event.Stored> found = store().before(name, before, most + 1);
        boolean more = found.size() > most;
        List<Event.Stored> messages = more ? found.subList(1, found.size()) : found;
        return new HistoryPage(
                name, messages, reactions(messages), before == Long.MAX_VALUE ? null : (Long) before, more);
    }

    private Map<Long, List<Reaction>> reactions(List<Event.Stored> messages) {
        if (messages.isEmpty() || InboxName.isOne(name)) {
            return Map.of();
        }
        return store().reactions(
                        name,
                        messages.get(0).seq(),
                        messages.get(messages.size() - 1).seq());
    }

    /**
     * Sends somebody a page of the past, if its dialect has one. It is read in another thread.
     *
     * @param asking who
     * @param before the number that all of them are lower than; {@link Long#MAX_VALUE}: the newest
     * @param most how many messages at the most
     * @param whenRefused told why there is none
     * @throws RefusedException if it has not been given the page that it asked for before
     */
    void tellPast(Participant asking, long before, int most, Consumer<RefusedException> whenRefused) {
        String room = InboxName.isOne(name) ? null : name;
        if (!asking.beginReading()) {
            throw RefusedException.until(RATE_LIMITED, "One page of the history at a time.", room, RETRY_MILLIS);
        }
        try {
            threads().reads().execute(() -> {
                try {
                    HistoryPage page = past(before, most);
                    // It may have had to leave while that was read.
                    if (room == null || asking.membership(room).isPresent()) {
                        asking.dialect().frames().history(page).ifPresent(asking::tell);
                    }
                } catch (StoreException away) {
                    LOG.log(Level.FINE, "A page of the past could not be read", away);
                    whenRefused.accept(RefusedException.until(
                            TRY_AGAIN, "The history could not be read; try again.", room, GroupCommit.RETRY_MILLIS));
                } finally {
                    asking.endReading();
                }
            });
        } catch (RejectedExecutionException none) {
            asking.endReading();
            throw GroupCommit.tryAgain(room);
        }
    }

    /** Finds out where the store is, so that the first message shows whether others have been stored meanwhile. In the thread of the commits. */
    void open() {
        try {
            long head = store().head(name);
            if (lastSeq == UNKNOWN) {
                lastSeq = head;
            }
        } catch (StoreException away) {
            LOG.log(Level.FINE, "The store is away; the first message tells", away);
        }
    }

    /**
     * Stores something soon, and tells then whom it concerns.
     *
     * @param draft what
     * @param from the member of this channel who says it
     * @param answered the membership of the same client in whose place it is answered
     * @param whenRefused told why it was not stored, in the thread of the commits
     * @throws RefusedException if the channel is behind, or too much of this client or of all waits for the store
     */
    void submit(MessageStore.Draft draft, Member from, Member answered, Consumer<RefusedException> whenRefused) {
        from.participant().owe(draft.room());
        try {
            submitOwed(draft, from, answered, whenRefused);
        } catch (RefusedException refusal) {
            from.participant().settle();
            throw refusal;
        }
    }

    /** The same, of what is {@linkplain Participant#owe owed} already, and still is if it is refused. */
    void submitOwed(MessageStore.Draft draft, Member from, Member answered, Consumer<RefusedException> whenRefused) {
        take(from, draft);
        try {
            services.commits().submit(draft, new Submission(this, draft, from, answered, services, whenRefused));
        } catch (RefusedException full) {
            letGo(from, draft);
            throw full;
        }
    }

    private synchronized void take(Member from, MessageStore.Draft draft) {
        refuseIfBehind(draft.room());
        from.unstored++;
        unstored++;
        unstoredWeight += draft.weight();
    }

    void letGo(Member from, MessageStore.Draft draft) {
        synchronized (this) {
            unstored--;
            unstoredWeight -= draft.weight();
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

    /**
     * Something is stored. What was stored before it and is not in the log, because its commit seemed to have failed, comes first. In the thread of the commits.
     *
     * @throws StoreException if that cannot be read; then it is not in the log either
     */
    void arrived(Event.Stored event) {
        if (event.seq() == 0) {
            appendUnstored(event);
            return;
        }
        if (lastSeq == UNKNOWN) {
            lastSeq = event.seq() - 1;
        }
        appendMissing(event.seq());
        if (event.seq() > lastSeq) {
            take(event);
        }
    }

    /** Puts an event into the log, and lets it have its consequences: without the monitor, for these are in other rooms too. */
    private void take(Event.Stored event) {
        appendStored(event);
        if (event instanceof Event.Changed changed) {
            services.whenChanged().accept(changed);
        }
    }

    /** Takes from the store what the log lacks below a number. */
    private void appendMissing(long seq) {
        while (seq > lastSeq + 1) {
            List<Event.Stored> missing =
                    store().after(name, lastSeq, (int) Math.min(MISSING_AT_ONCE, seq - 1 - lastSeq));
            if (missing.isEmpty()) {
                // They are no longer kept. To ask again would be to ask for ever.
                return;
            }
            missing.forEach(this::take);
        }
    }

    /**
     * A commit seemed to have failed. In a moment the store is asked whether it did, and what it has goes into the log, so that nobody has to wait for the next
     * message.
     */
    void lookAgain() {
        if (looking.getAndSet(true)) {
            return;
        }
        try {
            threads().later().run(() -> threads().store().execute(this::look), GroupCommit.RETRY_MILLIS);
        } catch (RejectedExecutionException stopping) {
            looking.set(false);
        }
    }

    /** In the thread of the commits. */
    private void look() {
        looking.set(false);
        if (lastSeq == UNKNOWN) {
            return;
        }
        try {
            appendMissing(store().head(name) + 1);
        } catch (StoreException away) {
            lookAgain();
        }
    }

    private synchronized void appendStored(Event.Stored event) {
        lastSeq = event.seq();
        boolean sameEpoch = event.epoch().equals(lastEpoch);
        lastEpoch = event.epoch();
        beforeAppending();
        append(sameEpoch ? event.withoutEpoch() : event);
    }

    private synchronized void appendUnstored(Event event) {
        append(event);
    }

    /** What a member is told that has not been told who came and went; empty: there is nothing to tell. */
    Optional<ServerFrame> presenceOutdated(Frames frames) {
        return Optional.empty();
    }

    /** What goes to everybody anyway can take something along. Under the monitor. */
    void beforeAppending() {}

    /** Before the backlog is full, which would cost the members their connections, the senders have to wait. */
    private void refuseIfBehind(String room) {
        if (audience.isBehind(unstored, unstoredWeight)) {
            throw RefusedException.until(RATE_LIMITED, "The room cannot keep up; try again.", room, RETRY_MILLIS);
        }
    }

    /** Tells those who are here something that is of interest for the moment, unless they are busy with more. */
    synchronized boolean signal(Event.Signal signal) {
        if (audience.isBehind(0, 0)) {
            return false;
        }
        append(signal);
        return true;
    }

    private void append(Event event) {
        log.append(event);
        audience.tell();
    }
}
