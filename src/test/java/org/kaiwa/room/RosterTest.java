package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.User;

class RosterTest {

    private final MemoryStore store = new MemoryStore();
    private final Room room = new Room(
            "1",
            10,
            TestRooms.services(
                    store,
                    new Channel.Threads(Runnable::run, 1, (task, millis) -> task.run(), Runnable::run, Runnable::run)),
            Duration.ZERO,
            vacated -> {});

    private final Member first = member(1);
    private final Member second = member(2);
    private final Member third = member(3);
    private final Roster all = Roster.EMPTY.with(first).with(second).with(third);

    @Test
    void whoGoesIsTakenOutAndNobodyElse() {
        Roster rest = all.without(second);

        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.get(0)).isSameAs(first);
        assertThat(rest.get(1)).isSameAs(third);
    }

    @Test
    void whoHasGoneCannotGoAgainInPlaceOfAnother() {
        Roster rest = all.without(second);

        assertThat(rest.without(second)).isSameAs(rest);
        assertThat(Roster.EMPTY.without(second)).isSameAs(Roster.EMPTY);
    }

    private Member member(long number) {
        Participant participant = new Participant(number, new RecordingOutlet(), () -> Access.NONE);
        participant.logIn(new User(number, "m" + number), Dialect.NATIVE);
        return new Member(room, participant, number);
    }
}
