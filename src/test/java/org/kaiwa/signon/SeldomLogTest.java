package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SeldomLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getAnonymousLogger();
    private long now = -7;

    @Test
    void aFloodIsOneLineASecondThatSaysHowManyThereWere() {
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        SeldomLog log = new SeldomLog(logger, () -> now);

        for (int i = 0; i < 1_000; i++) {
            log.warn("forged");
        }
        assertThat(lines).containsExactly("forged");
        now += Duration.ofSeconds(1).toNanos();
        log.warn("forged");
        now += Duration.ofSeconds(1).toNanos();
        log.warn("forged");

        assertThat(lines).containsExactly("forged", "forged (and 999 more like this)", "forged");
    }
}
