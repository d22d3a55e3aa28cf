package org.kaiwa.room;

import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.RoomSummary;

/** Tells users of rooms, each as that one sees it. Thread-safe. */
final class RoomNews {

    private static final Logger LOG = Logger.getLogger(RoomNews.class.getName());

    private final RoomDirectory directory;
    private final RoomLimits limits;
    private final Inboxes inboxes;
    private final Channel.Services services;

    RoomNews(RoomDirectory directory, RoomLimits limits, Inboxes inboxes, Channel.Services services) {
        this.directory = directory;
        this.limits = limits;
        this.inboxes = inboxes;
        this.services = services;
    }

    /** A room as a user sees it who may do more than others, or where groups are asked for. */
    RoomSummary seenBy(Participant user, RoomSummary room) {
        return room.with(user.access().governs(), limits.isOfGroups(room.room()));
    }

    /** Tells users, on all devices that are here, of a room as each of them sees it. Waits for the database. */
    void tell(Collection<Long> uids, String room) {
        for (long uid : uids) {
            inboxes.open(uid)
                    .ifPresent(inbox -> directory
                            .find(uid, room)
                            .ifPresent(found -> inbox.signal(new Event.RoomFound(
                                    inbox.someDevice()
                                            .map(device -> seenBy(device, found))
                                            .orElse(found),
                                    services.clock().instant()))));
        }
    }

    /** Does something that waits for the database, in another thread. What fails is told whoever asks for it. */
    void later(Runnable telling) {
        try {
            services.threads().reads().execute(() -> {
                try {
                    telling.run();
                } catch (StoreException away) {
                    LOG.log(Level.FINE, "Somebody is told of a room when asking for it", away);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "Nobody is told of a room any more", stopping);
        }
    }
}
