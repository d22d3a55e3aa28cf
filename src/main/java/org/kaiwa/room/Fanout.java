package org.kaiwa.room;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the rooms that have something to tell, in the order in which they came, on a few threads of the server's executor. Thread-safe.
 *
 * <p>The executor is asked for a thread when there is work for one, and never for more than its bound: Payara's default executor has no
 * queue and refuses the two hundred and first task, and each task it takes costs a search of the class path (it captures the caller's context), a
 * millisecond or so. So a thread that runs out of work waits a little for more before it goes back.
 *
 * <p>The queue is bounded by the number of rooms, since a room waits in it once at the most, and by the threads that share a walk.
 */
final class Fanout implements Executor {

    private static final Logger LOG = Logger.getLogger(Fanout.class.getName());

    private final Executor threads;
    private final int mostWorkers;
    private final long lingerMillis;
    private final BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();

    /** Threads that are here, or have been asked for. */
    private final AtomicInteger workers = new AtomicInteger();

    /** Those among them that wait for a room. */
    private final AtomicInteger idle = new AtomicInteger();

    /**
     * A fan-out without threads of its own.
     *
     * @param threads where they come from
     * @param mostWorkers how many at the most
     * @param lingerMillis how long a thread without work waits for more
     */
    Fanout(Executor threads, int mostWorkers, long lingerMillis) {
        this.threads = threads;
        this.mostWorkers = mostWorkers;
        this.lingerMillis = lingerMillis;
    }

    /**
     * Runs a room soon.
     *
     * @throws RejectedExecutionException if there is no thread for it and none at work, which would take it up; then it is not run
     */
    @Override
    public void execute(Runnable room) {
        due.add(room);
        if (due.size() > idle.get() && takePlace()) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException none) {
                // Others who wait are taken up with whoever comes next; this one only if somebody is at work.
                if (workers.decrementAndGet() == 0 && due.remove(room)) {
                    throw none;
                }
            }
        }
    }

    private boolean takePlace() {
        int at = workers.get();
        while (at < mostWorkers) {
            if (workers.compareAndSet(at, at + 1)) {
                return true;
            }
            at = workers.get();
        }
        return false;
    }

    private void work() {
        do {
            for (Runnable room = next(); room != null; room = next()) {
                try {
                    room.run();
                } catch (RuntimeException failure) {
                    LOG.log(Level.SEVERE, "A room could not be served; the others go on", failure);
                }
            }
            workers.decrementAndGet();
            // Somebody may have come between the last look and the leaving, and have counted on this thread.
        } while (!due.isEmpty() && takePlace());
    }

    private Runnable next() {
        Runnable room = due.poll();
        if (room != null) {
            return room;
        }
        idle.incrementAndGet();
        try {
            return due.poll(lingerMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            idle.decrementAndGet();
        }
    }
}
