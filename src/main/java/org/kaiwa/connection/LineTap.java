package org.kaiwa.connection;

import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kaiwa.protocol.CloseCode;

/**
 * Tells those who watch what passes on one line. What it tells is in order: it takes its turn with a lock, which is only taken while somebody watches.
 *
 * <p>What comes in, and what Tyrus sends by itself, it hears from Tyrus; what goes out past it, from {@link TappedSender}. Where there is no Tyrus, it hears from the endpoint what
 * the standard API tells: whole messages, pongs and how it ended, but no ping of the client and no answer to one.
 */
final class LineTap implements TyrusSocket.FrameListener {

    private static final WireTap[] NOBODY = {};
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PONG = 10;

    /** No close frame may say so (RFC 6455 §7.4.1). */
    private static final Set<Integer> NEVER_SENT = Set.of(1005, 1006, 1015);

    private final Line line;
    private final Wire.Taps taps;
    private final Optional<TyrusSocket> tyrus;

    /** Whom to tell; nobody, most of the time. Changed under the lock of the taps. */
    private volatile WireTap[] watching = NOBODY;

    /** The client has sent a close frame, which the server answers, and has not answered yet. Guarded by itself. */
    private boolean isAnswerDue;

    /** The line has ended for us. Guarded by itself. */
    private boolean isEnded;

    /** Nothing is told any more. Guarded by itself. */
    private boolean isClosed;

    LineTap(Line line, Wire.Taps taps, Optional<TyrusSocket> tyrus) {
        this.line = line;
        this.taps = taps;
        this.tyrus = tyrus;
    }

    /** Whether there is somebody to tell. */
    boolean isWatched() {
        return watching.length > 0;
    }

    /** It is known whose the line is. */
    void belongsTo(String name) {
        line.belongsTo(name);
        taps.changed(this);
    }

    /** Tells from now on those of all that the line is of interest to. What Tyrus knows is heard while there is somebody. */
    void watchedBy(List<WireTap> all) {
        boolean wasWatched = isWatched();
        watching = all.stream().filter(tap -> tap.isAbout(line)).toArray(WireTap[]::new);
        if (isWatched() != wasWatched) {
            tyrus.ifPresent(socket -> socket.listen(isWatched() ? this : null));
        }
    }

    /** The line is there. */
    void begin() {
        taps.opened(this);
    }

    /** The line is gone. */
    void end() {
        taps.closed(this);
    }

    void opened() {
        tell(new WireEvent.Opened(line, line.handshake().at()));
    }

    /** Tyrus tells us of the end before it answers the client's close frame (RFC 6455 §5.5.1). */
    synchronized void closed() {
        isEnded = true;
        if (!isAnswerDue) {
            close();
        }
    }

    private void close() {
        if (isWatched()) {
            tell(new WireEvent.Closed(line, Instant.now()));
        }
        isClosed = true;
    }

    @Override
    public void passed(WireEvent.Direction direction, boolean fin, int opcode, byte[] bytes) {
        tell(direction, fin, opcode, bytes, 0);
        if (opcode == CLOSE) {
            closing(direction);
        }
    }

    private synchronized void closing(WireEvent.Direction direction) {
        isAnswerDue = direction == WireEvent.Direction.IN;
        if (isEnded && !isAnswerDue && !isClosed) {
            close();
        }
    }

    /** A text has come in. */
    void cameText(String text) {
        came(TEXT, true, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** A binary message has come in, or a part of one. */
    void cameBinary(byte[] part, boolean last) {
        came(BINARY, last, () -> part);
    }

    /** A pong has come in. */
    void camePong(ByteBuffer payload) {
        came(PONG, true, () -> {
            byte[] bytes = new byte[payload.remaining()];
            payload.duplicate().get(bytes);
            return bytes;
        });
    }

    /** The client has closed the line, or it broke, which is no frame. */
    void cameClose(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        if (!NEVER_SENT.contains(code)) {
            came(CLOSE, true, () -> close(code, reason.getReasonPhrase()));
        }
    }

    /** A close frame goes out. */
    void sentClose(CloseCode code) {
        if (tyrus.isEmpty() && isWatched()) {
            tell(WireEvent.Direction.OUT, true, CLOSE, close(code.code(), code.reason()), 0);
        }
    }

    /** Tells of what Tyrus, where it is there, has told already. */
    private void came(int opcode, boolean fin, Supplier<byte[]> payload) {
        if (tyrus.isEmpty() && isWatched()) {
            tell(WireEvent.Direction.IN, fin, opcode, payload.get(), 0);
        }
    }

    /** The payload of a close frame (RFC 6455 §5.5.1). */
    private static byte[] close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + words.length)
                .putShort((short) code)
                .put(words)
                .array();
    }

    /** Tells of a frame that goes out, by its bytes on the wire, which are one unmasked frame. */
    void sent(byte[] wire) {
        int length = wire[1];
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        tell(WireEvent.Direction.OUT, wire[0] < 0, wire[0] & 0xF, wire, header);
    }

    private void tell(WireEvent.Direction direction, boolean fin, int opcode, byte[] bytes, int from) {
        WireEvent.Frame frame = null;
        for (WireTap tap : watching) {
            if (tap.wants(line, direction)) {
                if (frame == null) {
                    frame = new WireEvent.Frame(line, Instant.now(), direction, fin, opcode, bytes, from);
                }
                give(tap, frame);
            }
        }
    }

    private void tell(WireEvent event) {
        for (WireTap tap : watching) {
            give(tap, event);
        }
    }

    private synchronized void give(WireTap tap, WireEvent event) {
        if (!isClosed) {
            tap.take(event);
        }
    }
}
