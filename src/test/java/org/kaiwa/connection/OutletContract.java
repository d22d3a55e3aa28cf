package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/** What holds for every outlet, whatever it sends over. A subclass brings the container, which sends at once, or later, or fails. */
abstract class OutletContract {

    /** What the container was made to send, in order: contents, "ping" and "close CODE"; and "closed" once that was told. */
    final List<String> wire = new ArrayList<>();

    boolean atOnce = true;
    RuntimeException failure;
    boolean open = true;
    int sent;

    private final Counters counters = new Counters();
    private final SerialOutlet outlet = new SerialOutlet(sender(), counters, code -> wire.add("closed"));

    abstract Sender sender();

    /** The container ends the oldest send under way, well or with a failure. */
    abstract void complete(IOException how);

    @Test
    void framesGoOutInOrderAndWhenAllHaveGoneItIsSaidOnce() {
        atOnce = false;
        write("a", "b", "c");
        assertThat(sent).isZero();

        completeAll();

        assertThat(wire).containsExactly("a", "b", "c");
        assertThat(sent).isEqualTo(1);
        assertThat(counters.writes()).isEqualTo(1);
        assertThat(counters.deliveries()).isEqualTo(3);
        assertThat(counters.bytes()).isGreaterThan(3 * 50);
    }

    @Test
    void tenThousandFramesThatGoAtOnceDoNotExhaustTheStack() {
        String[] contents =
                IntStream.range(0, 10_000).mapToObj(Integer::toString).toArray(String[]::new);

        write(contents);

        assertThat(wire).containsExactly(contents);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void pingsAndFramesKeepTheirOrder() {
        write("a");
        outlet.ping();
        write("b");
        outlet.ping();

        assertThat(wire).containsExactly("a", "ping", "b", "ping");
    }

    @Test
    void aPingDoesNotWaitForASendUnderWay() {
        atOnce = false;
        write("a");

        outlet.ping();

        assertThat(wire).containsExactly("a", "ping");
    }

    @Test
    void nothingFollowsACloseNotEvenWhatWasUnderWay() {
        atOnce = false;
        write("a");

        outlet.close(CloseCode.GOING_AWAY);
        completeAll();
        outlet.ping();
        write("b");

        assertThat(wire).containsExactly("a", "close 1001", "closed");
        assertThat(sent).isZero();
    }

    @Test
    void onlyTheFirstCloseCounts() {
        outlet.close(CloseCode.TOO_SLOW);
        outlet.close(CloseCode.GOING_AWAY);

        assertThat(wire).containsExactly("close 4001", "closed");
    }

    @Test
    void aSendThatFailsEndsTheConnection() {
        atOnce = false;
        write("a");

        complete(new IOException("broken pipe"));

        assertThat(wire).containsExactly("a", "close 1011", "closed");
        assertThat(sent).isZero();
    }

    @Test
    void aContainerThatThrowsEndsTheConnectionAndNothingIsThrownOn() {
        open = false;
        failure = new IllegalStateException("Socket is not connected.");
        write("a");
        failure = null;
        write("b");

        assertThat(wire).containsExactly("close 1011", "closed");
    }

    private void write(String... contents) {
        List<ServerFrame> frames = new ArrayList<>();
        for (String content : contents) {
            frames.add(Dialect.NATIVE
                    .frames()
                    .said(new Event.Said("1", 812, "e", new User(1, "u"), null, content, Instant.EPOCH)));
        }
        outlet.write(frames, () -> sent++);
    }

    private void completeAll() {
        for (int i = 0; i < 3; i++) {
            complete(null);
        }
    }

    static String content(String frame) {
        return frame.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1");
    }
}
