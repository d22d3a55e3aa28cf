package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients whose lines break at every moment there is. {@code kaiwa.cuts} says how often, and {@code kaiwa.seed} how. */
@ExtendWith(RunningKaiwa.class)
class BrokenLinesIT {

    private static final int CUTS = Integer.getInteger("kaiwa.cuts", 1_000);
    private static final int TALKERS = 6;

    private final long seed = Long.getLong("kaiwa.seed", System.nanoTime());
    private final String room = "broken " + UUID.randomUUID();

    @Test
    void howeverOftenAndWhereverLinesBreakNothingIsLostAndNothingComesTwice(KaiwaProcess kaiwa) throws Exception {
        // Two of them only listen.
        Crowd crowd = Crowd.of(room, "c", TALKERS + 2).playedWith(seed);
        crowd.clients().forEach(client -> client.patience(500));
        crowd.clients()
                .subList(0, TALKERS)
                .forEach(client -> client.outbox().talk(8, TimeUnit.MILLISECONDS.toNanos(4)));
        long began = System.nanoTime();
        try (Relay relay = new Relay(kaiwa.wsPort(), seed)) {
            crowd.live(client -> comeBackUntilTheEnd(client, relay.port()));
            crowd.whisper();
            crowd.await("lines are broken", Duration.ofSeconds(60 + CUTS / 5), () -> relay.cuts() >= CUTS);
            relay.behave();
            crowd.finish(kaiwa.wsPort());
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);

        // Once more, now that no line is left on which something could be under way.
        Truth truth = crowd.look(kaiwa.wsPort());
        truth.assertHoldsFor(crowd, "seed " + seed);
        assertThat(crowd.clients().stream()
                        .mapToInt(client -> client.presence().departures())
                        .sum())
                .as("users who were thought gone, seed %d", seed)
                .isZero();
        assertThat(truth.log()).hasSizeGreaterThan(CUTS);
        System.out.println(CUTS + " broken lines in " + seconds + " s, " + crowd.acknowledged()
                + " acknowledged messages, 0 lost, 0 twice");
    }

    private void comeBackUntilTheEnd(ReliableClient client, int port) {
        Random random = new Random(seed + client.name().hashCode());
        while (!client.stay(port)) {
            // Mostly soon; sometimes it misses more than is told at once.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(5) == 0 ? random.nextInt(300) : 5));
        }
    }
}
