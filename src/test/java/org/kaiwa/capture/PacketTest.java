package org.kaiwa.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaiwa.connection.WireEvent.Direction.IN;
import static org.kaiwa.connection.WireEvent.Direction.OUT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent.Direction;

class PacketTest {

    private final Line line = Lines.between("10.0.0.7", 60653, "10.0.0.1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IN|{\"type\":\"login\",\"name\":\"mynick\"}|the browser sends its nickname",
                "OUT|{\"type\":\"user_list\"}|the browser is given the list of those in the room",
                "OUT|{\"type\":\"login\",\"uid\":1}|every browser is told of the newcomer",
                "IN|{\"type\":\"say\",\"to_uid\":\"all\"}|the browser says something to all in the room",
                "IN|{\"type\":\"say\",\"to_uid\":5}|the browser says something to one alone",
                "IN|{\"type\":\"say\",\"to_client_id\":\"7f00\"}|the browser says something to one alone",
                "IN|no json|the browser sends what the server does not know",
                "OUT|{\"type\":\"new\"}|the server sends a text"
            })
    void aTextIsExplainedInPlainWords(Direction direction, String text, String comment) {
        assertThat(Packet.of(Lines.text(line, direction, text), true).comment()).isEqualTo(comment);
    }

    @Test
    void whatIsNoTextIsExplainedToo() {
        assertThat(comment(IN, 9, new byte[0])).isEqualTo("the browser asks whether the server is there");
        assertThat(comment(OUT, 10, new byte[0])).isEqualTo("the server answers that it is there");
        assertThat(comment(OUT, 8, new byte[] {0x0F, (byte) 0xA1}))
                .isEqualTo("the server closes the connection with 4001");
        assertThat(comment(IN, 8, new byte[0])).isEqualTo("the browser closes the connection");
        assertThat(comment(IN, 2, new byte[1])).isEqualTo("the browser sends bytes");
    }

    @Test
    void ofAPartOfAMessageNothingIsSeenButItsLength() {
        Packet part = Packet.of(Lines.frame(line, IN, false, 1, "{\"tok".getBytes()), true);

        assertThat(part.text()).isEqualTo("*****");
        assertThat(part.type()).isNull();
        assertThat(part.comment()).isEqualTo("the browser sends the first part of a message");
    }

    @Test
    void aFrameWithoutARoomIsAboutTheFirst() {
        assertThat(Packet.of(Lines.text(line, IN, "{\"type\":\"say\"}"), true).room())
                .isEqualTo("1");
        assertThat(Packet.of(Lines.text(line, IN, "{\"type\":\"ping\"}"), true).room())
                .isNull();
    }

    private String comment(Direction direction, int opcode, byte[] payload) {
        return Packet.of(Lines.frame(line, direction, true, opcode, payload), true)
                .comment();
    }
}
