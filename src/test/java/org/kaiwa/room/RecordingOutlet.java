package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** An outlet that keeps what it is given. It sends at once, or, as a client that reads slowly, only when it is told to. */
final class RecordingOutlet implements Outlet {

    private final List<ServerFrame> frames = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private boolean stalled;
    private boolean broken;
    private Runnable pending;
    private Runnable whenWritten = () -> {};
    private int next;
    private int writes;

    @Override
    public void write(List<ServerFrame> batch, Runnable sent) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        writes++;
        assertThat(pending).as("a second write while one is under way").isNull();
        synchronized (frames) {
            frames.addAll(batch);
        }
        Runnable first = whenWritten;
        whenWritten = () -> {};
        first.run();
        if (stalled) {
            pending = sent;
        } else {
            sent.run();
        }
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseCode code) {
        closes.add(code);
    }

    RecordingOutlet stall() {
        stalled = true;
        return this;
    }

    RecordingOutlet breakDown() {
        broken = true;
        return this;
    }

    /** Does something in the midst of the next write. */
    void whenWritten(Runnable task) {
        whenWritten = task;
    }

    /** The client reads again: what was under way is sent. */
    void resume() {
        stalled = false;
        Runnable sent = pending;
        pending = null;
        if (sent != null) {
            sent.run();
        }
    }

    /** How often it was written to. */
    int writes() {
        return writes;
    }

    List<ServerFrame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    String lastText() {
        synchronized (frames) {
            return frames.isEmpty() ? "" : frames.get(frames.size() - 1).text();
        }
    }

    List<CloseCode> closes() {
        return closes;
    }

    /** What came since the last call, its times replaced by T, so that a test can compare the whole. */
    List<String> received() {
        List<String> texts = frames().stream()
                .skip(next)
                .map(frame -> frame.text()
                        .replaceAll("\"time\":\"[^\"]*\"", "T")
                        .replaceAll(",\"(at|epoch)\":\"[^\"]*\"", ""))
                .toList();
        next += texts.size();
        return texts;
    }
}
