package org.kaiwa.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client as the protocol wants it: it keeps its positions and what was not acknowledged, comes back with both whenever its line breaks, and says again under the same
 * id what may be lost. It is strict: whatever the server says that it must not say ends it with an {@link AssertionError}.
 *
 * <p>One thread at a time lives its life in {@link #stay}; the other methods are for any, but what it was shown is for when that has ended.
 */
final class ReliableClient {

    private static final int LOOK_AROUND_MILLIS = 20;
    private static final int FRAMES_BETWEEN_PAUSES = 64;

    private final String name;
    private final String room;
    private final String token;
    private final Presence presence;
    private final LogView log;
    private final LogView inbox = new LogView("", 0, this::fault);
    private final Outbox outbox;
    private final Recent recent = new Recent();

    private Line line;
    private long logInAt;

    private volatile long pauseNanos;
    private volatile int patienceMillis = 60_000;
    private volatile int bufferBytes;
    private volatile Random restless;
    private volatile long end = Long.MAX_VALUE;
    private volatile long inboxEnd;
    private volatile int lines;
    private volatile IOException broken;

    /**
     * A client that has not come yet and knows nothing.
     *
     * @param token makes it the same user on all its lines; null: a passing guest
     */
    ReliableClient(String name, String room, String token) {
        this(name, room, token, "", 0);
    }

    /** A client that has read the room up to a position. */
    ReliableClient(String name, String room, String token, String epoch, long seq) {
        this.name = name;
        this.room = room;
        this.token = token;
        this.presence = new Presence(token != null, this::fault);
        this.log = new LogView(epoch, seq, this::fault);
        this.outbox = new Outbox(name);
    }

    /** Reads a room from its beginning, as one who has never been there. */
    static ReliableClient reader(int port, String room) {
        return new ReliableClient("reader", room, null).read(port);
    }

    /** Reads everything from its beginning on another device of the same user. */
    ReliableClient onAnotherDevice(int port) {
        return new ReliableClient(name, room, token).read(port);
    }

    private ReliableClient read(int port) {
        leaveAt(0, 0);
        stayOn(port);
        return this;
    }

    /** It pauses so long after every 64 frames, and the kernel takes so much for it meanwhile. */
    ReliableClient readSlowly(long nanos, int kernelBytes) {
        pauseNanos = nanos;
        bufferBytes = kernelBytes;
        return this;
    }

    /** It holds a line for dead on which it has heard nothing, or been answered nothing, for so long. */
    ReliableClient patience(int millis) {
        patienceMillis = millis;
        return this;
    }

    /** It hangs up every so often; null: no more. */
    void restless(Random random) {
        restless = random;
    }

    /** It leaves for good when all of its own is acknowledged and it has been told the past up to these messages of the room and of its inbox, at least. */
    void leaveAt(long seq, long inboxSeq) {
        inboxEnd = inboxSeq;
        end = seq;
    }

    void stayForGood() {
        end = Long.MAX_VALUE;
    }

    String name() {
        return name;
    }

    Outbox outbox() {
        return outbox;
    }

    LogView log() {
        return log;
    }

    LogView inbox() {
        return inbox;
    }

    Presence presence() {
        return presence;
    }

    /** Stays on one line that does not break until it leaves. */
    void stayOn(int port) {
        if (!stay(port)) {
            throw new AssertionError("the line of " + name + " broke", broken);
        }
    }

    /** How often it was let in. */
    int lines() {
        return lines;
    }

    /**
     * Comes, and talks and listens until it leaves, or its line breaks.
     *
     * @return whether it has left for good
     */
    boolean stay(int port) {
        try (Line opened = Line.open(port, patienceMillis, bufferBytes)) {
            line = opened;
            connected();
            Random leaving = restless;
            int frames = leaving == null ? Integer.MAX_VALUE : 1 << leaving.nextInt(12);
            while (!hasReachedItsEnd() && frames > 0) {
                sayWhatIsDue();
                String frame = opened.next(LOOK_AROUND_MILLIS);
                if (frame != null) {
                    hear(frame);
                    frames--;
                    if (frames % FRAMES_BETWEEN_PAUSES == 0) {
                        LockSupport.parkNanos(pauseNanos);
                    }
                }
                if (outbox.isUnanswered(patienceMillis)) {
                    throw new SocketTimeoutException("nothing is answered: " + withFrames());
                }
            }
            return frames > 0;
        } catch (Line.Broken rule) {
            fault(rule.getMessage());
            return false;
        } catch (Line.Closed closed) {
            if (!closed.mayComeBack()) {
                fault(closed.getMessage());
            }
            broken = closed;
            return false;
        } catch (IOException reason) {
            broken = reason;
            return false;
        }
    }

    private boolean hasReachedItsEnd() {
        return log.isLive()
                && log.seq() >= end
                && (token == null || inbox.isLive() && inbox.seq() >= inboxEnd)
                && outbox.isDone();
    }

    private void connected() throws IOException {
        recent.clear();
        presence.connected();
        log.connected();
        inbox.connected();
        outbox.connected();
        logIn();
    }

    private void logIn() throws IOException {
        logInAt = Long.MAX_VALUE;
        line.say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\"," + position(log)
                + (token == null ? "}" : ",\"token\":\"" + token + "\",\"inbox\":{" + position(inbox) + "}}"));
    }

    private static String position(LogView view) {
        return "\"epoch\":\"" + view.epoch() + "\",\"seq\":" + view.seq();
    }

    private void sayWhatIsDue() throws IOException {
        if (System.nanoTime() >= logInAt) {
            logIn();
        }
        for (Outbox.Message message : outbox.due(presence.isIn())) {
            line.say("{\"type\":\"say\",\"to_uid\":" + (message.to() == null ? "\"all\"" : message.to())
                    + ",\"content\":\"" + message.content() + "\",\"room\":\"" + room + "\",\"id\":\"" + message.id()
                    + "\"}");
        }
    }

    private void hear(String text) {
        recent.add(text);
        JsonObject frame = Frames.parse(text);
        LogView view = frame.getBoolean("inbox", false) ? inbox : log;
        switch (frame.getString("type")) {
            case "user_list":
                lines++;
                presence.list(frame);
                break;
            case "login":
                presence.came(frame);
                break;
            case "logout":
                presence.went(frame);
                break;
            case "say":
                presence.mustBeIn();
                said(frame, view);
                break;
            case "live":
                presence.mustBeIn();
                view.live(frame);
                break;
            case "room":
                // It has entered for the first time, and belongs to it from now on.
                if (!frame.getString("room").equals(room) || !frame.getBoolean("member", false)) {
                    fault("another room");
                }
                break;
            case "error":
                refused(frame);
                break;
            default:
                // A gap too: nothing that was stored is away here.
                fault("unexpected");
        }
    }

    private void said(JsonObject frame, LogView view) {
        LogView.Told message = view.told(frame);
        boolean fresh = view.show(message);
        boolean mine = message.id() != null && message.uid() == presence.uid();
        if (!fresh && !(mine && outbox.mayComeAgain(message.id()))) {
            fault("came again and was not said again here");
        }
        if (mine) {
            Long before = outbox.heard(message);
            if (before != null && before != message.seq()) {
                fault("was acknowledged as " + before);
            }
        }
    }

    private void refused(JsonObject error) {
        String id = error.getString("id", null);
        if (error.getString("code").equals("id_conflict")) {
            outbox.conflict(id);
            return;
        }
        if (!error.containsKey("retry_after_ms") || id == null && presence.isIn()) {
            fault("refused");
        }
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(error.getInt("retry_after_ms"));
        if (id == null) {
            logInAt = due;
        } else {
            outbox.refused(id, due);
        }
    }

    private void fault(String what) {
        throw new AssertionError(what + ": " + withFrames());
    }

    private String withFrames() {
        return this + ", which has heard on this line, the newest last,\n" + recent;
    }

    @Override
    public String toString() {
        return name + " at " + log.seq() + ", inbox at " + inbox.seq() + ", line " + lines + ", " + outbox;
    }
}
