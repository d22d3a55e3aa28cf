package org.kaiwa.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFileTest {

    private static final byte[] TEXT = "as long as it is wide, ".repeat(100).getBytes(UTF_8);

    private final PageFile file = new PageFile("text/plain", TEXT);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br, gzip;q=0.5", "x-gzip", "*", "identity;q=0, *;q=0.1"})
    void whoTakesGzipGetsIt(String accepted) throws Exception {
        PageFile.Form form = file.shortest(accepted);

        assertThat(form.encoding()).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(form.bytes())).readAllBytes())
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "identity", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzipped"})
    void whoDoesNotTakeGzipGetsTheFileAsItIs(String accepted) {
        assertThat(file.shortest(accepted)).isSameAs(file.plain());
        assertThat(file.shortest(null)).isSameAs(file.plain());
    }

    @Test
    void eachEncodingHasATagOfItsOwn() {
        assertThat(file.shortest("gzip").tag())
                .isNotEqualTo(file.plain().tag())
                .startsWith("\"")
                .endsWith("\"");
    }

    @Test
    void whatCannotBeMadeShorterIsLeftAsItIs() {
        byte[] picture = new byte[1_000];
        new Random(1).nextBytes(picture);

        assertThat(new PageFile("image/png", picture).shortest("gzip").encoding())
                .isNull();
    }
}
