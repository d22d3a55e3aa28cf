package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;

class RoomStatisticsTest {

    @Test
    void theMedianTheHundredthAndTheLargestLagAreToldApart() {
        RoomStatistics statistics =
                RoomStatistics.of(3, LongStream.rangeClosed(1, 1_000).toArray());

        assertThat(statistics).isEqualTo(new RoomStatistics(3, 1_000, 500, 990, 1_000));
    }

    @Test
    void withoutMembersNothingLags() {
        assertThat(RoomStatistics.of(0, new long[0])).isEqualTo(new RoomStatistics(0, 0, 0, 0, 0));
    }

    @Test
    void aMemberWhoDoesNotReadLagsByWhatIsSaid() {
        Rooms rooms = TestRooms.on(100, new MemoryStore(), Runnable::run);
        RecordingOutlet slow = new RecordingOutlet();
        Participant quick = rooms.connect(new RecordingOutlet());
        rooms.enter(quick, "quick", Dialect.NATIVE, "1", Optional.empty());
        rooms.enter(rooms.connect(slow), "slow", Dialect.NATIVE, "1", Optional.empty());
        slow.stall();

        for (int i = 0; i < 11; i++) {
            Saying.say(rooms, quick, "1", "x");
        }

        assertThat(rooms.statistics()).isEqualTo(new RoomStatistics(1, 2, 0, 0, 10));
        slow.resume();
        assertThat(rooms.statistics().lagMax()).isZero();
    }
}
