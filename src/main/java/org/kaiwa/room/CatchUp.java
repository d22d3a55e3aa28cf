package org.kaiwa.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.ServerFrame;

/**
 * What a member is told of the time before it came: the newest messages, or all since a position. It is read from the store a page at a time, each when the
 * one before has been sent, while what is said meanwhile waits for the member in the log.
 *
 * <p>There is no hole at the seam: a message that is not on the last page was committed after that was read, so it came into the log after the member's cursor. Nor is any told twice:
 * the member passes over what is in the log and has been on a page ({@link #seen}). If the log goes on without the member meanwhile, the cursor goes to its head and one page more is
 * read, so that who has much to catch up with in a busy room gets there all the same.
 */
final class CatchUp implements Runnable, Event.Handler<List<ServerFrame>> {

    private static final Logger LOG = Logger.getLogger(CatchUp.class.getName());

    /** How many messages are on a page, and how many of the newest a newcomer is told. */
    static final int PAGE = 50;

    /** When the store is asked again that was away, in milliseconds. */
    private static final int RETRY_MILLIS = 1_000;

    private final Channel channel;
    private final Participant participant;
    private final Optional<Position> since;
    private final Frames frames;

    /** The last message that has been on a page. Touched by one read after the other, and by the participant's turn between them. */
    private Position seen;

    /** A page has been read. Touched as {@link #seen}. */
    private boolean begun;

    /** What has been read and not been taken. Written by a read, which comes before the participant's turn that takes it. */
    private volatile Page ready;

    private record Page(List<ServerFrame> frames, boolean last) {}

    /**
     * A catching up that has not begun.
     *
     * @param since what the client has read; empty: nothing, and only the newest are of interest to it
     */
    CatchUp(Channel channel, Participant participant, Optional<Position> since) {
        this.channel = channel;
        this.participant = participant;
        this.since = since;
        this.frames = participant.dialect().frames();
        this.seen = since.orElse(new Position("", 0));
    }

    /** Reads the next page soon, and wakes the participant; what is at hand is there at once, so that a crowd that comes in needs no other thread. */
    void request() {
        Optional<Channel.Newest> atHand = since.isEmpty() && !begun ? channel.newestAtHand() : Optional.empty();
        if (atHand.isPresent()) {
            ready = page(atHand.get());
            participant.wake();
            return;
        }
        try {
            channel.threads().reads().execute(this);
        } catch (RejectedExecutionException none) {
            retryLater(none);
        }
    }

    /**
     * Takes the page that has been read.
     *
     * @param pending where its frames go
     * @return whether it was the last; empty: it is not there yet
     */
    Optional<Boolean> take(List<ServerFrame> pending) {
        Page page = ready;
        if (page == null) {
            return Optional.empty();
        }
        ready = null;
        pending.addAll(page.frames());
        return Optional.of(page.last());
    }

    /** What is told when the past has been told and the present begins; empty: to a newcomer nothing. */
    Optional<ServerFrame> end() {
        return since.map(position -> frames.live(channel.name(), seen));
    }

    /** The number of the last message that has been on a page. After the last page. */
    long seen() {
        return seen.seq();
    }

    @Override
    public void run() {
        if (participant.isClosed()) {
            return;
        }
        try {
            ready = since.isPresent() || begun ? next() : page(channel.newest());
        } catch (StoreException away) {
            retryLater(away);
            return;
        }
        participant.wake();
    }

    private void retryLater(Exception why) {
        LOG.log(Level.FINE, "A member waits for what it has missed", why);
        channel.threads().later().run(this::request, RETRY_MILLIS);
    }

    private Page page(Channel.Newest newest) {
        begun = true;
        newest.last().ifPresent(message -> seen = positionOf(message));
        return new Page(newest.frames(), true);
    }

    private Page next() {
        List<ServerFrame> told = new ArrayList<>();
        if (!begun && !isOfThisLog()) {
            Channel.Newest newest = channel.newest();
            told.add(frames.gap(
                    channel.name(), 1, newest.first().map(Event.Stored::seq).orElse(1L) - 1, "epoch"));
            told.addAll(newest.frames());
            seen = newest.last().map(CatchUp::positionOf).orElse(new Position("", 0));
            begun = true;
            return new Page(told, true);
        }
        begun = true;
        List<Event.Stored> stored = channel.store().after(channel.name(), seen.seq(), PAGE);
        if (stored.isEmpty()) {
            // Retention takes a log from its beginning: nothing is left of what came since, or nothing came.
            long head = channel.store().head(channel.name());
            stored = channel.store().after(channel.name(), seen.seq(), PAGE);
            if (stored.isEmpty() && tellGap(told, head)) {
                seen = new Position(seen.epoch(), head);
            }
        }
        for (Event.Stored event : stored) {
            tellGap(told, event.seq() - 1);
            told.addAll(event.dispatch(this));
            seen = positionOf(event);
        }
        return new Page(told, stored.size() < PAGE);
    }

    /** Tells of a hole between what has been told and a number, if there is one: what has been there is kept no longer. */
    private boolean tellGap(List<ServerFrame> told, long upTo) {
        if (upTo <= seen.seq()) {
            return false;
        }
        told.add(frames.gap(channel.name(), seen.seq() + 1, upTo, "retention"));
        return true;
    }

    /** Whether the event that the client has read last is the one that has its number here, or it may have been. */
    private boolean isOfThisLog() {
        if (seen.seq() == 0) {
            return true;
        }
        List<Event.Stored> from = channel.store().after(channel.name(), seen.seq() - 1, 1);
        if (from.isEmpty()) {
            return channel.store().head(channel.name()) >= seen.seq();
        }
        Event.Stored first = from.get(0);
        return first.seq() > seen.seq() || first.epoch().equals(seen.epoch());
    }

    private static Position positionOf(Event.Stored event) {
        return new Position(event.epoch(), event.seq());
    }

    @Override
    public List<ServerFrame> said(Event.Said event) {
        return List.of(frames.said(event));
    }

    /** The same for both of the two: only the native dialect has a past, and to it they read alike. */
    @Override
    public List<ServerFrame> whispered(Event.Whispered event) {
        return List.of(frames.whisperedToAddressee(event));
    }

    @Override
    public List<ServerFrame> noted(Event.Noted event) {
        return frames.noted(event).map(List::of).orElse(List.of());
    }

    @Override
    public List<ServerFrame> signalled(Event.Signal event) {
        throw new IllegalStateException("What is so for the moment is not stored.");
    }

    @Override
    public List<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        throw new IllegalStateException("Presence is not stored.");
    }
}
