package org.kaiwa.room;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the rooms that have something to tell, in the order in which they came, on a few threads of the server's executor. Thread-safe.
 *
 * <p>The executor is asked for a thread when there is work for one, and never for more than there are processors: Payara's default executor has no
 * queue and refuses the two hundred and first task, and each task it takes costs a search of the class path (it captures the caller's context).
 *
 * <p>The queue is bounded by the number of rooms, since a room waits in it once at the most.
 */
final class Fanout implements Executor {

    private static final Logger LOG = Logger.getLogger(Fanout.class.getName());

    private final Executor threads;
    private final int mostWorkers;
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();

    /**
     * A fan-out without threads of its own.
     *
     * @param threads where they come from
     * @param mostWorkers how many at the most
     */
    Fanout(Executor threads, int mostWorkers) {
        this.threads = threads;
        this.mostWorkers = mostWorkers;
    }

    /**
     * Runs a room soon.
     *
     * @throws RejectedExecutionException if there is no thread for it and none at work, which would take it up; then it is not run
     */
    @Override
    public void execute(Runnable room) {
        due.add(room);
        try {
            hire();
        } catch (RejectedExecutionException none) {
            // Only this one: others who wait are taken up with whoever comes next.
            due.remove(room);
            throw none;
        }
    }

    private void hire() {
        int at = workers.get();
        while (at < mostWorkers && !due.isEmpty()) {
            if (workers.compareAndSet(at, at + 1)) {
                start();
                return;
            }
            at = workers.get();
        }
    }

    private void start() {
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException none) {
            if (workers.decrementAndGet() == 0) {
                throw none;
            }
        }
    }

    private void work() {
        for (Runnable room = due.poll(); room != null; room = due.poll()) {
            try {
                room.run();
            } catch (RuntimeException failure) {
                LOG.log(Level.SEVERE, "A room could not be served; the others go on", failure);
            }
        }
        workers.decrementAndGet();
        // Somebody may have come between the last look and the leaving, and have seen no place free.
        hire();
    }
}
