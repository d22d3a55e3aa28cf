package org.kaiwa.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Watches over the writes that Tyrus could not hand to the kernel at once, because the client does not read: its raw write gives a future and no
 * callback. As long as there are any, one task looks at all of them every {@link #INTERVAL_MILLIS}; while there are none there is no task. Thread-safe.
 *
 * <p>Bounded by the number of connections, for each has one write under way at the most.
 */
final class PendingWrites {

    /** How late the end of such a write may be noticed, which only a client meets that was behind anyway. */
    static final long INTERVAL_MILLIS = 10;

    private final ScheduledExecutorService scheduler;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();

    /** As many as are in the queue or about to be; whoever raises it from zero starts the task. */
    private final AtomicInteger count = new AtomicInteger();

    PendingWrites(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    private record Pending(Future<?> write, BooleanSupplier open, Runnable whenDone) {}

    /**
     * Watches a write.
     *
     * @param write which
     * @param open whether its connection is; the future of one that has been cut may never be done
     * @param whenDone run once when it is done, or the connection is not open any more
     */
    void watch(Future<?> write, BooleanSupplier open, Runnable whenDone) {
        pending.add(new Pending(write, open, whenDone));
        if (count.getAndIncrement() == 0) {
            schedule();
        }
    }

    private void schedule() {
        scheduler.schedule(this::look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        int done = 0;
        try {
            // One round: who is watched meanwhile is at the end of the queue and waits for the next.
            for (int left = count.get(); left > 0; left--) {
                Pending first = pending.poll();
                if (first == null) {
                    break;
                }
                if (first.write().isDone() || !first.open().getAsBoolean()) {
                    done++;
                    first.whenDone().run();
                } else {
                    pending.add(first);
                }
            }
        } finally {
            if (count.addAndGet(-done) != 0) {
                schedule();
            }
        }
    }
}
