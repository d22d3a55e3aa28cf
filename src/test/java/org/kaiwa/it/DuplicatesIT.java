package org.kaiwa.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same id from two devices of one user at once, as when a line is thought dead and is not. */
@ExtendWith(RunningKaiwa.class)
class DuplicatesIT {

    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 200;

    private final long seed = Long.getLong("kaiwa.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String room = "duplicates " + UUID.randomUUID();
    private final String token = "token-" + UUID.randomUUID();

    private final ReliableClient one = new ReliableClient("one", room, token);
    private final ReliableClient other = new ReliableClient("other", room, token);
    private final Crowd devices = new Crowd(room, List.of(one, other)).playedWith(seed);

    @Test
    void whatTwoDevicesSayUnderOneIdIsOneMessageAndBothAreToldSo(KaiwaProcess kaiwa) throws Exception {
        come(kaiwa);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> ids = ids("r" + round);
            sayInSomeOrder(ids, one, "");
            sayInSomeOrder(ids, other, "");
            awaitAnswers();
        }
        Truth truth = devices.finish(kaiwa.wsPort());

        truth.assertHoldsFor(devices, "seed " + seed);
        List<LogView.Told> log = truth.log();
        assertThat(log).hasSize(ROUNDS * AT_ONCE);
        assertThat(one.outbox().acknowledged())
                .hasSize(log.size())
                .isEqualTo(other.outbox().acknowledged());
    }

    @Test
    void ofTwoMessagesUnderOneIdOneIsStoredAndTheOtherIsRefused(KaiwaProcess kaiwa) throws Exception {
        come(kaiwa);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> ids = ids("r" + round);
            sayInSomeOrder(ids, one, "one's ");
            sayInSomeOrder(ids, other, "the other's ");
            awaitAnswers();
        }
        Truth truth = devices.finish(kaiwa.wsPort());

        truth.assertShown(devices, "seed " + seed);
        assertOneOfTwo(truth.log(), ROUNDS * AT_ONCE);
    }

    @Test
    void anIdIsRememberedOverARestart(@TempDir Path data) throws Exception {
        List<String> same = ids("same");
        List<String> contested = ids("contested");
        Map<String, Long> before;
        Set<String> conflicts = new HashSet<>();
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            come(kaiwa);
            sayInSomeOrder(same, one, "");
            sayInSomeOrder(contested, one, "one's ");
            sayInSomeOrder(contested, other, "the other's ");
            awaitAnswers();
            devices.finish(kaiwa.wsPort());
            before = Map.copyOf(one.outbox().acknowledged());
            conflicts.addAll(one.outbox().conflicts());
        }

        one.outbox().conflicts().clear();
        other.outbox().conflicts().clear();
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            come(kaiwa);
            sayInSomeOrder(same, one, "");
            sayInSomeOrder(same, other, "");
            sayInSomeOrder(contested, one, "one's ");
            sayInSomeOrder(contested, other, "the other's ");
            awaitAnswers();
            List<LogView.Told> log = devices.finish(kaiwa.wsPort()).log();

            assertThat(one.outbox().acknowledged()).isEqualTo(before);
            assertThat(one.outbox().conflicts()).isEqualTo(conflicts);
            assertThat(log).hasSize(2 * AT_ONCE);
            assertOneOfTwo(
                    log.stream()
                            .filter(message -> contested.contains(message.id()))
                            .toList(),
                    AT_ONCE);
        }
    }

    private void assertOneOfTwo(List<LogView.Told> log, int ids) {
        assertThat(log).hasSize(ids);
        Map<String, String> stored = log.stream().collect(toMap(LogView.Told::id, LogView.Told::content));
        for (Map.Entry<String, String> message : stored.entrySet()) {
            boolean ones = message.getValue().equals("one's " + message.getKey());
            assertThat(List.of(
                            one.outbox().conflicts().contains(message.getKey()),
                            other.outbox().conflicts().contains(message.getKey())))
                    .as("refused to one, to the other: %s, seed %d", message, seed)
                    .isEqualTo(List.of(!ones, ones));
            assertThat(message.getValue()).isIn("one's " + message.getKey(), "the other's " + message.getKey());
        }
    }

    private void come(KaiwaProcess kaiwa) throws Exception {
        int port = kaiwa.wsPort();
        devices.clients().forEach(device -> device.stayForGood());
        int lines = one.lines() + other.lines();
        devices.live(device -> device.stayOn(port));
        devices.await("both are there", () -> one.lines() + other.lines() == lines + 2);
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, AT_ONCE).mapToObj(i -> prefix + "-" + i).toList();
    }

    private void sayInSomeOrder(List<String> ids, ReliableClient device, String content) {
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(id -> device.outbox()
                .say(new Outbox.Message(id, content.isEmpty() ? Outbox.contentOf(id) : content + id, null)));
    }

    private void awaitAnswers() {
        devices.await(
                "all is answered",
                () -> devices.clients().stream()
                        .allMatch(device -> device.outbox().isDone()));
    }
}
