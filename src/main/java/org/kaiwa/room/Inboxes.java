package org.kaiwa.room;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Position;

/** The inboxes of those who are here. Thread-safe. */
final class Inboxes {

    /** By uid. */
    private final ConcurrentMap<Long, Inbox> open = new ConcurrentHashMap<>();

    private final Channel.Services services;

    Inboxes(Channel.Services services) {
        this.services = services;
    }

    /** An inbox that somebody reads, by the name of its log. */
    Optional<Channel> find(String log) {
        return Optional.ofNullable(open.get(InboxName.owner(log)));
    }

    /** The inbox of a user, if any device of it is here. */
    Optional<Inbox> open(long uid) {
        return Optional.ofNullable(open.get(uid));
    }

    /**
     * Opens a client's inbox to it, unless it is open.
     *
     * @param since how far it has read; empty: nothing
     */
    void attach(Participant device, Optional<Position> since) {
        if (device.inbox().isPresent()) {
            return;
        }
        AtomicReference<Member> begun = new AtomicReference<>();
        // Under the map's lock for that uid, so that an inbox which is just being given up gets no device.
        open.compute(device.uid(), (uid, existing) -> {
            Inbox inbox = existing == null ? make(uid, device) : existing;
            if (device.inbox().isEmpty()) {
                begun.set(inbox.attach(device, since));
            }
            return inbox;
        });
        if (begun.get() != null) {
            begun.get().catchUp();
            if (device.isClosed()) {
                detach(device);
                device.forget(begun.get());
            }
        }
    }

    /** Retention has deleted messages. */
    void forgetNewest() {
        open.values().forEach(Channel::forgetNewest);
    }

    private Inbox make(long uid, Participant owner) {
        Inbox inbox = new Inbox(uid, services);
        if (!owner.user().isPassing()) {
            services.threads().store().execute(inbox::open);
        }
        return inbox;
    }

    /** The client is gone. */
    void detach(Participant device) {
        device.inbox()
                .ifPresent(member -> open.computeIfPresent(device.uid(), (uid, inbox) -> {
                    inbox.detach(member);
                    return inbox.isEmpty() ? null : inbox;
                }));
    }
}
