package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    /** On 2026-03-29 clocks in Berlin went from two to three. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T00:00:00Z[UTC], PT3H",
        "2026-11-25T03:00:00Z[UTC], PT24H",
        "2026-11-25T02:59:59Z[UTC], PT1S",
        "2026-11-25T12:00:00Z[UTC], PT15H",
        "2026-03-28T03:00:00+01:00[Europe/Berlin], PT23H",
    })
    void theNextNightIsThreeByTheServersClock(ZonedDateTime now, Duration wait) {
        assertThat(Retention.untilNight(now)).isEqualTo(wait);
    }
}
