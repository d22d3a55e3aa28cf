package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What must hold where a server's store is taken away and given back while several talk, with messages under way. */
final class StoreOutage {

    private static final int TALKERS = 6;
    private static final int UNDER_WAY = 8;

    /** Not as fast as they can, for a disk in memory takes what they say faster than it has room. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Longer than a server asks its clients to wait before they try again. */
    private static final long WITHOUT_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final Crowd crowd;

    StoreOutage(String room) {
        // The last one only listens.
        this.crowd = Crowd.of(room, "c", TALKERS + 1);
    }

    /** Takes the store away, or gives it back. */
    interface Act {
        void run() throws Exception;
    }

    /** Plays it all; the server must have lost nothing, sent nobody away and said once that it cannot store. */
    void play(KaiwaProcess kaiwa, Act takeAway, Act giveBack) throws Exception {
        int port = kaiwa.wsPort();
        crowd.clients().subList(0, TALKERS).forEach(client -> client.outbox().talk(UNDER_WAY, PACE_NANOS));
        crowd.live(client -> client.stayOn(port));
        crowd.whisper();
        awaitProgress(20);

        takeAway.run();
        awaitRefusals();
        awaitStandstill();
        giveBack.run();

        awaitProgress(20);
        crowd.finish(port).assertHoldsFor(crowd, "after the outage");
        assertThat(crowd.clients().stream().map(ReliableClient::lines))
                .as("nobody is sent away")
                .containsOnly(1);
        assertThat(kaiwa.log().stream().filter(line -> line.contains("SEVERE Messages cannot be stored")))
                .as("said once")
                .hasSize(1);
    }

    private List<ReliableClient> talkers() {
        return crowd.clients().subList(0, TALKERS);
    }

    private void awaitProgress(int messages) {
        List<Integer> before = talkers().stream()
                .map(client -> client.outbox().acknowledged().size())
                .toList();
        crowd.await("messages are acknowledged", () -> {
            for (int i = 0; i < TALKERS; i++) {
                if (talkers().get(i).outbox().acknowledged().size() < before.get(i) + messages) {
                    return false;
                }
            }
            return true;
        });
    }

    private void awaitRefusals() {
        crowd.await(
                "all are asked to try again",
                () -> talkers().stream().allMatch(client -> client.outbox().refusals() > 0));
    }

    /** For as long as everybody tries again, nothing is acknowledged. */
    private void awaitStandstill() {
        long[] since = {System.nanoTime(), crowd.acknowledged()};
        crowd.await("nothing is acknowledged any more", () -> {
            if (crowd.acknowledged() != since[1]) {
                since[0] = System.nanoTime();
                since[1] = crowd.acknowledged();
            }
            return System.nanoTime() - since[0] > WITHOUT_ANSWER_NANOS;
        });
    }
}
