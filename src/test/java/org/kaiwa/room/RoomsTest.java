package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

class RoomsTest {

    private static final int BACKLOG = 32;

    /** The fan-out runs when a test says so. */
    private final Queue<Runnable> fanout = new ArrayDeque<>();

    private final Rooms rooms = TestRooms.on(BACKLOG, new MemoryStore(), fanout::add);
    private final List<RecordingOutlet> outlets = new ArrayList<>();

    @AfterEach
    void nothingMoreWasReceived() {
        settle();
        assertThat(outlets).allSatisfy(outlet -> assertThat(outlet.received()).isEmpty());
    }

    @Test
    void aNewcomerGetsTheListAndThenItsLoginAndTheOthersTheLoginOnly() {
        Client first = enter("first", Dialect.CAPTURE, "1");
        first.forget();

        Client second = enter("second", Dialect.CAPTURE, "1");

        assertThat(second.received())
                .containsExactly(
                        "{\"type\":\"user_list\",\"user_list\":[{\"uid\":" + first.uid()
                                + ",\"name\":\"first\"},{\"uid\":" + second.uid() + ",\"name\":\"second\"}]}",
                        "{\"type\":\"login\",\"uid\":" + second.uid() + ",\"name\":\"second\",T}");
        assertThat(first.received())
                .containsExactly("{\"type\":\"login\",\"uid\":" + second.uid() + ",\"name\":\"second\",T}");
    }

    @Test
    void onAnIdleServerTheNewcomerIsServedBeforeTheOthersAsInTheCapture() {
        List<String> order = new ArrayList<>();
        rooms.enter(rooms.connect(ordered("first", order)), "first", Dialect.CAPTURE, "1", Optional.empty());
        settle();
        order.clear();

        rooms.enter(rooms.connect(ordered("second", order)), "second", Dialect.CAPTURE, "1", Optional.empty());
        settle();

        assertThat(order)
                .as("the list and the login are two writes, hence two packets, as in the capture")
                .containsExactly("second", "second", "first");
    }

    @Test
    void theThreeDialectsMeetInTheSameRoom() {
        Client capture = enter("c", Dialect.CAPTURE, "1");
        Client later = enter("l", Dialect.LATER, "1");
        Client own = enter("n", Dialect.NATIVE, "1");
        forget(capture, later, own);

        Saying.say(rooms, capture.participant(), "1", "a<b");
        settle();

        assertThat(capture.received())
                .containsExactly("{\"type\":\"say\",\"from_uid\":" + capture.uid()
                        + ",\"to_uid\":\"all\",\"content\":\"a&lt;b\",T}");
        assertThat(later.received())
                .containsExactly("{\"type\":\"say\",\"from_client_id\":\"" + String.format("%020x", capture.uid())
                        + "\",\"from_client_name\":\"c\",\"to_client_id\":\"all\",\"content\":\"a&lt;b\",T}");
        assertThat(own.received())
                .containsExactly("{\"type\":\"say\",\"from_uid\":" + capture.uid()
                        + ",\"to_uid\":\"all\",\"content\":\"a<b\",T,\"room\":\"1\",\"from_name\":\"c\",\"seq\":1}");
    }

    /** The two meet in a window of some instructions, so they are let run against each other often. */
    @Test
    void whoEntersARoomWhileItsConnectionBreaksIsNotLeftInside() throws Exception {
        Rooms concurrent = TestRooms.on(BACKLOG, new MemoryStore(), task -> {});
        ExecutorService breaks = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 20_000; i++) {
                Participant participant = concurrent.connect(new RecordingOutlet());
                concurrent.enter(participant, "p", Dialect.NATIVE, "first", Optional.empty());
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> broken = breaks.submit(() -> {
                    together.await();
                    concurrent.exit(participant);
                    return null;
                });

                together.await();
                concurrent.join(participant, "second", Optional.empty());
                broken.get();

                assertThat(concurrent.count()).as("rooms with somebody in them").isZero();
            }
        } finally {
            breaks.shutdownNow();
        }
    }

    @Test
    void whoEntersARoomBetweenTheBreakAndItsExitIsLeftInNone() {
        Participant participant = rooms.connect(new RecordingOutlet());
        rooms.enter(participant, "p", Dialect.NATIVE, "first", Optional.empty());
        settle();
        participant.close();

        rooms.join(participant, "second", Optional.empty());
        rooms.exit(participant);
        settle();

        assertThat(rooms.count()).as("rooms with somebody in them").isZero();
    }

    @Test
    void anEventIsEncodedOnceForAllWhoSpeakADialect() {
        Client first = enter("a", Dialect.NATIVE, "1");
        Client second = enter("b", Dialect.NATIVE, "1");
        forget(first, second);

        Saying.say(rooms, first.participant(), "1", "x");
        settle();

        assertThat(first.last()).isSameAs(second.last());
        forget(first, second);
    }

    @Test
    void aMemberWhoReadsSlowlyDelaysNobodyAndMissesNothing() {
        Client quick = enter("quick", Dialect.NATIVE, "1");
        Client slow = enter("slow", Dialect.NATIVE, "1");
        forget(quick, slow);
        slow.outlet().stall();

        IntStream.range(0, 20).forEach(i -> {
            Saying.say(rooms, quick.participant(), "1", "m" + i);
            settle();
        });

        assertThat(contents(quick.received())).containsExactlyElementsOf(messages(0, 20));
        assertThat(contents(slow.received())).containsExactly("m0");
        slow.outlet().resume();
        assertThat(contents(slow.received())).containsExactlyElementsOf(messages(1, 20));
    }

    @Test
    void whoFloodsARoomThatCannotKeepUpIsRefusedUntilItHasCaughtUpAndNobodyLosesAnything() {
        Client flooder = enter("flooder", Dialect.NATIVE, "1");
        Client listener = enter("listener", Dialect.NATIVE, "1");
        forget(flooder, listener);
        List<String> said = new ArrayList<>();

        for (int i = 0; i < 3 * BACKLOG; i++) {
            String content = "m" + i;
            try {
                Saying.say(rooms, flooder.participant(), "1", content);
                said.add(content);
            } catch (RefusedException refusal) {
                assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                assertThat(refusal.retryAfterMillis()).isEqualTo(Channel.RETRY_MILLIS);
                if (i % 10 == 0) {
                    settle();
                }
            }
        }
        settle();

        assertThat(said).hasSizeBetween(2 * BACKLOG * 3 / 4, 3 * BACKLOG - 1);
        assertThat(contents(listener.received())).containsExactlyElementsOf(said);
        assertThat(listener.outlet().closes()).isEmpty();
        forget(flooder);
    }

    @Test
    void aFloodOfLongMessagesIsRefusedBeforeTheLogIsFull() {
        Client flooder = enter("flooder", Dialect.NATIVE, "1");
        Client listener = enter("listener", Dialect.NATIVE, "1");
        forget(flooder, listener);
        String half = "x".repeat(EventLog.MAX_WEIGHT / 2);
        Saying.say(rooms, flooder.participant(), "1", half);
        Saying.say(rooms, flooder.participant(), "1", half);

        assertRefused(ErrorCode.RATE_LIMITED, () -> Saying.say(rooms, flooder.participant(), "1", "x"));
        assertRefused(
                ErrorCode.RATE_LIMITED, () -> Saying.whisper(rooms, flooder.participant(), "1", listener.uid(), "x"));

        settle();
        Saying.say(rooms, flooder.participant(), "1", "x");
        settle();
        assertThat(listener.received()).hasSize(3);
        forget(flooder);
    }

    @Test
    void aMemberWhoFallsBehindTheBacklogIsClosedAsTooSlowAndNobodyElseIs() {
        Client quick = enter("quick", Dialect.NATIVE, "1");
        Client slow = enter("slow", Dialect.NATIVE, "1");
        forget(quick, slow);
        slow.outlet().stall();

        IntStream.range(0, BACKLOG + 2).forEach(i -> {
            Saying.say(rooms, quick.participant(), "1", "m" + i);
            settle();
        });

        assertThat(slow.outlet().closes()).containsExactly(CloseCode.TOO_SLOW);
        assertThat(quick.outlet().closes()).isEmpty();
        forget(quick, slow);
    }

    @Test
    void whatManySayAtTheSameTimeEverybodyHearsInOneOrder() throws InterruptedException {
        int senders = 4;
        int each = 250;
        ExecutorService pool = Executors.newFixedThreadPool(senders);
        Rooms concurrent = TestRooms.on(senders * each * 2, new MemoryStore(), pool);
        List<RecordingOutlet> listeners = new ArrayList<>();
        List<Participant> participants = IntStream.range(0, senders)
                .mapToObj(i -> {
                    RecordingOutlet outlet = new RecordingOutlet();
                    listeners.add(outlet);
                    Participant participant = concurrent.connect(outlet);
                    concurrent.enter(participant, "p" + i, Dialect.NATIVE, "1", Optional.empty());
                    return participant;
                })
                .toList();
        CountDownLatch done = new CountDownLatch(senders);
        ExecutorService sockets = Executors.newFixedThreadPool(senders);
        participants.forEach(participant -> sockets.execute(() -> {
            IntStream.range(0, each).forEach(i -> Saying.say(concurrent, participant, "1", "m"));
            done.countDown();
        }));
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        sockets.shutdown();
        // Not before: a walk that ends sends for the next one.
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        listeners.stream().allMatch(listener -> says(listener).size() >= senders * each));
        pool.shutdown();

        List<List<ServerFrame>> heard = listeners.stream().map(RoomsTest::says).toList();
        assertThat(heard.get(0)).hasSize(senders * each).doesNotHaveDuplicates();
        assertThat(heard).allSatisfy(one -> assertThat(one).isEqualTo(heard.get(0)));
    }

    @Test
    void aLargeRoomIsServedBySeveralThreadsAndEachMemberHearsEverythingOnceInOrder() throws InterruptedException {
        int size = 1_000;
        int messages = 200;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Rooms shared = TestRooms.on(
                2_000,
                new MemoryStore(),
                new Channel.Threads(
                        new Fanout(pool, 4, 0), 4, (task, millis) -> pool.execute(task), Runnable::run, Runnable::run));
        List<RecordingOutlet> listeners = new ArrayList<>();
        Participant sender = null;
        for (int i = 0; i < size; i++) {
            RecordingOutlet outlet = new RecordingOutlet();
            listeners.add(outlet);
            sender = shared.connect(outlet);
            shared.enter(sender, "p" + i, Dialect.NATIVE, "1", Optional.empty());
        }

        for (int i = 0; i < messages; i++) {
            Saying.say(shared, sender, "1", "m" + i);
        }
        Saying.say(shared, sender, "1", "the end");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        listeners.stream().allMatch(listener -> says(listener).size() == messages + 1));
        pool.shutdown();
        List<ServerFrame> first = says(listeners.get(0));
        assertThat(first).hasSize(messages + 1);
        assertThat(listeners).allSatisfy(listener -> assertThat(says(listener)).isEqualTo(first));
    }

    private static List<ServerFrame> says(RecordingOutlet outlet) {
        return outlet.frames().stream()
                .filter(frame -> frame.text().startsWith("{\"type\":\"say\""))
                .toList();
    }

    @Test
    void aPrivateMessageReachesItsTwoAndNobodyElse() {
        Client from = enter("from", Dialect.NATIVE, "1");
        Client to = enter("to", Dialect.LATER, "1");
        Client other = enter("other", Dialect.NATIVE, "1");
        forget(from, to, other);

        Saying.whisper(rooms, from.participant(), "1", to.uid(), "psst");
        settle();

        assertThat(from.received()).singleElement().asString().contains("\"content\":\"psst\"", "\"to_name\":\"to\"");
        assertThat(to.received()).singleElement().asString().contains("<b>\\u5bf9\\u4f60\\u8bf4: <\\/b>psst");
        assertThat(other.received()).isEmpty();
    }

    @Test
    void whatIsSaidAfterManyChangesThatADialectCannotSayIsHeardAtOnce() {
        Rooms roomy = TestRooms.on(1_000, new MemoryStore(), Runnable::run);
        RecordingOutlet outlet = new RecordingOutlet();
        Participant listener = roomy.connect(outlet);
        roomy.enter(listener, "listener", Dialect.CAPTURE, "1", Optional.empty());
        Participant from = roomy.connect(new RecordingOutlet());
        roomy.enter(from, new User(5, "from"), Dialect.NATIVE, "1", Optional.empty(), Optional.empty());
        outlet.received();
        outlet.stall();
        Saying.say(roomy, from, "1", "before");
        IntStream.range(0, 200).forEach(i -> roomy.words().amend(from, "1", 1, "edit " + i, null, refusal -> {}));
        Saying.say(roomy, from, "1", "after");

        outlet.resume();

        assertThat(contents(outlet.received())).containsExactly("before", "after");
    }

    @Test
    void whoIsGoneBeforeItsLoginIsCarriedOutStaysInNoRoom() {
        Participant gone = rooms.connect(new RecordingOutlet());
        rooms.exit(gone);

        rooms.enter(gone, "ghost", Dialect.NATIVE, "1", Optional.empty());

        assertThat(rooms.count()).isZero();
    }

    @Test
    void aPrivateMessageToOneWhoIsElsewhereIsRefusedAndReachesNobody() {
        Client from = enter("from", Dialect.NATIVE, "1");
        Client elsewhere = enter("elsewhere", Dialect.NATIVE, "2");
        forget(from, elsewhere);

        assertRefused(
                ErrorCode.RECIPIENT_UNKNOWN,
                () -> Saying.whisper(rooms, from.participant(), "1", elsewhere.uid(), "psst"));
        assertRefused(ErrorCode.RECIPIENT_UNKNOWN, () -> Saying.whisper(rooms, from.participant(), "1", -1, "psst"));
    }

    @Test
    void whatIsSaidInOneRoomIsNotHeardInAnother() {
        Client tea = enter("tea", Dialect.NATIVE, "tea");
        Client coffee = enter("coffee", Dialect.NATIVE, "coffee");
        forget(tea, coffee);

        Saying.say(rooms, tea.participant(), "tea", "x");
        settle();

        assertThat(contents(tea.received())).containsExactly("x");
        assertThat(coffee.received()).isEmpty();
        assertRefused(ErrorCode.NOT_IN_ROOM, () -> Saying.say(rooms, coffee.participant(), "tea", "x"));
    }

    @Test
    void whoIsInSeveralRoomsHearsAllOfThem() {
        Client both = enter("both", Dialect.NATIVE, "tea");
        rooms.join(both.participant(), "coffee", Optional.empty());
        Client other = enter("other", Dialect.NATIVE, "coffee");
        forget(both, other);

        Saying.say(rooms, other.participant(), "coffee", "from coffee");
        Saying.say(rooms, both.participant(), "tea", "from tea");
        settle();

        assertThat(contents(both.received())).containsExactlyInAnyOrder("from coffee", "from tea");
        forget(other);
        assertRefused(ErrorCode.ALREADY_JOINED, () -> rooms.join(both.participant(), "tea", Optional.empty()));
    }

    @Test
    void aHundredRoomsAreTheMostForOneClient() {
        Client client = enter("c", Dialect.NATIVE, "0");
        IntStream.range(1, 100).forEach(i -> rooms.join(client.participant(), Integer.toString(i), Optional.empty()));

        assertRefused(ErrorCode.TOO_MANY_ROOMS, () -> rooms.join(client.participant(), "100", Optional.empty()));

        settle();
        forget(client);
    }

    @Test
    void whoLeavesIsToldSoLastAndTheOthersHearIt() {
        Client goes = enter("goes", Dialect.NATIVE, "1");
        Client stays = enter("stays", Dialect.CAPTURE, "1");
        forget(goes, stays);

        rooms.leave(goes.participant(), "1");
        Saying.say(rooms, stays.participant(), "1", "after");
        settle();

        assertThat(goes.received())
                .containsExactly("{\"type\":\"logout\",\"uid\":" + goes.uid() + ",T,\"room\":\"1\",\"name\":\"goes\"}");
        assertThat(stays.received())
                .containsExactly(
                        "{\"type\":\"logout\",\"uid\":" + goes.uid() + ",T}",
                        "{\"type\":\"say\",\"from_uid\":" + stays.uid()
                                + ",\"to_uid\":\"all\",\"content\":\"after\",T}");
        assertRefused(ErrorCode.NOT_IN_ROOM, () -> Saying.say(rooms, goes.participant(), "1", "x"));
    }

    @Test
    void theLastMemberIsToldToThoughTheFanOutRunsAtOnce() {
        Rooms immediate = TestRooms.on(BACKLOG, new MemoryStore(), Runnable::run);
        RecordingOutlet outlet = new RecordingOutlet();
        Participant only = immediate.connect(outlet);
        immediate.enter(only, "only", Dialect.NATIVE, "1", Optional.empty());
        outlet.received();

        immediate.leave(only, "1");

        assertThat(outlet.received()).singleElement().asString().startsWith("{\"type\":\"logout\"");
        assertThat(immediate.count()).isZero();
    }

    @Test
    void whoLeavesAndEntersAgainHearsBothInOrderEvenIfItReadsSlowly() {
        Client client = enter("c", Dialect.NATIVE, "1");
        Client other = enter("o", Dialect.NATIVE, "1");
        forget(client, other);
        client.outlet().stall();
        Saying.say(rooms, other.participant(), "1", "before");
        settle();

        rooms.leave(client.participant(), "1");
        Saying.say(rooms, other.participant(), "1", "not heard");
        rooms.join(client.participant(), "1", Optional.empty());
        settle();
        client.outlet().resume();
        settle();

        assertThat(client.received())
                .extracting(text -> text.replaceAll("\\{\"type\":\"(\\w+)\".*", "$1"))
                .containsExactly("say", "logout", "user_list", "login", "history");
        assertThat(client.outlet().closes()).isEmpty();
        forget(other);
    }

    @Test
    void whatIsLeftOfAMembershipComesBeforeTheNextOneHoweverMuchItIs() {
        Rooms roomy = TestRooms.on(1_000, new MemoryStore(), Runnable::run);
        RecordingOutlet outlet = new RecordingOutlet();
        Participant slow = roomy.connect(outlet);
        roomy.enter(slow, "slow", Dialect.NATIVE, "1", Optional.empty());
        Participant other = roomy.connect(new RecordingOutlet());
        roomy.enter(other, "other", Dialect.NATIVE, "1", Optional.empty());
        outlet.received();
        outlet.stall();
        IntStream.range(0, 200).forEach(i -> Saying.say(roomy, other, "1", "m"));

        roomy.leave(slow, "1");
        roomy.join(slow, "1", Optional.empty());
        outlet.resume();

        List<String> types = outlet.received().stream()
                .map(text -> text.replaceAll("\\{\"type\":\"(\\w+)\".*", "$1"))
                .toList();
        assertThat(types).hasSize(204);
        assertThat(types.subList(200, 204)).containsExactly("logout", "user_list", "login", "history");
    }

    @Test
    void whoComesWhileTheFanOutRunsFindsTheLogAsItWasWhenItCame() {
        Client client = enter("c", Dialect.NATIVE, "1");
        RecordingOutlet newcomer = new RecordingOutlet();
        client.outlet()
                .whenWritten(
                        () -> rooms.enter(rooms.connect(newcomer), "newcomer", Dialect.CAPTURE, "1", Optional.empty()));

        Saying.say(rooms, client.participant(), "1", "x");
        settle();

        assertThat(newcomer.received()).hasSize(2).first().asString().startsWith("{\"type\":\"user_list\"");
        assertThat(newcomer.closes()).isEmpty();
        forget(client);
    }

    @Test
    void aConnectionThatEndsIsALogoutForTheOthersAndTheEndOfAnEmptyRoom() {
        Client goes = enter("goes", Dialect.NATIVE, "1");
        Client stays = enter("stays", Dialect.CAPTURE, "1");
        forget(goes, stays);

        rooms.exit(goes.participant());
        settle();

        assertThat(stays.received()).containsExactly("{\"type\":\"logout\",\"uid\":" + goes.uid() + ",T}");
        assertThat(goes.received()).isEmpty();
        rooms.exit(stays.participant());
        assertThat(rooms.count()).isZero();
    }

    @Test
    void whenTheServerStopsNobodyIsToldOfAllTheOthersWhoGo() {
        Client first = enter("a", Dialect.NATIVE, "1");
        Client second = enter("b", Dialect.NATIVE, "1");
        forget(first, second);

        rooms.stop();
        rooms.exit(first.participant());
        settle();

        assertThat(second.received()).isEmpty();
    }

    @Test
    void anOutletThatFailsCostsItsClientTheConnectionAndNobodyElseAnything() {
        Client good = enter("good", Dialect.NATIVE, "1");
        Client bad = enter("bad", Dialect.NATIVE, "1");
        forget(good, bad);
        bad.outlet().breakDown();

        Saying.say(rooms, good.participant(), "1", "x");
        settle();

        assertThat(contents(good.received())).containsExactly("x");
        assertThat(bad.outlet().closes()).containsExactly(CloseCode.INTERNAL_ERROR);
    }

    @Test
    void noticesForOneWhoDoesNotReadAreBounded() {
        Client slow = enter("slow", Dialect.NATIVE, "1");
        forget(slow);
        slow.outlet().stall();
        ServerFrame pong = Dialect.NATIVE.frames().pong().orElseThrow();
        slow.participant().tell(pong);

        List<Boolean> told = IntStream.range(0, Participant.MAX_NOTICES + 5)
                .mapToObj(i -> slow.participant().tell(pong))
                .toList();

        assertThat(told.stream().filter(was -> was).count()).isEqualTo(Participant.MAX_NOTICES);
        slow.outlet().resume();
        assertThat(slow.received()).hasSize(1 + Participant.MAX_NOTICES);
    }

    @Test
    void answersAreDroppedOnlyPastWhatAClientMayHaveOpen() {
        Client slow = enter("slow", Dialect.NATIVE, "1");
        forget(slow);
        slow.outlet().stall();
        ServerFrame pong = Dialect.NATIVE.frames().pong().orElseThrow();
        slow.participant().tell(pong);

        List<Boolean> answered = IntStream.range(0, Participant.MAX_OWED + 5)
                .mapToObj(i -> slow.participant().answer(pong))
                .toList();

        assertThat(answered.stream().filter(was -> was).count()).isEqualTo(Participant.MAX_OWED);
        assertThat(slow.participant().tell(pong))
                .as("a notice has room of its own")
                .isTrue();
        slow.outlet().resume();
        assertThat(slow.received()).hasSize(2 + Participant.MAX_OWED);
        assertThat(slow.participant().answer(pong))
                .as("what is read is owed no more")
                .isTrue();
        forget(slow);
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<String> contents(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static Outlet ordered(String name, List<String> order) {
        return new Outlet() {
            @Override
            public void write(List<ServerFrame> frames, Runnable sent) {
                order.add(name);
                sent.run();
            }

            @Override
            public void ping() {}

            @Override
            public void close(CloseCode code) {}
        };
    }

    private Client enter(String name, Dialect dialect, String room) {
        RecordingOutlet outlet = new RecordingOutlet();
        outlets.add(outlet);
        Participant participant = rooms.connect(outlet);
        rooms.enter(participant, name, dialect, room, Optional.empty());
        settle();
        return new Client(participant, outlet);
    }

    private void settle() {
        for (Runnable task = fanout.poll(); task != null; task = fanout.poll()) {
            task.run();
        }
    }

    private static void forget(Client... clients) {
        List.of(clients).forEach(Client::forget);
    }

    private record Client(Participant participant, RecordingOutlet outlet) {

        long uid() {
            return participant.uid();
        }

        List<String> received() {
            return outlet.received();
        }

        ServerFrame last() {
            List<ServerFrame> frames = outlet.frames();
            return frames.get(frames.size() - 1);
        }

        void forget() {
            outlet.received();
        }
    }
}
