package org.kaiwa.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:55151, 127.0.0.1",
        "http://127.0.0.1, 127.0.0.1",
        "https://chat.example.com, chat.example.com",
        "HTTP://Chat.Example.com:8080, chat.example.COM",
        "http://[::1]:55151, ::1",
        "http://[::1]:55151, [::1]"
    })
    void theSameHostIsNotForeignWhateverItsPort(String origin, String host) {
        assertThat(Origins.isAllowed(origin, host, Set.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, chat.example.com",
        "http://chat.example.com.evil.example, chat.example.com",
        "http://evil.example/chat.example.com, chat.example.com",
        "http://localhost:55151, 127.0.0.1",
        "null, 127.0.0.1",
        "http://, 127.0.0.1",
        "::::, 127.0.0.1",
        "'http://a b', 127.0.0.1"
    })
    void everyOtherOriginIsForeign(String origin, String host) {
        assertThat(Origins.isAllowed(origin, host, Set.of())).isFalse();
    }

    @Test
    void aClientThatIsNoBrowserSendsNoOriginAndIsAllowed() {
        assertThat(Origins.isAllowed(null, "127.0.0.1", Set.of())).isTrue();
    }

    @Test
    void anOriginThatIsConfiguredIsAllowedWithItsPortAndNoOther() {
        Set<String> allowed = Set.of("http://old.example:8000");

        assertThat(Origins.isAllowed("http://OLD.example:8000", "new.example", allowed))
                .isTrue();
        assertThat(Origins.isAllowed("http://old.example:8001", "new.example", allowed))
                .isFalse();
    }

    @Test
    void theStarAllowsAll() {
        assertThat(Origins.isAllowed("null", "127.0.0.1", Set.of("*"))).isTrue();
    }
}
