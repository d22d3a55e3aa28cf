package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where what was said meets what is being said. {@code kaiwa.resumes} says how often, and {@code kaiwa.seed} from where. */
@ExtendWith(RunningKaiwa.class)
class SeamIT {

    private static final int RESUMES = Integer.getInteger("kaiwa.resumes", 240);
    private static final int AT_ONCE = 8;
    private static final int TALKERS = 5;

    /** For each of the talkers, whatever is acknowledged: 500 a second in all. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What is said before, six megabytes: more than the kernel takes for one who does not read. */
    private static final int BEFORE = 4_000;

    private final long seed = Long.getLong("kaiwa.seed", System.nanoTime());
    private final String room = "seam " + UUID.randomUUID();
    private final AtomicInteger comeBack = new AtomicInteger();

    @Test
    void whoComesBackWhileMessagesFlowIsToldEveryOneOfThemFromItsPositionOn(KaiwaProcess kaiwa) throws Exception {
        int port = kaiwa.wsPort();
        Crowd crowd = Crowd.of(room, "wordy", TALKERS).playedWith(seed);
        crowd.live(client -> client.stayOn(port));
        crowd.awaitAll();
        crowd.clients().forEach(client -> client.outbox().talk(64, 0));
        LogView heard = crowd.clients().get(0).log();
        crowd.await("there is a past", () -> heard.seq() >= BEFORE);
        crowd.clients().forEach(client -> client.outbox().talk(250, PACE_NANOS));

        List<CompletableFuture<List<ReliableClient>>> comers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> comeBackAgainAndAgain(port, heard, new Random(seed + i)),
                        task -> new Thread(task).start()))
                .toList();
        crowd.await(
                "all have come back",
                Duration.ofMinutes(2),
                () -> comers.stream().allMatch(CompletableFuture::isDone));
        Truth truth = crowd.finish(port);
        truth.assertHoldsFor(crowd, "seed " + seed);
        List<LogView.Told> log = truth.log();
        int slow = 0;
        for (CompletableFuture<List<ReliableClient>> comer : comers) {
            for (ReliableClient client : comer.get()) {
                List<LogView.Told> told = client.log().told();
                int from = (int) told.get(0).seq() - 1;
                assertThat(told)
                        .as("from %d on, seed %d", from + 1, seed)
                        .isEqualTo(log.subList(from, from + told.size()));
                slow += client.lines() > 1 ? 1 : 0;
            }
        }
        System.out.println(RESUMES + " came back, " + slow + " of them more than once because they read too slowly");
    }

    private List<ReliableClient> comeBackAgainAndAgain(int port, LogView heard, Random random) {
        List<ReliableClient> clients = new ArrayList<>();
        while (comeBack.getAndIncrement() < RESUMES) {
            long head = heard.seq();
            boolean slow = random.nextInt(24) == 0;
            long missed = slow ? BEFORE - 1 : 1 + random.nextInt(random.nextInt(4) > 0 ? 200 : BEFORE - 1);
            ReliableClient client = new ReliableClient("back", room, null, heard.epoch(), head - missed);
            client.leaveAt(head + random.nextInt(150), 0);
            if (slow) {
                // A thousand frames a second at least, which is faster than they are said; else it would never be
                // there.
                client.readSlowly(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(40)), 4_096);
            }
            while (!client.stay(port)) {
                // It was too slow, comes back with what it has got, and hurries if that happens again and again.
                if (client.lines() > 3) {
                    client.readSlowly(0, 0);
                }
            }
            clients.add(client);
        }
        return clients;
    }
}
