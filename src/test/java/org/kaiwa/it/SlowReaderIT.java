package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningKaiwa.class)
class SlowReaderIT {

    private static final String LONG = "x".repeat(4_000);

    /** The kernel takes some megabytes for it, the room's log one; what is said here is twenty. */
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

            for (int said = 0; said < 5_000; said++) {
                talker.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + LONG + "\"}");
                String heard = talker.readText();
                while (!heard.contains("\"say\"")) {
                    assertThat(heard)
                            .as("nothing but messages and the other's leaving")
                            .contains("\"logout\"");
                    heard = talker.readText();
                }
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Sockets.connectionsTo(kaiwa.wsPort(), kaiwa.pid()) == before - 1);
        }
    }
}
