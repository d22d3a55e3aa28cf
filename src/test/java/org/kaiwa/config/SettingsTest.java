package org.kaiwa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withNothingConfiguredTheCapturesPortsAndTenSecondsHold() {
        Settings settings = read(Map.of());

        assertThat(settings.httpPort()).isEqualTo(55151);
        assertThat(settings.wsPort()).isEmpty();
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.roomBacklog()).isEqualTo(1024);
        assertThat(settings.page().frameAncestors()).isEmpty();
    }

    @Test
    void whatIsConfiguredHolds() {
        Settings settings = read(Map.of(
                "kaiwa.http.port", "0",
                "kaiwa.ws.port", " 7000 ",
                "kaiwa.origins", "https://Chat.example.com, http://localhost:8000",
                "kaiwa.heartbeat.interval", "250ms",
                "kaiwa.room.backlog", "16",
                "kaiwa.frame.ancestors", "Self, https://Intranet.example.com:8443"));

        assertThat(settings.httpPort()).isZero();
        assertThat(settings.wsPort()).contains(7000);
        assertThat(settings.origins()).containsExactlyInAnyOrder("https://chat.example.com", "http://localhost:8000");
        assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.roomBacklog()).isEqualTo(16);
        assertThat(settings.page().frameAncestors())
                .containsExactlyInAnyOrder("https://intranet.example.com:8443", "self");
    }

    @Test
    void whatPeopleWriteIsShownToWhoWatchesOnlyAmongGuestsUnlessItIsConfigured() {
        Map<String, String> proxy = Map.of("kaiwa.auth", "proxy", "kaiwa.proxy.addresses", "127.0.0.1");
        Map<String, String> open = new HashMap<>(proxy);
        open.putAll(Map.of("kaiwa.capture", "off", "kaiwa.capture.content", "on", "kaiwa.capture.notice", "on"));

        assertThat(read(Map.of()).capture()).isEqualTo(new CaptureSettings(true, true, false));
        assertThat(read(proxy).capture()).isEqualTo(new CaptureSettings(true, false, false));
        assertThat(read(open).capture()).isEqualTo(new CaptureSettings(false, true, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kaiwa.http.port|65536",
                "kaiwa.http.port|-1",
                "kaiwa.http.port|http",
                "kaiwa.ws.port|7272a",
                "kaiwa.ws.port|99999999999",
                "kaiwa.origins|chat.example.com",
                "kaiwa.origins|https://a.example/path",
                "kaiwa.origins|https://a.example,,",
                "kaiwa.heartbeat.interval|10",
                "kaiwa.heartbeat.interval|99ms",
                "kaiwa.heartbeat.interval|2h",
                "kaiwa.heartbeat.interval|-5s",
                "kaiwa.heartbeat.interval|99999999h",
                "kaiwa.room.backlog|15",
                "kaiwa.room.backlog|1048577",
                "kaiwa.rate.messages|-1",
                "kaiwa.rate.burst|0",
                "kaiwa.frame.ancestors|intranet.example.com",
                "kaiwa.frame.ancestors|https://a.example/path",
                "kaiwa.frame.ancestors|https://a.example; script-src *",
                "kaiwa.frame.ancestors|https://a.example https://b.example",
                "kaiwa.frame.ancestors|self,,",
                "kaiwa.frame.ancestors|none",
                "kaiwa.frame.ancestors|*",
                "kaiwa.capture|yes",
                "kaiwa.capture.content|true",
                "kaiwa.capture.notice|1"
            })
    void aValueThatIsNotAllowedIsNamedWithItsKeyAndWhatIsAllowedInOneLine(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(key + " = \"" + value + "\" is not allowed; allowed is ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aLineEndInAValueDoesNotMakeTwoLinesOfTheMessage() {
        assertThatThrownBy(() -> read(Map.of("kaiwa.http.port", "1\n2")))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aSlipOfThePenIsNotOneOfOurKeys() {
        assertThat(Settings.isKnown("kaiwa.http.port")).isTrue();
        assertThat(Settings.isKnown("kaiwa.htp.port")).isFalse();
    }

    private static Settings read(Map<String, String> configured) {
        return Settings.read(key -> Optional.ofNullable(configured.get(key)));
    }
}
