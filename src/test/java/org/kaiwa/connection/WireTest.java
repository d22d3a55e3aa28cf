package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaiwa.connection.WireEvent.Direction.IN;
import static org.kaiwa.connection.WireEvent.Direction.OUT;

import jakarta.websocket.CloseReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.CloseCode;

class WireTest {

    private static final byte[] SHORT = {(byte) 0x81, 2, '{', '}'};

    private final Wire wire = new Wire();
    private final LineTap line = line();
    private final Recorder recorder = new Recorder();

    @Test
    void whileNobodyWatchesThereIsNobodyToTell() {
        line.begin();

        assertThat(line.isWatched()).isFalse();
        line.sent(SHORT);
        line.end();
    }

    @Test
    void whoWatchesIsToldOfALineFromItsBeginToItsEnd() {
        wire.watch(recorder);
        line.begin();
        line.passed(IN, true, 1, "hi".getBytes(StandardCharsets.UTF_8));
        line.sent(SHORT);
        line.end();

        assertThat(recorder.told()).containsExactly("opened", "IN fin 1 hi", "OUT fin 1 {}", "closed");
    }

    @Test
    void nothingIsToldOfALineThatIsGone() {
        wire.watch(recorder);
        line.begin();
        line.end();
        line.sent(SHORT);

        assertThat(recorder.told()).containsExactly("opened", "closed");
    }

    @Test
    void aLineIsGoneWhenTheClientsCloseHasBeenAnswered() {
        wire.watch(recorder);
        line.begin();
        line.passed(IN, true, 8, new byte[0]);
        line.end();
        line.passed(OUT, true, 8, new byte[0]);
        line.sent(SHORT);

        assertThat(recorder.told()).containsExactly("opened", "IN fin 8 ", "OUT fin 8 ", "closed");
    }

    @Test
    void nothingIsToldToWhoWatchesNoMore() {
        line.begin();
        wire.watch(recorder);
        line.sent(SHORT);
        wire.unwatch(recorder);
        line.sent(SHORT);

        assertThat(recorder.told()).containsExactly("OUT fin 1 {}");
        assertThat(line.isWatched()).isFalse();
    }

    @Test
    void whatIsNotWantedIsNotMade() {
        line.begin();
        wire.watch(recorder);
        recorder.wanted = false;
        line.sent(SHORT);

        assertThat(recorder.events).isEmpty();
    }

    @Test
    void thePayloadOfAFrameIsFoundBehindEachKindOfLength() {
        line.begin();
        wire.watch(recorder);
        for (int length : new int[] {125, 126, 65_535, 65_536}) {
            byte[] header = length < 126
                    ? new byte[] {1, (byte) length}
                    : length < 65_536
                            ? new byte[] {1, 126, (byte) (length >> 8), (byte) length}
                            : new byte[] {
                                1, 127, 0, 0, 0, 0, 0, (byte) (length >> 16), (byte) (length >> 8), (byte) length
                            };
            line.sent(Arrays.copyOf(header, header.length + length));
        }

        assertThat(recorder.events)
                .extracting(event -> ((WireEvent.Frame) event).length())
                .containsExactly(125, 126, 65_535, 65_536);
        assertThat(recorder.events).noneMatch(event -> ((WireEvent.Frame) event).fin());
    }

    @Test
    void ofALineThatIsOfNoInterestNothingIsToldUntilItIsKnownWhoseItIs() {
        recorder.about = "taro";
        wire.watch(recorder);
        line.begin();
        line.sent(SHORT);
        assertThat(line.isWatched()).isFalse();

        line.belongsTo("taro");
        line.sent(SHORT);
        line.belongsTo("hana");
        line.sent(SHORT);

        assertThat(recorder.told()).containsExactly("OUT fin 1 {}");
        assertThat(line.isWatched()).isFalse();
    }

    @Test
    void whoWatchesAnotherLineCostsThisOneNothing() {
        LineTap other = line();
        recorder.about = "taro";
        other.belongsTo("taro");
        other.begin();
        line.begin();
        wire.watch(recorder);

        assertThat(other.isWatched()).isTrue();
        assertThat(line.isWatched()).isFalse();
    }

    @Test
    void withoutTyrusTheEndpointAndTheSenderTellWhatTheyKnow() throws Exception {
        wire.watch(recorder);
        line.begin();
        line.cameText("hé");
        line.cameBinary(new byte[] {'b'}, false);
        line.camePong(ByteBuffer.wrap(new byte[] {'p'}));
        line.sentClose(CloseCode.TOO_BIG);
        line.cameClose(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "bye"));
        line.end();

        assertThat(recorder.told())
                .containsExactly(
                        "opened",
                        "IN fin 1 hé",
                        "IN 2 b",
                        "IN fin 10 p",
                        "OUT fin 8 \u0003\ufffdmessage_too_big",
                        "IN fin 8 \u0003\ufffdbye",
                        "closed");
    }

    @Test
    void aLineThatBreaksEndsWithoutACloseFrame() {
        wire.watch(recorder);
        line.begin();
        line.cameClose(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
        line.end();

        assertThat(recorder.told()).containsExactly("opened", "closed");
    }

    private LineTap line() {
        InetSocketAddress nowhere = new InetSocketAddress(0);
        return new LineTap(
                new Line(new Line.Handshake(nowhere, nowhere, Instant.EPOCH, ""), ""), wire.taps(), Optional.empty());
    }

    /** Writes down what it is told. */
    private static final class Recorder implements WireTap {

        private final List<WireEvent> events = new ArrayList<>();
        private boolean wanted = true;

        /** Whose lines are of interest; null: all. */
        private String about;

        @Override
        public boolean isAbout(Line line) {
            return about == null || about.equals(line.user());
        }

        @Override
        public boolean wants(Line line, WireEvent.Direction direction) {
            return wanted;
        }

        @Override
        public void take(WireEvent event) {
            events.add(event);
        }

        private List<String> told() {
            return events.stream().map(Recorder::words).toList();
        }

        private static String words(WireEvent event) {
            if (event instanceof WireEvent.Frame frame) {
                return frame.direction() + (frame.fin() ? " fin " : " ") + frame.opcode() + " "
                        + new String(frame.bytes(), frame.from(), frame.length(), StandardCharsets.UTF_8);
            }
            return event instanceof WireEvent.Opened ? "opened" : "closed";
        }
    }
}
