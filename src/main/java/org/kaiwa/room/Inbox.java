package org.kaiwa.room;

import java.util.Optional;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Position;

/**
 * What is said to one user alone, and what this one says so: a channel whose members are the user's devices. It is open as long as there are any; what comes
 * meanwhile is in the store. Thread-safe.
 */
final class Inbox extends Channel {

    /** A device that reads so slowly that more gathers is closed and comes back with its position. */
    private static final int BACKLOG = 256;

    /** How many devices have come. Under the monitor. */
    private long came;

    Inbox(long uid, Services services) {
        super(InboxName.of(uid), BACKLOG, services);
    }

    boolean isEmpty() {
        return audience().members().size() == 0;
    }

    /** One of the user's devices. */
    Optional<Participant> someDevice() {
        Roster devices = audience().members();
        return devices.size() == 0
                ? Optional.empty()
                : Optional.of(devices.get(0).participant());
    }

    /**
     * A device of the user is here. It is the caller who wakes it.
     *
     * @param since how far it has read; empty: nothing
     */
    synchronized Member attach(Participant device, Optional<Position> since) {
        came++;
        Member member = new Member(this, device, came);
        audience().add(member);
        if (!device.user().isPassing()) {
            member.find(since);
        }
        device.setInbox(member);
        return member;
    }

    /** The device is gone. */
    synchronized void detach(Member member) {
        audience().remove(member);
    }
}
