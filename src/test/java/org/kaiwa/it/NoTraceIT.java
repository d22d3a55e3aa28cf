package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is left in the server's memory of those who have gone. */
class NoTraceIT {

    private static final int CLIENTS = 8;
    private static final int CYCLES = 150;

    /** Handshakes that may be cut, of all: there are none in most runs. */
    private static final int CUT_AT_MOST = 5;

    private static final AtomicInteger CUT = new AtomicInteger();

    /** The most threads that Payara's HTTP pool has in kaiwa.jar. */
    private static final int SERVER_POOL = 64;

    @Test
    void aThousandWhoCameAndWentLeaveNothingBehind() throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start()) {
            List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> CompletableFuture.runAsync(() -> comeAndGo(kaiwa, client)))
                    .toList();
            clients.forEach(CompletableFuture::join);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Histogram left = Histogram.of(kaiwa.pid());
                assertThat(left.counts(
                                "org.kaiwa.room.Room",
                                "org.kaiwa.room.Member",
                                "org.kaiwa.room.EventLog",
                                "org.kaiwa.room.EventLog$Entry"))
                        .isEmpty();
                assertThat(left.counts("org.kaiwa.room.Participant", "org.kaiwa.connection.Connection")
                                .values())
                        .as("only those that the server's own request objects, which it uses again, still point to")
                        .allMatch(count -> count <= SERVER_POOL);
            });
        }
    }

    private static void comeAndGo(KaiwaProcess kaiwa, int client) {
        try {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                boolean speaksNative = cycle % 2 == 0;
                try (RawSocket socket = open(kaiwa, speaksNative)) {
                    socket.say("{\"type\":\"login\",\"name\":\"c" + client + "\",\"room_id\":" + cycle % 5 + "}");
                    assertThat(socket.readText()).contains("user_list");
                    if (speaksNative) {
                        socket.say("{\"type\":\"join\",\"room\":\"own " + client + " " + cycle + "\"}");
                        socket.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"" + cycle % 5
                                + "\"}");
                        socket.say("{\"type\":\"logout\",\"room\":\"own " + client + " " + cycle + "\"}");
                    }
                    if (cycle % 3 == 0) {
                        socket.write(RawSocket.frame(0x88, new byte[] {0x03, (byte) 0xE8}));
                        assertThat(socket.readCloseCode()).isEqualTo(1000);
                    }
                }
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** As a client does that comes back: who comes while another goes can be cut once ({@code StaleAnswerFilter}). */
    private static RawSocket open(KaiwaProcess kaiwa, boolean speaksNative) throws Exception {
        String[] headers = speaksNative ? new String[] {"Sec-WebSocket-Protocol: kaiwa.v1"} : new String[0];
        try {
            return RawSocket.open(kaiwa.wsPort(), headers);
        } catch (EOFException | SocketException cut) {
            assertThat(CUT.incrementAndGet()).isLessThanOrEqualTo(CUT_AT_MOST);
            return RawSocket.open(kaiwa.wsPort(), headers);
        }
    }
}
