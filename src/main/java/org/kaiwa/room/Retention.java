package org.kaiwa.room;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;

/** Deletes what is older than {@code kaiwa.retention.days}: when the application starts, and then every night. What a legal hold covers stays. */
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class.getName());

    /** When, by the server's clock. */
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 0);

    /** How much is deleted in one transaction: some milliseconds, for which those who say something may have to wait. */
    private static final int AT_ONCE = 1_000;

    /** The time between two of them, in milliseconds. */
    private static final int PAUSE_MILLIS = 50;

    @Inject
    private Settings settings;

    @Inject
    private MessageStore store;

    @Inject
    private Rooms rooms;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** How much has been deleted since the beginning of this night. Touched by one task after the other. */
    private volatile long deleted;

    /** Set when the application stops. */
    private volatile boolean stopping;

    /** Made by the container. */
    public Retention() {}

    /**
     * Begins, if messages are not kept for ever.
     *
     * @param started the start of the application
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        settings.retentionDays().ifPresent(days -> schedule(days, 0));
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    private void schedule(int days, long millis) {
        try {
            scheduler.schedule(() -> purge(days), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException full) {
            LOG.log(
                    Level.WARNING,
                    "Old messages are not deleted before the next start: the server takes no task",
                    full);
        }
    }

    private void purge(int days) {
        if (stopping) {
            return;
        }
        Optional<Integer> purged = purgeOnce(days);
        if (purged.isPresent() && purged.get() == AT_ONCE) {
            schedule(days, PAUSE_MILLIS);
            return;
        }
        if (deleted > 0) {
            LOG.info("kaiwa.retention.days = " + days + ": " + deleted + " messages are deleted that were older");
            deleted = 0;
        }
        schedule(days, untilNight(ZonedDateTime.now()).toMillis());
    }

    /** Deletes some; empty: the store is away. */
    private Optional<Integer> purgeOnce(int days) {
        try {
            int purged = store.purge(Instant.now().minus(Duration.ofDays(days)), AT_ONCE);
            if (purged > 0) {
                deleted += purged;
                rooms.forgetNewest();
            }
            return Optional.of(purged);
        } catch (StoreException away) {
            LOG.log(Level.WARNING, "Old messages could not be deleted; it is tried again at night", away);
            return Optional.empty();
        }
    }

    /** The time to the next night. */
    static Duration untilNight(ZonedDateTime now) {
        ZonedDateTime today = now.with(AT_NIGHT);
        return Duration.between(now, today.isAfter(now) ? today : today.plusDays(1));
    }
}
