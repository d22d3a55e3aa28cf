package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageHeadersTest {

    @Test
    void thePageMayContactItsOwnHostAndTheSocketsPortOnly() {
        assertThat(PageHeaders.policy("chat.example.com", 7272))
                .contains("connect-src 'self' ws://chat.example.com:7272 wss://chat.example.com:7272;")
                .contains("default-src 'none'");
    }

    @Test
    void aHostHeaderThatIsNoHostGetsNothingIntoThePolicy() {
        assertThat(PageHeaders.policy("x; script-src *", 7272))
                .doesNotContain("*")
                .contains("connect-src 'self';");
    }
}
