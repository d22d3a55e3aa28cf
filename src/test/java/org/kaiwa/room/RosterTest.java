package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;

class RosterTest {

    private final MemoryStore store = new MemoryStore();
    private final Room room = new Room(
            "1",
            10,
            new Channel.Services(
                    InstantSource.system(),
                    new Channel.Threads(Runnable::run, 1, (task, millis) -> task.run(), Runnable::run, Runnable::run),
                    store,
                    new GroupCommit(store, Runnable::run)));

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

    @Test
    void aPageEndsAtItsBoundAndTheLastHasNoNext() {
        assertThat(all.page("1", 0, 2).next()).isEqualTo(2);
        assertThat(all.page("1", 2, 2).members())
                .containsExactly(third.participant().user());
        assertThat(all.page("1", 2, 2).next()).isNull();
        assertThat(all.page("1", Long.MAX_VALUE, 2).members()).isEmpty();
        assertThat(all.page("1", 0, Integer.MAX_VALUE).members()).hasSize(3);
    }

    private Member member(long number) {
        Participant participant = new Participant(number, new RecordingOutlet());
        participant.logIn("m" + number, Dialect.NATIVE);
        return new Member(room, participant, new Event.Change(number, "1", participant.user(), true, Instant.EPOCH));
    }
}
