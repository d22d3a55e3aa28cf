package org.kaiwa.room;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.ServerFrame;

/**
 * The log of a room: what happened, in order, as far back as a member may lag.
 *
 * <p>A ring of fixed size, which holds no more than {@link #MAX_WEIGHT} characters of text besides. One thread at a time appends and releases (the
 * room's lock sees to it); any number read beside it without a lock. A reader that is overtaken finds nothing at its position.
 */
final class EventLog {

    /** How much text is kept for those who lag, in characters of content: one member who does not read must not hold more. */
    static final int MAX_WEIGHT = 1 << 20;

    /** The entry of position p is in slot p mod the length, and the array is as long as the backlog. */
    private final AtomicReferenceArray<Entry> ring;

    /** The position that the next event gets: one past the newest. Written under the room's lock after the slot is filled. */
    private volatile long head;

    /** The oldest position that is still kept. Written under the room's lock. */
    private volatile long tail;

    /** The weight of all that was ever appended. Written under the room's lock. */
    private volatile long appended;

    /** The characters of content from the tail to the head. Touched under the room's lock only. */
    private long weight;

    EventLog(int backlog) {
        ring = new AtomicReferenceArray<>(backlog);
    }

    /** Appends; returns the position of the event. Under the room's lock. */
    long append(Event event) {
        long position = head;
        int length = event.weight();
        long least = position + 1 - ring.length();
        while (tail < least || weight + length > MAX_WEIGHT && tail < position) {
            releaseOldest();
        }
        ring.set(slot(position), new Entry(position, event));
        weight += length;
        appended += length;
        head = position + 1;
        return position;
    }

    /** Lets go of what nobody needs any more, so that an idle room holds no text. Under the room's lock. */
    void releaseBefore(long position) {
        long end = Math.min(position, head);
        while (tail < end) {
            releaseOldest();
        }
    }

    private void releaseOldest() {
        weight -= ring.get(slot(tail)).event.weight();
        ring.set(slot(tail), null);
        tail = tail + 1;
    }

    long head() {
        return head;
    }

    /** The weight of all events before the head, those that are long gone too. */
    long appendedWeight() {
        return appended;
    }

    int capacity() {
        return ring.length();
    }

    /** The oldest position that can still be read; the head if there is none. */
    long tail() {
        return tail;
    }

    /** The entry at a position below the head; null if it has been overwritten. */
    Entry at(long position) {
        Entry entry = ring.get(slot(position));
        return entry != null && entry.position == position ? entry : null;
    }

    private int slot(long position) {
        return (int) (position % ring.length());
    }

    /** An event, and what it reads in each dialect once somebody has asked. */
    static final class Entry {

        private final long position;
        private final Event event;
        private final AtomicReferenceArray<List<ServerFrame>> shared =
                new AtomicReferenceArray<>(Dialect.values().length);

        private Entry(long position, Event event) {
            this.position = position;
            this.event = event;
        }

        Event event() {
            return event;
        }

        /** The frames that all members of a dialect are sent. Made by the first who needs them. */
        List<ServerFrame> shared(Dialect dialect, Event.Handler<List<ServerFrame>> encoder) {
            List<ServerFrame> known = shared.get(dialect.ordinal());
            if (known != null) {
                return known;
            }
            List<ServerFrame> made = event.dispatch(encoder);
            return shared.compareAndSet(dialect.ordinal(), null, made) ? made : shared.get(dialect.ordinal());
        }
    }
}
