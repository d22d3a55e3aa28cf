package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that flood, vanish or leave at the worst moment. */
@ExtendWith(RunningKaiwa.class)
class HostileClientsIT {

    private static final String NATIVE = "Sec-WebSocket-Protocol: kaiwa.v1";

    private final String room = "hostile " + UUID.randomUUID();

    /** Each ping is answered. Without a bound, a gigabyte of pongs waits for it after four seconds. */
    @Test
    void whoFloodsWithPingsAndReadsNoPongIsCutOff(KaiwaProcess kaiwa) throws Exception {
        try (RawSocket flooder = RawSocket.open(kaiwa.wsPort())) {
            byte[] ping = RawSocket.frame(0x89, new byte[125]);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 2_000_000; i++) {
                            flooder.write(ping);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(kaiwa.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
    }

    /** Tyrus's thread for such a connection would wait for itself for ever. */
    @Test
    void whoSendsBeforeTheHandshakeIsAnsweredIsRefusedAndTiesUpNoThread(KaiwaProcess kaiwa) throws Exception {
        for (int i = 0; i < 70; i++) {
            try (RawSocket hasty = new RawSocket(kaiwa.wsPort())) {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                both.writeBytes(RawSocket.textFrame("{\"type\":\"login\",\"name\":\"hasty\"}"));
                hasty.write(both.toByteArray());
                assertThat(hasty.readHead()).startsWith("HTTP/1.1 400 ");
            }
        }

        enter(kaiwa, "patient").close();
    }

    @Test
    void aFloodOfMessagesCostsNobodyTheConnectionAndWhatIsNotTakenIsRefused(KaiwaProcess kaiwa) throws Exception {
        int messages = 20_000;
        try (RawSocket listener = enter(kaiwa, "listener");
                RawSocket flooder = enter(kaiwa, "flooder")) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < messages; i++) {
                    sayTo(flooder, Integer.toString(i));
                }
            });
            // Its login is what both hear last.
            CompletableFuture<RawSocket> last = flood.thenApply(done -> enter(kaiwa, "the end"));
            CompletableFuture<List<String>> refused =
                    CompletableFuture.supplyAsync(() -> untilTheEnd(flooder, "error"));

            List<String> heard = untilTheEnd(listener, "say");
            last.join().close();

            List<Integer> numbers = heard.stream()
                    .map(frame -> Integer.valueOf(frame.replaceAll(".*\"content\":\"(\\d+)\".*", "$1")))
                    .toList();
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
            assertThat(refused.join())
                    .allMatch(error -> error.contains("\"rate_limited\"") && error.contains("\"retry_after_ms\":"));
            // More notices than a client takes are dropped, but never a message.
            assertThat(numbers.size() + refused.join().size()).isLessThanOrEqualTo(messages);
            assertThat(numbers).isNotEmpty();
        }
    }

    @Test
    void whoVanishesWithoutACloseIsGoneForTheOthers(KaiwaProcess kaiwa) throws Exception {
        try (RawSocket stays = enter(kaiwa, "stays")) {
            List<RawSocket> vanishing = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                vanishing.add(enter(kaiwa, "v" + i));
            }
            for (RawSocket one : vanishing) {
                one.hangUp();
            }

            for (int gone = 0; gone < 50; ) {
                gone += stays.readText().contains("\"logout\"") ? 1 : 0;
            }
            sayTo(stays, "alone");
            assertThat(stays.readText()).contains("alone");
        }
    }

    @Test
    void whoLeavesWhileMessagesFlowHearsNothingAfterItsLogout(KaiwaProcess kaiwa) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (RawSocket talker = enter(kaiwa, "talker");
                RawSocket restless = enter(kaiwa, "restless")) {
            CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    sayTo(talker, "x");
                    awaitEcho(talker);
                }
            });
            for (int round = 0; round < 300; round++) {
                restless.say("{\"type\":\"logout\",\"room\":\"" + room + "\"}");
                restless.say("{\"type\":\"join\",\"room\":\"" + room + "\"}");
            }

            int left = 0;
            boolean inside = true;
            while (left < 300) {
                String frame = restless.readText();
                if (frame.contains("\"type\":\"user_list\"")) {
                    inside = true;
                } else if (frame.contains("\"type\":\"logout\"") && frame.contains("restless")) {
                    inside = false;
                    left++;
                } else {
                    assertThat(inside).as("inside when it hears %s", frame).isTrue();
                }
            }
            enough.set(true);
            talk.join();
        }
    }

    private RawSocket enter(KaiwaProcess kaiwa, String name) {
        try {
            RawSocket socket = RawSocket.open(kaiwa.wsPort(), NATIVE);
            socket.say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\"}");
            assertThat(socket.readText()).contains("\"user_list\"");
            assertThat(socket.readText()).contains("\"login\"", name);
            return socket;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private void sayTo(RawSocket socket, String content) {
        try {
            socket.say(
                    "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + content + "\",\"room\":\"" + room + "\"}");
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void awaitEcho(RawSocket socket) {
        try {
            while (!socket.readText().contains("\"say\"")) {
                // Others come and go.
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** All frames of a type until the last message. */
    private static List<String> untilTheEnd(RawSocket socket, String type) {
        List<String> frames = new ArrayList<>();
        try {
            for (String frame = socket.readText(); !frame.contains("the end"); frame = socket.readText()) {
                if (frame.startsWith("{\"type\":\"" + type + "\"")) {
                    frames.add(frame);
                }
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return frames;
    }
}
