package org.kaiwa.room;

import java.util.Optional;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.ServerFrame;

/** What the sender of something is told that had been stored before: itself, once more. */
final class Acknowledgement implements Event.Handler<Optional<ServerFrame>> {

    private final Participant sender;
    private final Frames frames;

    Acknowledgement(Participant sender) {
        this.sender = sender;
        this.frames = sender.dialect().frames();
    }

    @Override
    public Optional<ServerFrame> said(Event.Said event) {
        return Optional.of(frames.said(event));
    }

    /** A passing guest has no inbox in the store: the number is that of the addressee's, and of no use to it. */
    @Override
    public Optional<ServerFrame> whispered(Event.Whispered event) {
        boolean own = event.log().equals(InboxName.of(sender.uid()));
        return frames.whisperedToSender(own ? event : event.withoutNumber());
    }

    @Override
    public Optional<ServerFrame> noted(Event.Noted event) {
        return frames.noted(event);
    }

    @Override
    public Optional<ServerFrame> signalled(Event.Signal event) {
        throw new IllegalStateException("Nobody waits for this.");
    }

    @Override
    public Optional<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        throw new IllegalStateException("Nobody sends this.");
    }
}
