package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/** Who comes into a room is told what was said before, and nothing is missing or twice where the present begins. */
class CatchUpTest {

    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+),\"epoch\":|\"seq\":(\\d+)[,}]");

    private final MemoryStore store = new MemoryStore();

    /** Reads from the store, and what runs later, when a test says so. */
    private final Queue<Runnable> reads = new ArrayDeque<>();

    private final Queue<Runnable> fanout = new ArrayDeque<>();
    private final Queue<Runnable> commits = new ArrayDeque<>();
    private final Queue<Runnable> later = new ArrayDeque<>();

    private final Rooms rooms = TestRooms.on(
            256,
            store,
            new Channel.Threads(fanout::add, 1, (task, millis) -> later.add(task), commits::add, reads::add));

    private final RecordingOutlet outlet = new RecordingOutlet();
    private final Participant talker = enter(new RecordingOutlet(), Dialect.CAPTURE, Optional.empty());

    @Test
    void aNewcomerOfTheNativeDialectIsToldTheFiftyNewest() {
        say(60);

        enter(outlet, Dialect.NATIVE, Optional.empty());
        settle();

        assertThat(types()).containsExactly("user_list", "login", "history");
        assertThat(outlet.lastText()).endsWith(",\"room\":\"1\",\"more\":true}");
        assertThat(numbers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 60).boxed().toList());
    }

    @Test
    void theOldDialectsGetNothingOfThePast() {
        say(3);
        RecordingOutlet later = new RecordingOutlet();

        enter(outlet, Dialect.CAPTURE, Optional.empty());
        enter(later, Dialect.LATER, Optional.empty());
        settle();

        assertThat(types()).containsExactly("user_list", "login", "login");
        assertThat(later.frames()).hasSize(1);
    }

    @Test
    void anEmptyRoomHasNoHistory() {
        enter(outlet, Dialect.NATIVE, Optional.empty());
        settle();

        assertThat(types()).containsExactly("user_list", "login");
    }

    @Test
    void theSecondNewcomerCostsTheStoreNothing() {
        say(3);
        enter(new RecordingOutlet(), Dialect.NATIVE, Optional.empty());
        settle();
        store.away(true);

        enter(outlet, Dialect.NATIVE, Optional.empty());
        settle();

        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoComesBackIsToldAllThatCameSinceAndWhenThePresentBegins() {
        say(160);

        enter(outlet, Dialect.NATIVE, since(5));
        settle();
        say(2);
        settle();

        assertThat(types().subList(0, 2)).containsExactly("user_list", "login");
        assertThat(types()).filteredOn("live"::equals).hasSize(1);
        assertThat(types().subList(2 + 155, 2 + 158)).containsExactly("live", "say", "say");
        assertThat(told())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(6, 162).boxed().toList());
    }

    @Test
    void whoHasMissedNothingIsToldJustThat() {
        say(3);

        enter(outlet, Dialect.NATIVE, since(3));
        settle();

        assertThat(types()).containsExactly("user_list", "login", "live");
        assertThat(outlet.lastText()).isEqualTo("{\"type\":\"live\",\"room\":\"1\",\"seq\":3,\"epoch\":\"epoch\"}");
    }

    @Test
    void aPositionOfAnotherLogIsAGapAndTheNewestFollow() {
        say(60);

        enter(outlet, Dialect.NATIVE, Optional.of(new Position("another", 30)));
        settle();

        assertThat(types()).containsExactly("user_list", "login", "gap", "history", "live");
        assertThat(outlet.frames().get(2).text())
                .isEqualTo("{\"type\":\"gap\",\"room\":\"1\",\"from\":1,\"to\":10,\"reason\":\"epoch\"}");
    }

    @Test
    void aPositionThatTheLogHasNotReachedIsAGapToo() {
        say(3);

        enter(outlet, Dialect.NATIVE, since(4));
        settle();

        assertThat(types()).containsExactly("user_list", "login", "gap", "history", "live");
    }

    @Test
    void whatRetentionHasTakenIsAGapWithItsBounds() {
        say(10);
        store.forgetBefore("1", 8);

        enter(outlet, Dialect.NATIVE, since(2));
        settle();

        assertThat(outlet.frames().get(2).text())
                .isEqualTo("{\"type\":\"gap\",\"room\":\"1\",\"from\":3,\"to\":7,\"reason\":\"retention\"}");
        assertThat(told()).containsExactly(8L, 9L, 10L);
    }

    @Test
    void whatRetentionHasTakenToTheEndIsAGapAndThePositionIsTheEnd() {
        say(10);
        store.forgetBefore("1", 11);

        enter(outlet, Dialect.NATIVE, since(2));
        settle();

        assertThat(outlet.frames().get(2).text())
                .isEqualTo("{\"type\":\"gap\",\"room\":\"1\",\"from\":3,\"to\":10,\"reason\":\"retention\"}");
        assertThat(outlet.lastText()).isEqualTo("{\"type\":\"live\",\"room\":\"1\",\"seq\":10,\"epoch\":\"epoch\"}");
        say(1);
        settle();
        assertThat(told()).containsExactly(11L);
    }

    @Test
    void thePastHasMoreOnlyIfThereIsMore() {
        say(50);
        enter(outlet, Dialect.NATIVE, Optional.empty());
        settle();
        assertThat(outlet.lastText()).contains("\"history\"").doesNotContain("\"more\"");

        RecordingOutlet second = new RecordingOutlet();
        say(1);
        enter(second, Dialect.NATIVE, Optional.empty());
        settle();
        assertThat(second.lastText()).contains("\"history\"").contains("\"more\":true");
    }

    @Test
    void whoComesAfterAChangeCostsTheStoreNothingEither() {
        Participant author = rooms.connect(new RecordingOutlet());
        rooms.enter(author, new User(5, "author"), Dialect.NATIVE, "1", Optional.empty(), Optional.empty());
        Saying.say(rooms, author, "1", null, "helo", refusal -> {});
        settle();
        rooms.words().amend(author, "1", 1, "hello", null, refusal -> {});
        settle();
        enter(new RecordingOutlet(), Dialect.NATIVE, Optional.empty());
        settle();
        store.away(true);

        enter(outlet, Dialect.NATIVE, Optional.empty());
        settle();

        assertThat(types()).containsExactly("user_list", "login", "history");
    }

    /** Every order in which reads, commits, walks and writes can meet, as far as a thousand random ones go; in the second log with members that are overtaken. */
    @ParameterizedTest
    @ValueSource(ints = {256, 16})
    void atTheSeamNothingIsMissingAndNothingIsTwiceWhateverMeets(int backlog) {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        Rooms seamed = rooms(backlog);
        Participant author = seamed.connect(new RecordingOutlet());
        seamed.enter(author, "author", Dialect.CAPTURE, "1", Optional.empty());
        settle();
        for (int round = 0; round < 1_000; round++) {
            long from = said;
            for (int i = random.nextInt(120); i > 0; i--) {
                trySay(seamed, author);
                settle();
            }
            RecordingOutlet slow = new RecordingOutlet();
            Participant comer = seamed.connect(slow);
            seamed.enter(comer, "back", Dialect.NATIVE, "1", Optional.of(new Position(from == 0 ? "" : "epoch", from)));
            boolean stalled = false;
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> trySay(seamed, author);
                    case 1 -> runOne(commits);
                    case 2 -> runOne(fanout);
                    case 3 -> runOne(reads);
                    case 4 -> {
                        if (stalled) {
                            slow.resume();
                        } else {
                            slow.stall();
                        }
                        stalled = !stalled;
                    }
                    default -> {
                        runOne(reads);
                        runOne(commits);
                    }
                }
            }
            slow.resume();
            settle();
            List<Long> told = numbersOf(slow);
            long last = slow.closes().isEmpty() ? said : from + told.size();
            assertThat(told)
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(from + 1, last).boxed().toList());
            seamed.exit(comer);
            settle();
        }
    }

    @Test
    void whoHasMuchToCatchUpWithInABusyRoomIsNotTooSlowAndGetsThere() {
        Rooms busy = rooms(16);
        Participant author = busy.connect(new RecordingOutlet());
        busy.enter(author, "author", Dialect.CAPTURE, "1", Optional.empty());
        settle();
        sayAll(busy, author, 200);
        Participant comer = busy.connect(outlet);
        busy.enter(comer, "back", Dialect.NATIVE, "1", since(0));

        for (int page = 0; page < 6; page++) {
            sayAll(busy, author, 40);
            runOne(reads);
        }
        busy.enter(busy.connect(new RecordingOutlet()), "missed", Dialect.CAPTURE, "1", Optional.empty());
        settle();

        assertThat(outlet.closes()).isEmpty();
        assertThat(told())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, said).boxed().toList());
        assertThat(types()).filteredOn("live"::equals).hasSize(1);
        assertThat(outlet.frames())
                .extracting(ServerFrame::text)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("{\"type\":\"presence\",\"joined\":[],\"left\":[],\"room\":\"1\"")
                        .contains("\"partial\":true"));
    }

    private Rooms rooms(int backlog) {
        return TestRooms.on(
                backlog,
                store,
                new Channel.Threads(fanout::add, 1, (task, millis) -> later.add(task), commits::add, reads::add));
    }

    /** Commits and walks, and reads nothing. */
    private void sayAll(Rooms in, Participant author, int count) {
        for (int i = 0; i < count; i++) {
            trySay(in, author);
            while (!commits.isEmpty() || !fanout.isEmpty()) {
                runOne(commits);
                runOne(fanout);
            }
        }
    }

    private void trySay(Rooms in, Participant author) {
        try {
            Saying.say(in, author, "1", "m" + (said + 1));
            said++;
        } catch (RefusedException behind) {
            assertThat(behind.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        }
    }

    @Test
    void whileTheStoreIsAwayWhoComesWaitsForItsPastAndGetsItWhenItIsBack() {
        say(3);
        store.away(true);
        enter(outlet, Dialect.NATIVE, since(1));
        settle();
        assertThat(types()).containsExactly("user_list", "login");

        store.away(false);
        runOne(later);
        settle();
        assertThat(told()).containsExactly(2L, 3L);
    }

    @Test
    void whoLeavesBeforeItsPastHasComeIsToldOfItsEnd() {
        say(3);
        Participant comer = enter(outlet, Dialect.NATIVE, since(1));
        rooms.leave(comer, "1");
        settle();

        assertThat(types()).containsExactly("user_list", "login", "logout");
    }

    @Test
    void theHistoryIsReadBackwardsInPages() {
        say(60);
        Participant reader = enter(outlet, Dialect.NATIVE, since(60));
        settle();
        outlet.received();

        history(reader, 21, 15);
        assertThat(outlet.lastText()).endsWith(",\"room\":\"1\",\"before\":21,\"more\":true}");
        assertThat(numbersOfLast())
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 20).boxed().toList());

        history(reader, 6, 15);
        assertThat(outlet.lastText()).endsWith(",\"room\":\"1\",\"before\":6}");
        assertThat(numbersOfLast()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whoAsksForPagesWithoutReadingThemIsRefusedAndGathersOne() {
        say(10);
        Participant reader = enter(outlet, Dialect.NATIVE, since(10));
        settle();
        outlet.stall();
        sayOne();
        settle();
        history(reader, 9, 5);

        assertThatThrownBy(() -> history(reader, 9, 5))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }

    @Test
    void aHistoryThatCannotBeReadIsRefusedByName() {
        say(1);
        Participant reader = enter(outlet, Dialect.NATIVE, since(1));
        settle();
        store.away(true);
        List<RefusedException> refusals = new ArrayList<>();

        rooms.history(reader, "1", 1, 5, refusals::add);
        settle();

        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.TRY_AGAIN);
    }

    private long said;

    private static Optional<Position> since(long seq) {
        return Optional.of(new Position("epoch", seq));
    }

    private void history(Participant reader, long before, int most) {
        rooms.history(reader, "1", before, most, refusal -> {
            throw new AssertionError(refusal);
        });
        settle();
    }

    private Participant enter(RecordingOutlet to, Dialect dialect, Optional<Position> since) {
        Participant participant = rooms.connect(to);
        rooms.enter(participant, "n", dialect, "1", since);
        return participant;
    }

    private void say(int count) {
        IntStream.range(0, count).forEach(i -> {
            sayOne();
            settle();
        });
    }

    private void sayOne() {
        said++;
        Saying.say(rooms, talker, "1", "m" + said);
    }

    private static void runOne(Queue<Runnable> tasks) {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    private void settle() {
        while (!commits.isEmpty() || !fanout.isEmpty() || !reads.isEmpty()) {
            runOne(commits);
            runOne(fanout);
            runOne(reads);
        }
    }

    private List<String> types() {
        return outlet.frames().stream()
                .map(frame -> frame.text().replaceFirst("\\{\"type\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    /** The numbers of all messages it was told, those of a history too. */
    private List<Long> numbers() {
        return numbers(outlet.frames());
    }

    private List<Long> numbersOfLast() {
        List<ServerFrame> frames = outlet.frames();
        return numbers(frames.subList(frames.size() - 1, frames.size()));
    }

    private List<Long> told() {
        return numbersOf(outlet);
    }

    private static List<Long> numbersOf(RecordingOutlet from) {
        return numbers(from.frames().stream()
                .filter(frame -> frame.text().startsWith("{\"type\":\"say\""))
                .toList());
    }

    private static List<Long> numbers(List<ServerFrame> frames) {
        List<Long> numbers = new ArrayList<>();
        for (ServerFrame frame : frames) {
            Matcher matcher = SEQ.matcher(frame.text());
            while (matcher.find()) {
                numbers.add(Long.valueOf(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
            }
        }
        return numbers;
    }
}
