package org.kaiwa.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kaiwa.connection.WireEvent.Direction.IN;
import static org.kaiwa.connection.WireEvent.Direction.OUT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

class FilterTest {

    private final Line line = Lines.between("10.0.0.7", 60653, "10.0.0.1");
    private final Packet login =
            Packet.of(Lines.text(line, IN, "{\"type\":\"login\",\"name\":\"mynick\",\"room\":\"tea\"}"), true);
    private final Packet say =
            Packet.of(Lines.text(line, OUT, "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"Hi, all !\"}"), false);

    @ParameterizedTest
    @CsvSource({
        "user, mynick, true, false",
        "user, other, false, false",
        "room, tea, true, false",
        "room, 1, false, true",
        "address, 10.0.0.7, true, true",
        "address, 10.0.0.7:60653, true, true",
        "address, 10.0.0.7:1, false, false",
        "direction, in, true, false",
        "direction, out, false, true",
        "type, login, true, false",
        "type, say, false, true",
        "text, MYNICK, true, false",
        "text, Hi, false, false"
    })
    void whatIsNamedHasToFit(String name, String value, boolean isLogin, boolean isSay) {
        Filter filter = Filter.parse(Map.of(name, value)::get);

        assertThat(filter.matches(login)).isEqualTo(isLogin);
        assertThat(filter.matches(say)).isEqualTo(isSay);
    }

    @Test
    void withoutAnythingNamedAllFits() {
        Filter filter = Filter.parse(name -> "");

        assertThat(filter).isEqualTo(Filter.ALL).hasToString("all of it");
        assertThat(filter.matches(login)).isTrue();
        assertThat(filter.mayMatch(line)).isTrue();
    }

    @Test
    void aLineBeginsAndEndsForWhoeverSeesAllOfIt() {
        Packet closed = Packet.of(new WireEvent.Closed(line, Lines.BEGIN), true);

        assertThat(Filter.parse(Map.of("address", "10.0.0.7")::get).matches(closed))
                .isTrue();
        assertThat(Filter.parse(Map.of("line", "" + line.number())::get).matches(closed))
                .isTrue();
        assertThat(Filter.parse(Map.of("line", "0")::get).matches(closed)).isFalse();
        assertThat(Filter.parse(Map.of("type", "say")::get).matches(closed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"direction, up, in or out", "line, one, the number of a line"})
    void whatIsNotAllowedIsNamed(String name, String value, String allowed) {
        assertThatThrownBy(() -> Filter.parse(Map.of(name, value)::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " = \"" + value + "\" is not allowed; allowed is " + allowed + ".");
    }

    @Test
    void aParameterWithoutAnEndIsNotAllowed() {
        assertThatThrownBy(() -> Filter.parse(Map.of("text", "x".repeat(257))::get))
                .hasMessageContaining("at most 256 characters");
    }
}
