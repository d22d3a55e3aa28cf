package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;

class FanoutWalkTest {

    private final Queue<Runnable> fanout = new ArrayDeque<>();
    private final Rooms rooms = TestRooms.on(
            1_000,
            new MemoryStore(),
            new Channel.Threads(fanout::add, 1, (task, millis) -> {}, Runnable::run, Runnable::run));
    private final List<RecordingOutlet> outlets = new ArrayList<>();
    private Participant talker;

    @Test
    void whatIsSaidDuringALongWalkIsHeardByThoseWhoWereServedBeforeTheWalkEnds() {
        fill(3_000);
        outlets.get(2_000).whenWritten(() -> Saying.say(rooms, talker, "1", "second"));
        Saying.say(rooms, talker, "1", "first");

        fanout.remove().run();

        assertThat(outlets.get(0).lastText()).contains("second");
        assertThat(outlets).allSatisfy(outlet -> assertThat(outlet.lastText()).contains("second"));
    }

    @Test
    void aWalkBeginsAnewOnlyOnceSoThatItReachesEverybody() {
        fill(3_000);
        int[] said = {0};
        outlets.get(2_000).whenWritten(() -> {
            said[0]++;
            Saying.say(rooms, talker, "1", "second");
            outlets.get(100).whenWritten(() -> {
                said[0]++;
                Saying.say(rooms, talker, "1", "third");
            });
        });
        Saying.say(rooms, talker, "1", "first");

        fanout.remove().run();

        assertThat(said[0]).isEqualTo(2);
        assertThat(outlets.get(0).lastText()).contains("second");
        assertThat(outlets.get(2_999).lastText()).contains("third");
        fanout.remove().run();
        assertThat(outlets.get(0).lastText()).contains("third");
    }

    @Test
    void aShortWalkGoesOnToItsEnd() {
        fill(100);
        outlets.get(90).whenWritten(() -> Saying.say(rooms, talker, "1", "second"));
        Saying.say(rooms, talker, "1", "first");

        fanout.remove().run();

        assertThat(outlets.get(0).lastText()).contains("first");
    }

    private void fill(int members) {
        for (int i = 0; i < members; i++) {
            RecordingOutlet outlet = new RecordingOutlet();
            outlets.add(outlet);
            talker = rooms.connect(outlet);
            rooms.enter(talker, "m" + i, Dialect.CAPTURE, "1", Optional.empty());
        }
        while (!fanout.isEmpty()) {
            fanout.remove().run();
        }
    }
}
