package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/** What is of interest for the moment only: who is writing, and before which users nobody sits. */
class SignalsTest {

    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory directory = new MemoryDirectory();
    private final RecordingOutlet watcher = new RecordingOutlet();
    private Instant now = Instant.parse("2014-08-12T09:51:02.776Z");

    private final Rooms rooms = new Rooms(
            256,
            Duration.ZERO,
            store,
            directory,
            new MemoryRooms(),
            new Channel.Threads(Runnable::run, 1, (task, millis) -> {}, Runnable::run, Runnable::run),
            () -> now);

    private User ann;

    private record Device(Participant participant, RecordingOutlet outlet) {}

    @BeforeEach
    void aGuestWatches() {
        ann = directory.admit(Subject.guest("ann"), "Ann");
        rooms.enter(rooms.connect(watcher), "watcher", Dialect.NATIVE, "1", Optional.empty());
        watcher.received();
    }

    @Test
    void theOthersAreToldWhoIsWritingAndOneselfIsNot() {
        Device phone = enter();
        Device laptop = enter();

        assertThat(rooms.words().type(phone.participant, "1")).isTrue();

        assertThat(watcher.received())
                .containsExactly("{\"type\":\"typing\",\"uid\":" + ann.uid() + ",\"name\":\"Ann\",\"room\":\"1\"}");
        assertThat(phone.outlet.received()).isEmpty();
        assertThat(laptop.outlet.received()).as("another device of the same").isEmpty();
        assertThat(store.head("1")).isZero();
    }

    @Test
    void whoSaysSoAgainAndAgainIsHeardEveryTwoSeconds() {
        Device phone = enter();

        for (int i = 0; i < 40; i++) {
            rooms.words().type(phone.participant, "1");
            now = now.plusMillis(100);
        }

        assertThat(watcher.received()).hasSize(2);
    }

    @Test
    void thoseInARoomAreToldThatItIsWatchedAndNobodyElse() {
        RecordingOutlet old = new RecordingOutlet();
        rooms.enter(rooms.connect(old), "old", Dialect.CAPTURE, "1", Optional.empty());
        RecordingOutlet elsewhere = new RecordingOutlet();
        rooms.enter(rooms.connect(elsewhere), "other", Dialect.NATIVE, "2", Optional.empty());
        Stream.of(watcher, old, elsewhere).forEach(RecordingOutlet::received);

        rooms.tellWatched(Optional.of("1"), true);
        assertThat(watcher.received()).containsExactly("{\"type\":\"watched\",\"on\":true,\"room\":\"1\"}");
        assertThat(elsewhere.received()).isEmpty();

        rooms.tellWatched(Optional.empty(), false);
        assertThat(watcher.received()).containsExactly("{\"type\":\"watched\",\"on\":false,\"room\":\"1\"}");
        assertThat(elsewhere.received()).containsExactly("{\"type\":\"watched\",\"on\":false,\"room\":\"2\"}");
        assertThat(old.received()).isEmpty();
    }

    @Test
    void onlyWhoIsInARoomIsHeardToWriteThere() {
        Device phone = enter();

        assertThatThrownBy(() -> rooms.words().type(phone.participant, "elsewhere"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aUserIsAwayWhenNobodySitsBeforeAnyOfItsDevices() {
        Device phone = enter();
        Device laptop = enter();

        rooms.turn(phone.participant, true);
        assertThat(watcher.received()).isEmpty();
        rooms.turn(laptop.participant, true);
        rooms.turn(laptop.participant, true);
        assertThat(watcher.received()).containsExactly(status(true));
        rooms.turn(phone.participant, false);
        assertThat(watcher.received()).containsExactly(status(false));
    }

    @Test
    void whoLeavesADeviceAndSitsBeforeNoOtherIsAway() {
        Device phone = enter();
        Device laptop = enter();
        rooms.turn(laptop.participant, true);

        rooms.exit(phone.participant);

        assertThat(watcher.received()).containsExactly(status(true));
    }

    @Test
    void whoComesWithAnotherDeviceIsBack() {
        Device phone = enter();
        rooms.turn(phone.participant, true);
        watcher.received();

        Participant laptop = rooms.connect(new RecordingOutlet());
        rooms.enter(laptop, ann, Dialect.NATIVE, "1", Optional.empty(), Optional.empty());

        assertThat(watcher.received()).containsExactly(status(false));
    }

    @Test
    void whoComesSeesInTheListWhoIsAway() {
        Device phone = enter();
        rooms.turn(phone.participant, true);
        rooms.join(phone.participant, "tea", Optional.empty());
        RecordingOutlet newcomer = new RecordingOutlet();
        Participant guest = rooms.connect(newcomer);

        rooms.enter(guest, "guest", Dialect.NATIVE, "1", Optional.empty());
        rooms.join(guest, "tea", Optional.empty());

        assertThat(newcomer.received())
                .filteredOn(frame -> frame.contains("\"user_list\""))
                .hasSize(2)
                .allSatisfy(list -> assertThat(list).contains("\"name\":\"Ann\",\"away\":true}"));
    }

    @Test
    void inALargeRoomNobodyIsToldButTheListKnows() {
        Device phone = enter();
        IntStream.range(0, Presence.LARGE).forEach(i -> enterAs("g" + i));
        watcher.received();

        assertThat(rooms.words().type(phone.participant, "1")).isFalse();
        rooms.turn(phone.participant, true);

        assertThat(watcher.received()).noneMatch(frame -> frame.contains("status") || frame.contains("typing"));
        assertThat(enterAs("late").received().get(0)).contains("\"name\":\"Ann\",\"away\":true}");
    }

    @Test
    void theOldDialectsHaveNoWordForIt() {
        RecordingOutlet old = new RecordingOutlet();
        rooms.enter(rooms.connect(old), "old", Dialect.CAPTURE, "1", Optional.empty());
        RecordingOutlet later = new RecordingOutlet();
        rooms.enter(rooms.connect(later), "later", Dialect.LATER, "1", Optional.empty());
        Device phone = enter();
        watcher.received();
        old.received();
        later.received();

        rooms.words().type(phone.participant, "1");
        rooms.turn(phone.participant, true);

        assertThat(watcher.received()).hasSize(2);
        assertThat(old.received()).isEmpty();
        assertThat(later.received()).isEmpty();
    }

    private String status(boolean away) {
        return "{\"type\":\"status\",\"uid\":" + ann.uid() + ",\"name\":\"Ann\",\"away\":" + away + ",\"room\":\"1\"}";
    }

    /** Another device of Ann's. */
    private Device enter() {
        RecordingOutlet outlet = new RecordingOutlet();
        Participant participant = rooms.connect(outlet);
        rooms.enter(participant, ann, Dialect.NATIVE, "1", Optional.empty(), Optional.empty());
        outlet.received();
        watcher.received();
        return new Device(participant, outlet);
    }

    private RecordingOutlet enterAs(String name) {
        RecordingOutlet outlet = new RecordingOutlet();
        rooms.enter(rooms.connect(outlet), name, Dialect.NATIVE, "1", Optional.empty());
        return outlet;
    }
}
