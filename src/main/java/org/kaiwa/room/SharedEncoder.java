package org.kaiwa.room;

import java.util.Arrays;
import java.util.List;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Frames;
import org.kaiwa.protocol.ServerFrame;

/** Turns an event into the frames that everybody who speaks a dialect is sent. */
final class SharedEncoder implements Event.Handler<List<ServerFrame>> {

    private static final List<SharedEncoder> ALL =
            Arrays.stream(Dialect.values()).map(SharedEncoder::new).toList();

    private final Frames frames;

    private SharedEncoder(Dialect dialect) {
        this.frames = dialect.frames();
    }

    static SharedEncoder of(Dialect dialect) {
        return ALL.get(dialect.ordinal());
    }

    @Override
    public List<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        return frames.presenceChanged(event);
    }

    @Override
    public List<ServerFrame> said(Event.Said event) {
        // A dialect that cannot say that a message is deleted says nothing of it.
        boolean unsayable = event.version() == Event.Version.DELETED && !frames.hasHistory();
        return unsayable ? List.of() : List.of(frames.said(event));
    }

    @Override
    public List<ServerFrame> noted(Event.Noted event) {
        return frames.noted(event).map(List::of).orElse(List.of());
    }

    @Override
    public List<ServerFrame> signalled(Event.Signal event) {
        return frames.signalled(event).map(List::of).orElse(List.of());
    }

    /** A private message has no form for everybody; whoever asks for one has a fault that must not become a leak. */
    @Override
    public List<ServerFrame> whispered(Event.Whispered event) {
        throw new IllegalStateException("A private message is not shared.");
    }
}
