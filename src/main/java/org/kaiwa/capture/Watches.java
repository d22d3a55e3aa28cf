package org.kaiwa.capture;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.connection.Wire;
import org.kaiwa.identity.SignIn;

/** All watches under way. While there are some, one task brings them what has passed, twenty times a second. */
@ApplicationScoped
public class Watches {

    /** So many at a time: each may hold twice {@link Watch#MOST_BYTES}. */
    static final int MOST = 8;

    private static final int TIMES_A_SECOND = 20;

    /**
     * So many packets are made a second, of all watches together: one costs about 7 microseconds, and a server that is busy has better things to do. Who watches more than
     * that is shown as much, and told what was dropped.
     */
    static final int PACKETS_A_SECOND = 20_000;

    private static final Logger LOG = Logger.getLogger(Watches.class.getName());

    /** The feed of each. */
    private final Map<Watch, Feed> feeds = new ConcurrentHashMap<>();

    @Inject
    private Wire wire;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** Guarded by this; null: nobody watches. */
    private Future<?> task;

    /** Guarded by this. */
    private int count;

    /** Guarded by this. */
    private boolean isStopped;

    /** Made by the container. */
    public Watches() {}

    /**
     * Begins a watch, in a place that has been reserved and is given back with its end.
     *
     * @param watch what is watched
     * @param encoding makes of it what is sent
     * @param exchange the request of whoever watches, already asynchronous
     * @param signIn under which
     * @param whenOver called when the watch has ended, in any thread
     * @throws IOException if the answer cannot be written
     */
    void begin(
            Watch watch,
            Function<Watch, Encoding> encoding,
            AsyncContext exchange,
            Optional<SignIn> signIn,
            Runnable whenOver)
            throws IOException {
        Feed feed = new Feed(exchange, encoding.apply(watch), signIn, () -> {
            wire.unwatch(watch);
            feeds.remove(watch);
            release();
            whenOver.run();
        });
        wire.watch(watch);
        try {
            feed.begin();
        } catch (RuntimeException notBegun) {
            feed.end();
            throw notBegun;
        }
        // Not before it has begun: the task would write to what the container has not made ready.
        feeds.put(watch, feed);
        if (feed.isOver()) {
            feeds.remove(watch);
        }
    }

    /** Takes a place for a watch; false: there is none. */
    synchronized boolean reserve() {
        if (count >= MOST || isStopped) {
            return false;
        }
        count++;
        if (task == null) {
            task = scheduler.scheduleWithFixedDelay(this::pump, 0, 1_000 / TIMES_A_SECOND, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    /** Gives back a place. */
    synchronized void release() {
        count--;
        if (count == 0 && task != null) {
            task.cancel(false);
            task = null;
        }
    }

    /** A watch that is under way, by its id. */
    Optional<Watch> find(String id) {
        return feeds.keySet().stream().filter(watch -> watch.id().equals(id)).findFirst();
    }

    /** Ends the watch with an id, if it is under way. */
    void end(String id) {
        find(id).map(feeds::get).ifPresent(Feed::end);
    }

    /** Ends them all. */
    @PreDestroy
    void stop() {
        synchronized (this) {
            isStopped = true;
        }
        List.copyOf(feeds.values()).forEach(Feed::end);
    }

    private void pump() {
        int share = PACKETS_A_SECOND / TIMES_A_SECOND / Math.max(1, feeds.size());
        for (Map.Entry<Watch, Feed> feed : feeds.entrySet()) {
            try {
                feed.getKey().grant(share);
                feed.getValue().pump();
            } catch (RuntimeException failure) {
                // Thrown on, it would end the task of all.
                LOG.log(Level.WARNING, "A watch failed; the others go on", failure);
            }
        }
    }
}
