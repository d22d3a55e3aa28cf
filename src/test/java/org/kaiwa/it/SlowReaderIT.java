package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningKaiwa.class)
class SlowReaderIT {

    private static final String LONG = "x".repeat(4_000);

    /** More than kaiwa.jar has threads that read sockets. */
    private static final int STALLED = Runtime.getRuntime().availableProcessors() + 1;

    /**
     * The kernel takes four megabytes for it, the server's own queue and the room's log one; what is said here is ten. It goes on answering pings, so that
     * it is for its reading that it is cut off.
     */
    @Test
    void clientsThatAreThereAndReadNothingAreCutOffAndDelayNobody(KaiwaProcess kaiwa) throws Exception {
        List<RawSocket> stalled = new ArrayList<>();
        try (RawSocket talker = RawSocket.open(kaiwa.wsPort())) {
            for (int i = 0; i < STALLED; i++) {
                RawSocket one = RawSocket.open(kaiwa.wsPort());
                stalled.add(one);
                one.say("{\"type\":\"login\",\"name\":\"stalled\",\"room_id\":\"slow\"}");
                assertThat(one.readText()).contains("stalled");
            }
            talker.say("{\"type\":\"login\",\"name\":\"talker\",\"room_id\":\"slow\"}");
            assertThat(talker.readText()).contains("user_list");
            assertThat(talker.readText()).contains("login");
            long before = Sockets.connectionsTo(kaiwa.wsPort(), kaiwa.pid());

            for (int said = 0; said < 2_500; said++) {
                if (said % 100 == 0) {
                    stalled.forEach(SlowReaderIT::pong);
                }
                talker.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + LONG + "\"}");
                String heard = talker.readText();
                while (!heard.contains("\"say\"")) {
                    assertThat(heard)
                            .as("nothing but messages and the other's leaving")
                            .contains("\"logout\"");
                    heard = talker.readText();
                }
            }

            await().atMost(Duration.ofSeconds(90)).until(() -> {
                // All are alive, so it can only be those that do not read. What they send after they have been closed
                // ties up no thread.
                stalled.forEach(SlowReaderIT::pong);
                pong(talker);
                return Sockets.connectionsTo(kaiwa.wsPort(), kaiwa.pid()) == before - STALLED;
            });
            try (RawSocket newcomer = RawSocket.open(kaiwa.wsPort())) {
                newcomer.say("{\"type\":\"login\",\"name\":\"newcomer\",\"room_id\":\"slow\"}");
                assertThat(newcomer.readText()).contains("user_list");
            }
        } finally {
            for (RawSocket one : stalled) {
                one.close();
            }
        }
    }

    private static void pong(RawSocket from) {
        try {
            from.write(RawSocket.frame(0x8A, new byte[0]));
        } catch (IOException cutOff) {
            // As it should be.
        }
    }
}
