package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;

/** Rooms that are for some groups only. */
class LimitedRoomsTest {

    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final Rooms rooms = new Rooms(
            256,
            Duration.ZERO,
            new MemoryStore(),
            new MemoryDirectory(),
            new MemoryRooms(),
            new Channel.Threads(Runnable::run, 1, (task, millis) -> {}, Runnable::run, reads::add),
            InstantSource.system());

    private final List<RefusedException> refusals = new ArrayList<>();
    private Set<String> groups = Set.of("staff");

    @Test
    void whoIsInNoneOfTheGroupsDoesNotGetIn() {
        limit("board", "directors", "auditors");
        RecordingOutlet outlet = new RecordingOutlet();
        Participant staff = rooms.connect(outlet, () -> Access.of(groups));

        assertForbidden(() -> rooms.enter(staff, "Ann", Dialect.NATIVE, "board", Optional.empty()));
        assertThat(staff.isLoggedIn()).isFalse();
        rooms.enter(staff, "Ann", Dialect.NATIVE, "1", Optional.empty());
        assertForbidden(() -> rooms.join(staff, "board", Optional.empty()));
        assertForbidden(() -> rooms.history(staff, "board", Long.MAX_VALUE, 50, refusals::add));
        groups = Set.of("staff", "auditors");

        rooms.join(staff, "board", Optional.empty());

        assertThat(staff.membership("board")).isPresent();
    }

    @Test
    void whoWasThereBeforeIsToldThatItMissesSomethingAndNotHowMuch() {
        limit("board", "directors");
        RecordingOutlet outlet = new RecordingOutlet();
        Participant staff = enter(outlet, "1");
        outlet.received();

        assertForbidden(() -> rooms.join(staff, "board", Optional.of(new Position("epoch", 7))));

        assertThat(outlet.received())
                .containsExactly("{\"type\":\"gap\",\"room\":\"board\",\"from\":8,\"reason\":\"permission\"}");
    }

    @Test
    void whoLosesTheGroupLeavesAndHearsWhyAndNothingMore() {
        groups = Set.of("directors");
        limit("board", "directors");
        RecordingOutlet outlet = new RecordingOutlet();
        Participant director = enter(outlet, "board");
        Participant other = rooms.connect(new RecordingOutlet(), () -> Access.of(Set.of("directors")));
        rooms.enter(other, "Bob", Dialect.NATIVE, "board", Optional.empty());
        outlet.received();

        groups = Set.of();
        rooms.recheck(director);
        Saying.say(rooms, other, "board", null, "secret", refusals::add);

        assertThat(outlet.received())
                .satisfiesExactly(
                        why -> assertThat(why).contains("\"code\":\"forbidden\"", "\"room\":\"board\""),
                        end -> assertThat(end).contains("\"type\":\"logout\""));
        assertThatThrownBy(() -> Saying.say(rooms, director, "board", null, "still here?", refusals::add))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aPageOfThePastThatWasAskedForBeforeIsNotGivenAfterwards() {
        groups = Set.of("directors");
        limit("board", "directors");
        RecordingOutlet outlet = new RecordingOutlet();
        Participant director = enter(outlet, "board");
        Saying.say(rooms, director, "board", null, "secret", refusals::add);
        rooms.history(director, "board", Long.MAX_VALUE, 50, refusals::add);
        outlet.received();

        groups = Set.of();
        rooms.recheck(director);
        read();

        assertThat(outlet.received()).noneMatch(frame -> frame.contains("secret"));
    }

    @Test
    void aNewLimitSendsOutWhoIsInside() {
        RecordingOutlet outlet = new RecordingOutlet();
        Participant staff = enter(outlet, "tea");
        Participant passing = rooms.connect(new RecordingOutlet());
        rooms.enter(passing, "guest", Dialect.CAPTURE, "tea", Optional.empty());

        limit("tea", "staff");
        assertThat(staff.membership("tea")).isPresent();
        assertThat(passing.membership("tea")).isEmpty();
        limit("tea", "directors");
        assertThat(staff.membership("tea")).isEmpty();
        limit("tea");

        rooms.join(staff, "tea", Optional.empty());
        assertThat(rooms.limits()).isEmpty();
    }

    @Test
    void whoIsSentAwayForGoodIsGoneAtOnce() {
        RecordingOutlet outlet = new RecordingOutlet();
        Participant staff = enter(outlet, "tea");

        rooms.dismiss(staff);

        assertThat(rooms.count()).isZero();
        rooms.exit(staff);
    }

    private Participant enter(RecordingOutlet outlet, String room) {
        Participant participant = rooms.connect(outlet, () -> Access.of(groups));
        rooms.enter(participant, "Ann", Dialect.NATIVE, room, Optional.empty());
        read();
        return participant;
    }

    private void read() {
        for (Runnable read = reads.poll(); read != null; read = reads.poll()) {
            read.run();
        }
    }

    private void limit(String room, String... allowed) {
        assertThat(rooms.limit(room, Set.of(allowed))).isCompleted();
    }

    private static void assertForbidden(Runnable task) {
        assertThatThrownBy(task::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
}
