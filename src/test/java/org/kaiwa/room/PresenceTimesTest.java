package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/** When a batch is told. */
class PresenceTimesTest {

    private long now;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final EventLog log = new EventLog(10);
    private final List<Long> timers = new ArrayList<>();
    private final Presence presence = new Presence("1", log, clock, (task, millis) -> timers.add(millis));

    @Test
    void aBatchThatHasWaitedGoesWithTheNextMessageAndTheTimerFindsNothing() {
        come(1, 200);
        now += Presence.BATCH_MILLIS;

        presence.ride(200);

        assertThat(told(0)).containsExactly(1L);
        assertThat(presence.due(200)).isFalse();
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void whatHasJustHappenedWaitsThoughMessagesAreSaid() {
        come(1, 200);
        now += Presence.BATCH_MILLIS - 1;

        presence.ride(200);

        assertThat(log.head()).isZero();
        come(2, 201);
        assertThat(presence.due(201)).isTrue();
        assertThat(told(0)).containsExactly(1L, 2L);
    }

    @Test
    void oneTimerServesAllThatComeBeforeItRunsOut() {
        come(1, 200);
        now += Presence.BATCH_MILLIS;
        presence.ride(200);
        come(2, 201);
        assertThat(timers).hasSize(1);

        assertThat(presence.due(201)).isTrue();
        come(3, 202);
        assertThat(timers).hasSize(2);
    }

    @Test
    void aVeryLargeRoomIsToldLessOften() {
        come(1, 5_000);
        presence.due(5_000);
        come(2, 15_000);

        assertThat(timers).containsExactly(250L, 750L);
    }

    private void come(long uid, int members) {
        presence.note(presence.change(new User(uid, "n"), true), members, () -> {});
    }

    private List<Long> told(long position) {
        return ((Event.PresenceChanged) log.at(position).event())
                .changes().stream().map(change -> change.user().uid()).toList();
    }
}
