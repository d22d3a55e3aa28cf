package org.kaiwa.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.RefusedException;

/**
 * Stores what is said in all rooms, one transaction at a time: what comes while a commit is under way goes into the next one together, so the busier the
 * server the more a commit takes. Thread-safe; whoever submits does not wait.
 */
final class GroupCommit implements Runnable {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());

    /** How many messages may wait, those of the commit under way included. */
    static final int MOST_WAITING = 4_096;

    private static final int MOST_A_COMMIT = 512;

    /** When a sender may try again whose message could not be stored, in milliseconds. */
    static final int RETRY_MILLIS = 1_000;

    private final MessageStore store;
    private final Executor thread;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** How often a run has been asked for since the last one ended; whoever raises it from zero sends for it. */
    private final AtomicInteger asked = new AtomicInteger();

    /** The last commit failed, and the log has it. Touched by the runs. */
    private boolean failing;

    /**
     * Commits to a store.
     *
     * @param store where
     * @param thread runs one task after the other
     */
    GroupCommit(MessageStore store, Executor thread) {
        this.store = store;
        this.thread = thread;
    }

    /** Is told what became of a message, by the thread of the commits. */
    interface Receipt {

        /** It has been looked at by the store, and is safe if that took it. */
        void stored(MessageStore.Outcome outcome);

        /** The store is away. */
        void failed();
    }

    private record Entry(MessageStore.Draft draft, Receipt receipt) {}

    /**
     * Stores a message soon, after all that were submitted before.
     *
     * @throws RefusedException if too many wait already, or nobody is there to store them
     */
    void submit(MessageStore.Draft draft, Receipt receipt) {
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            throw tryAgain(draft.room());
        }
        Entry entry = new Entry(draft, receipt);
        waiting.add(entry);
        if (asked.getAndIncrement() == 0) {
            try {
                thread.execute(this);
            } catch (RejectedExecutionException none) {
                asked.set(0);
                if (waiting.remove(entry)) {
                    count.decrementAndGet();
                    throw tryAgain(draft.room());
                }
            }
        }
    }

    /** What a sender is told whose message could not be stored. */
    static RefusedException tryAgain(String room) {
        return RefusedException.until(
                ErrorCode.TRY_AGAIN, "The message could not be stored; try again.", room, RETRY_MILLIS);
    }

    /** Commits once. What waits beyond that comes behind what others want of the thread. */
    @Override
    public void run() {
        int seen = asked.get();
        List<Entry> batch = take(MOST_A_COMMIT);
        if (!batch.isEmpty()) {
            commit(batch);
        }
        if (!waiting.isEmpty() || asked.addAndGet(-seen) != 0) {
            thread.execute(this);
        }
    }

    private List<Entry> take(int most) {
        List<Entry> batch = new ArrayList<>();
        for (Entry next = waiting.poll(); next != null; next = batch.size() < most ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    private void commit(List<Entry> batch) {
        try {
            List<MessageStore.Outcome> outcomes =
                    store.append(batch.stream().map(Entry::draft).toList());
            failing = false;
            for (int i = 0; i < batch.size(); i++) {
                MessageStore.Outcome outcome = outcomes.get(i);
                tell(batch.get(i), receipt -> receipt.stored(outcome));
            }
        } catch (RuntimeException away) {
            if (!failing) {
                failing = true;
                LOG.log(Level.SEVERE, "Messages cannot be stored; their senders are asked to try again", away);
            }
            batch.forEach(entry -> tell(entry, Receipt::failed));
            // Each of them would wait as long for the store, one after the other.
            take(Integer.MAX_VALUE).forEach(entry -> tell(entry, Receipt::failed));
        }
    }

    private interface Telling {
        void to(Receipt receipt);
    }

    private void tell(Entry entry, Telling telling) {
        count.decrementAndGet();
        try {
            telling.to(entry.receipt());
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A message was stored and could not be passed on; the others are", failure);
        }
    }
}
