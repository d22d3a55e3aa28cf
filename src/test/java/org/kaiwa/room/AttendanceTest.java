package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.User;

class AttendanceTest {

    private final Seat first = seat(1);
    private final Seat second = seat(2);
    private final Seat third = seat(3);
    private final Attendance all = Attendance.NOBODY.with(first).with(second).with(third);

    @Test
    void aPageEndsAtItsBoundAndTheLastHasNoNext() {
        assertThat(all.page("1", 0, 2).next()).isEqualTo(2);
        assertThat(all.page("1", 2, 2).members()).containsExactly(third.user());
        assertThat(all.page("1", 2, 2).next()).isNull();
        assertThat(all.page("1", Long.MAX_VALUE, 2).members()).isEmpty();
        assertThat(all.page("1", 0, Integer.MAX_VALUE).members()).hasSize(3);
    }

    @Test
    void whoGoesIsTakenOutAndNobodyElse() {
        assertThat(all.without(second).page("1", 0, 9).members()).containsExactly(first.user(), third.user());
    }

    private static Seat seat(long number) {
        return new Seat(new User(100 - number, "u" + number), number);
    }
}
