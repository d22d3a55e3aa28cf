package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

class EventLogTest {

    private static final User USER = new User(1, "u");

    private final EventLog log = new EventLog(16);

    @Test
    void positionsAreDenseAndTheHeadIsOnePastTheNewest() {
        assertThat(append("a")).isZero();
        assertThat(append("b")).isEqualTo(1);
        assertThat(log.head()).isEqualTo(2);
        assertThat(log.at(1).event()).isEqualTo(said("b"));
    }

    @Test
    void aReaderThatIsOvertakenFindsNothingAtItsPosition() {
        for (int i = 0; i < 17; i++) {
            append("m" + i);
        }

        assertThat(log.at(0)).isNull();
        assertThat(log.at(1).event()).isEqualTo(said("m1"));
        assertThat(log.at(16).event()).isEqualTo(said("m16"));
    }

    @Test
    void theTextThatIsKeptIsBoundedEvenIfTheEventsAreFew() {
        String half = "x".repeat(EventLog.MAX_WEIGHT / 2);
        append(half);
        append(half);
        append("y");

        assertThat(log.at(0)).isNull();
        assertThat(log.at(1)).isNotNull();
        assertThat(log.at(2)).isNotNull();
    }

    @Test
    void aMessageLargerThanTheBoundIsStillDelivered() {
        append("x".repeat(EventLog.MAX_WEIGHT + 1));

        assertThat(log.at(0)).isNotNull();
    }

    @Test
    void whatNobodyNeedsAnyMoreIsLetGo() {
        append("a");
        append("b");
        append("c");

        log.releaseBefore(2);

        assertThat(log.at(0)).isNull();
        assertThat(log.at(1)).isNull();
        assertThat(log.at(2)).isNotNull();
        log.releaseBefore(100);
        assertThat(log.at(2)).isNull();
        assertThat(append("d")).isEqualTo(3);
        assertThat(log.at(3)).isNotNull();
    }

    private long append(String content) {
        return log.append(said(content));
    }

    private static Event said(String content) {
        return new Event.Said("1", 1, "e", USER, null, content, Instant.EPOCH);
    }
}
