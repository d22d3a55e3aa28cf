package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningKaiwa.class)
class SlowReaderIT {

    private static final String LONG = "x".repeat(4_000);

    /**
     * The kernel takes four megabytes for it, the server's own queue and the room's log one; what is said here is ten. It goes on answering pings, so that
     * it is for its reading that it is cut off.
     */
    @Test
    void aClientThatIsThereAndReadsNothingIsCutOffAndDelaysNobody(KaiwaProcess kaiwa) throws Exception {
        try (RawSocket stalled = RawSocket.open(kaiwa.wsPort());
                RawSocket talker = RawSocket.open(kaiwa.wsPort())) {
            stalled.say("{\"type\":\"login\",\"name\":\"stalled\",\"room_id\":\"slow\"}");
            assertThat(stalled.readText()).contains("stalled");
            talker.say("{\"type\":\"login\",\"name\":\"talker\",\"room_id\":\"slow\"}");
            assertThat(talker.readText()).contains("user_list");
            assertThat(talker.readText()).contains("login");
            long before = Sockets.connectionsTo(kaiwa.wsPort(), kaiwa.pid());

            for (int said = 0; said < 2_500; said++) {
                if (said % 100 == 0) {
                    pong(stalled);
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

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                // Both are alive, so it can only be the one that does not read.
                pong(stalled);
                pong(talker);
                return Sockets.connectionsTo(kaiwa.wsPort(), kaiwa.pid()) == before - 1;
            });
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
