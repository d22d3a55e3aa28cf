package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-5, 2, 5",
        "bytes=7-, 7, 9",
        "bytes=-3, 7, 9",
        "bytes=-99, 0, 9",
        "bytes=8-99, 8, 9"
    })
    void aPartIsWhatIsThereOfIt(String header, int first, int last) {
        assertThat(ByteRange.parse(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0"})
    void thereIsNothingPastTheEnd(String header) {
        assertThat(ByteRange.parse(header, 10)).contains(ByteRange.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=0-99999999999"})
    void whatIsNoPartIsNotHeeded(String header) {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }
}
