package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ServerFrame;

/** Who hears what of the comings and goings in a large room. */
class PresenceTest {

    private static final int BACKLOG = 4_000;

    /** Run when a test says so. */
    private final Queue<Runnable> fanout = new ArrayDeque<>();

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Rooms rooms = TestRooms.on(
            BACKLOG,
            new MemoryStore(),
            new Channel.Threads(fanout::add, 1, (task, millis) -> later.add(task), Runnable::run, Runnable::run));

    /** Filled up so that it is large. */
    private final List<Client> crowd = new ArrayList<>();

    @Test
    void inASmallRoomEachIsToldOfAtOnce() {
        Client inside = enter("inside", Dialect.NATIVE);
        fill(Presence.LARGE - 1);
        inside.received();

        leave(crowd.get(0));

        assertThat(later).isEmpty();
        assertThat(inside.received()).singleElement().asString().contains("\"logout\"");
    }

    @Test
    void inALargeRoomThoseInsideHearOfManyInOneFrameAndOnlyLater() {
        Client inside = enter("inside", Dialect.NATIVE);
        fill(Presence.LARGE);
        inside.received();

        List<Client> newcomers = IntStream.range(0, 5)
                .mapToObj(i -> enter("n" + i, Dialect.NATIVE))
                .toList();
        leave(crowd.get(0));
        assertThat(inside.received()).isEmpty();
        assertThat(later).as("one task, however many come").hasSize(1);
        timePasses();

        JsonObject batch = inside.only();
        assertThat(batch.getString("type")).isEqualTo("presence");
        assertThat(names(batch, "joined")).containsExactly("n0", "n1", "n2", "n3", "n4");
        assertThat(names(batch, "left")).containsExactly("c0");
        assertThat(batch.getInt("count")).isEqualTo(Presence.LARGE + 5);
        assertThat(batch.containsKey("partial")).isFalse();
        assertThat(newcomers)
                .allSatisfy(client -> assertThat(client.types())
                        .as("its own arrival at once, the others with the batch")
                        .containsExactly("user_list", "login", "presence"));
    }

    @Test
    void anIdleRoomHasNoTimer() {
        fill(Presence.LARGE + 1);
        timePasses();

        assertThat(later).isEmpty();
        assertThat(fanout).isEmpty();
    }

    @Test
    void oldClientsInALargeRoomKeepTheirFramesOneByOneButInFewWrites() {
        Client capture = enter("capture", Dialect.CAPTURE);
        Client older = enter("later", Dialect.LATER);
        fill(Presence.LARGE);
        capture.received();
        older.received();
        int writes = capture.outlet.writes();

        IntStream.range(0, 5).forEach(i -> enter("n" + i, Dialect.NATIVE));
        timePasses();

        assertThat(capture.types()).containsExactly("login", "login", "login", "login", "login");
        assertThat(older.types()).containsExactly("login", "login", "login", "login", "login");
        assertThat(capture.outlet.writes() - writes).isEqualTo(1);
    }

    @Test
    void whatIsSaidInALargeRoomWaitsForNoBatch() {
        Client inside = enter("inside", Dialect.NATIVE);
        fill(Presence.LARGE);
        enter("newcomer", Dialect.NATIVE);
        inside.received();

        Saying.say(rooms, inside.participant, "1", "hello");
        settle();

        assertThat(inside.types()).containsExactly("say");
    }

    @Test
    void whoLeavesALargeRoomIsToldAtOnce() {
        fill(Presence.LARGE + 1);
        Client goes = enter("goes", Dialect.NATIVE);
        goes.received();

        rooms.leave(goes.participant, "1");

        assertThat(goes.types()).containsExactly("logout");
    }

    @Test
    void aCrowdCostsNoMoreThanABoundedFrame() {
        Client inside = enter("inside", Dialect.NATIVE);
        fill(Presence.LARGE);
        inside.received();

        IntStream.range(0, 1_000).forEach(i -> enter("n" + i, Dialect.NATIVE));
        timePasses();

        JsonObject batch = inside.only();
        assertThat(names(batch, "joined")).hasSize(32);
        assertThat(batch.getInt("count")).isEqualTo(Presence.LARGE + 1_001);
        assertThat(batch.getBoolean("partial")).isTrue();

        enter("last", Dialect.NATIVE);
        timePasses();
        assertThat(inside.only().containsKey("partial"))
                .as("of the next batch everything is named")
                .isFalse();
    }

    @Test
    void aRoomThatShrinksTellsOfNobodyInTheWrongOrder() {
        fill(Presence.LARGE);
        Client inside = crowd.get(0);
        Client newcomer = enter("newcomer", Dialect.NATIVE);
        IntStream.range(1, 20).forEach(i -> leave(crowd.get(i)));
        inside.received();

        leave(newcomer);
        timePasses();

        JsonObject batch = inside.only();
        assertThat(names(batch, "joined")).isEmpty();
        assertThat(names(batch, "left")).contains("newcomer");
    }

    @Test
    void whereNoTimerIsToBeHadEachIsToldAtOnce() {
        Rooms busy = TestRooms.on(
                BACKLOG,
                new MemoryStore(),
                new Channel.Threads(
                        Runnable::run,
                        1,
                        (task, millis) -> {
                            throw new RejectedExecutionException();
                        },
                        Runnable::run,
                        Runnable::run));
        List<RecordingOutlet> outlets = new ArrayList<>();
        for (int i = 0; i <= Presence.LARGE; i++) {
            RecordingOutlet outlet = new RecordingOutlet();
            outlets.add(outlet);
            busy.enter(busy.connect(outlet), "c" + i, Dialect.NATIVE, "1", Optional.empty());
        }

        assertThat(outlets.get(0).lastText()).contains("\"presence\"", "c" + Presence.LARGE);
    }

    @Test
    void theListComesInPages() {
        fill(250);
        Client newcomer = enter("newcomer", Dialect.NATIVE);
        List<String> names = new ArrayList<>();

        JsonObject page = json(newcomer.received().get(0));
        assertThat(page.getInt("count")).isEqualTo(251);
        names.addAll(names(page, "user_list"));
        while (page.containsKey("next")) {
            assertThat(names).hasSizeLessThan(251);
            rooms.members(newcomer.participant, "1", page.getInt("next"));
            page = newcomer.only();
            names.addAll(names(page, "members"));
        }

        assertThat(names).hasSize(251).doesNotHaveDuplicates().endsWith("newcomer");
    }

    @Test
    void aPageBeginsAfterWhereTheLastEndedThoughThatMemberHasGone() {
        fill(150);
        Client newcomer = enter("newcomer", Dialect.NATIVE);
        long next = json(newcomer.received().get(0)).getInt("next");
        leave(crowd.get(99));
        leave(crowd.get(10));
        newcomer.received();

        rooms.members(newcomer.participant, "1", next);

        assertThat(names(newcomer.only(), "members")).startsWith("c100").hasSize(51);
    }

    @Test
    void oldClientsGetTheWholeList() {
        fill(250);

        assertThat(names(json(enter("capture", Dialect.CAPTURE).received().get(0)), "user_list"))
                .hasSize(251);
    }

    /** Comings and goings by chance, read by chance: in the end every client that has asked for all pages knows exactly who is there. */
    @Test
    void pagesAndBatchesTogetherGiveTheRightListHoweverTheyMeet() {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            PresenceTest room = new PresenceTest();
            room.fill(Presence.LARGE + 60);
            List<Client> observers = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                room.step(random, observers);
            }
            room.timePasses();
            for (Client observer : observers) {
                observer.outlet.resume();
                room.settle();
                observer.askAll(room);
            }
            List<Long> here =
                    room.crowd.stream().map(client -> client.participant.uid()).toList();
            assertThat(observers)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allSatisfy(observer ->
                            assertThat(observer.known().keySet()).containsExactlyInAnyOrderElementsOf(here));
        }
    }

    private void step(Random random, List<Client> observers) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> crowd.add(enter("r" + random.nextInt(), Dialect.NATIVE));
            case 3, 4, 5 -> {
                Client gone = crowd.get(random.nextInt(crowd.size()));
                if (!observers.contains(gone) && crowd.size() > 20) {
                    leave(gone);
                    crowd.remove(gone);
                }
            }
            case 6 -> {
                if (observers.size() < 5) {
                    Client observer = enter("o" + random.nextInt(), Dialect.NATIVE);
                    crowd.add(observer);
                    observers.add(observer);
                }
            }
            case 7 -> observers.forEach(observer -> observer.askNext(this));
            case 8 -> timePasses();
            case 9 -> observers.forEach(observer -> observer.outlet.stall());
            default -> {
                observers.forEach(observer -> observer.outlet.resume());
                settle();
            }
        }
    }

    private void fill(int size) {
        for (int i = crowd.size(); i < size; i++) {
            crowd.add(enter("c" + i, Dialect.NATIVE));
        }
        timePasses();
        crowd.forEach(Client::forget);
    }

    private Client enter(String name, Dialect dialect) {
        RecordingOutlet outlet = new RecordingOutlet();
        Participant participant = rooms.connect(outlet);
        rooms.enter(participant, name, dialect, "1", Optional.empty());
        settle();
        return new Client(participant, outlet);
    }

    private void leave(Client client) {
        rooms.exit(client.participant);
        settle();
    }

    private void timePasses() {
        for (Runnable task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
        settle();
    }

    private void settle() {
        for (Runnable task = fanout.poll(); task != null; task = fanout.poll()) {
            task.run();
        }
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static List<String> names(JsonObject frame, String member) {
        return frame.getJsonArray(member).getValuesAs(JsonObject.class).stream()
                .map(user -> user.getString("name"))
                .toList();
    }

    /** A client that keeps a list of the members as the protocol says it should. */
    private static final class Client {

        private final Participant participant;
        private final RecordingOutlet outlet;
        private final Map<Long, String> known = new LinkedHashMap<>();

        /** What to ask for next: 0 the first page, -1 nothing more. */
        private long next;

        private int read;

        Client(Participant participant, RecordingOutlet outlet) {
            this.participant = participant;
            this.outlet = outlet;
        }

        List<String> received() {
            List<String> texts =
                    outlet.frames().stream().skip(read).map(ServerFrame::text).toList();
            read += texts.size();
            texts.forEach(this::takeIn);
            return texts;
        }

        void forget() {
            read = outlet.frames().size();
        }

        JsonObject only() {
            List<String> texts = received();
            assertThat(texts).hasSize(1);
            return json(texts.get(0));
        }

        List<String> types() {
            return received().stream().map(text -> json(text).getString("type")).toList();
        }

        Map<Long, String> known() {
            received();
            return known;
        }

        void askNext(PresenceTest test) {
            received();
            if (next >= 0) {
                test.rooms.members(participant, "1", next);
            }
        }

        void askAll(PresenceTest test) {
            received();
            while (next >= 0) {
                long before = next;
                askNext(test);
                received();
                assertThat(next).isNotEqualTo(before);
            }
        }

        private void takeIn(String text) {
            JsonObject frame = json(text);
            switch (frame.getString("type")) {
                case "user_list" -> {
                    known.clear();
                    page(frame, "user_list");
                }
                case "members" -> page(frame, "members");
                case "presence" -> {
                    put(frame, "joined");
                    frame.getJsonArray("left").getValuesAs(JsonObject.class).forEach(user -> known.remove(uid(user)));
                }
                case "login" -> {
                    if (frame.containsKey("room")) {
                        known.put(uid(frame), frame.getString("name"));
                    }
                }
                case "logout" -> known.remove(uid(frame));
                default -> {}
            }
        }

        private void page(JsonObject frame, String member) {
            put(frame, member);
            next = frame.containsKey("next") ? frame.getInt("next") : -1;
        }

        private void put(JsonObject frame, String member) {
            frame.getJsonArray(member)
                    .getValuesAs(JsonObject.class)
                    .forEach(user -> known.put(uid(user), user.getString("name")));
        }

        private static long uid(JsonObject user) {
            return user.getJsonNumber("uid").longValue();
        }
    }
}
