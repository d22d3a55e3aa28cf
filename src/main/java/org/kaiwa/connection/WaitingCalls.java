package org.kaiwa.connection;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what a container may keep until a client reads: pings and closes, which the standard API has in no form that does not wait, and a send behind an answer to a ping
 * (Open Liberty). Few, and made when there is something to do; what they have no time for waits, at most one of each for each connection. Thread-safe.
 */
final class WaitingCalls {

    private static final int THREADS = 16;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pings;

    /** Apart, since it is closes that wait for those who read nothing; everybody else's pings shall not. */
    private final ThreadPoolExecutor closes;

    /** Apart as well: who pings and reads nothing holds one of these. */
    private final ThreadPoolExecutor sends;

    WaitingCalls(ThreadFactory threads) {
        pings = pool(threads);
        closes = pool(threads);
        sends = pool(threads);
    }

    private static ThreadPoolExecutor pool(ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Does a ping in another thread; once all has {@linkplain #settle settled}, in this one. */
    Executor pings() {
        return call -> execute(pings, call);
    }

    /** Likewise a close. */
    Executor closes() {
        return call -> execute(closes, call);
    }

    /** Likewise a send, also while the others settle: whoever sends to everybody waits for nobody then, either. */
    Executor sends() {
        return call -> execute(sends, call);
    }

    private static void execute(Executor pool, Runnable call) {
        try {
            pool.execute(call);
        } catch (RejectedExecutionException over) {
            call.run();
        }
    }

    /** Takes no more calls and waits until all closes have been done; but no longer than is given. */
    void settle(Duration patience) {
        pings.shutdown();
        closes.shutdown();
        try {
            closes.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up those that still wait. */
    void end() {
        pings.shutdownNow();
        closes.shutdownNow();
        sends.shutdownNow();
    }
}
