package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.server.AppServer;
import org.kaiwa.server.AppServers;
import org.kaiwa.server.Setup;

/** A new version takes the place of the old one while people talk. */
@Tag("server")
class UpgradeIT {

    private static final int TALKERS = 4;
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void whoIsInIsToldToComeBackAndNothingThatWasSaidIsLostOrTwice() throws Exception {
        try (AppServer server = AppServers.start(Setup.plain());
                WireClient listener = WireClient.speakingNative(server.socket())) {
            listener.say("{\"type\":\"login\",\"name\":\"listener\",\"room\":\"upgrade\"}")
                    .nextWith("\"type\":\"login\"");
            int port = server.page().getPort();
            Crowd crowd = Crowd.of("upgrade", "c", TALKERS);
            CountDownLatch upgraded = new CountDownLatch(1);
            crowd.live(client -> {
                if (!client.stay(port)) {
                    await(upgraded);
                    client.stayOn(port);
                }
            });
            crowd.awaitAll();
            crowd.clients().forEach(client -> client.outbox().talk(4, 0));
            crowd.await("they talk", () -> crowd.acknowledged() > TALKERS * 10);

            server.redeploy();
            upgraded.countDown();

            assertThat(listener.nextCloseCode()).isEqualTo(server.codeOfRedeployment());
            crowd.await("all are back", () -> crowd.clients().stream().allMatch(client -> client.lines() == 2));
            long before = crowd.acknowledged();
            crowd.await("they talk again", () -> crowd.acknowledged() > before + TALKERS * 10);
            crowd.finish(port).assertHoldsFor(crowd, "after the upgrade");
        }
    }

    private static void await(CountDownLatch upgraded) {
        try {
            assertThat(upgraded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
