package org.kaiwa.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"say\",\"content\":\"hi\"}|{\"type\":\"say\",\"content\":\"**\"}",
                "{\"content\" :  \"a\\\"b\"}|{\"content\" :  \"****\"}",
                "{\"c\\u006fntent\":\"hi\"}|{\"c\\u006fntent\":\"**\"}",
                "{\"token\":\"猪\"}|{\"token\":\"***\"}",
                "{\"messages\":[{\"content\":\"a\"},{\"content\":\"b\"}]}|{\"messages\":[{\"content\":\"*\"},{\"content\":\"*\"}]}",
                "{\"name\":\"content\",\"x\":\"y\"}|{\"name\":\"content\",\"x\":\"y\"}",
                "{\"name\":\"\\\"content\\\":\\\"no\\\"\"}|{\"name\":\"\\\"content\\\":\\\"no\\\"\"}",
                "{\"content\":5,\"x\":\"y\"}|{\"content\":5,\"x\":\"y\"}",
                "{\"content\":\"never ends}|{\"content\":\"***********",
                "hello|*****"
            })
    void whatPeopleWriteIsAsterisksAsLongAsItWas(String text, String seen) {
        assertThat(redacted(text, false)).isEqualTo(seen).hasSameSizeAs(seen);
    }

    @Test
    void whereItMayBeSeenATokenStillMayNot() {
        assertThat(redacted("{\"content\":\"hi\",\"token\":\"abc\"}", true))
                .isEqualTo("{\"content\":\"hi\",\"token\":\"***\"}");
        assertThat(redacted("hello", true)).isEqualTo("hello");
    }

    @Test
    void whatPassedIsNotChanged() {
        byte[] passed = "{\"content\":\"hi\"}".getBytes(UTF_8);
        Redaction.ofText(passed, false);

        assertThat(new String(passed, UTF_8)).isEqualTo("{\"content\":\"hi\"}");
    }

    private static String redacted(String text, boolean content) {
        return new String(Redaction.ofText(text.getBytes(UTF_8), content), UTF_8);
    }
}
