package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageHeadersTest {

    @Test
    void thePageMayContactItsOwnHostAndTheSocketsPortOnly() {
        assertThat(PageHeaders.policy("chat.example.com", 7272, List.of()))
                .contains("connect-src 'self' ws://chat.example.com:7272 wss://chat.example.com:7272;")
                .contains("default-src 'none'");
    }

    @Test
    void aHostHeaderThatIsNoHostGetsNothingIntoThePolicy() {
        assertThat(PageHeaders.policy("x; script-src *", 7272, List.of()))
                .doesNotContain("*")
                .contains("connect-src 'self';");
    }

    @Test
    void nobodyShowsThePageInAFrameWhomTheAdministratorDoesNotName() {
        assertThat(PageHeaders.policy("chat.example.com", 7272, List.of())).endsWith("; frame-ancestors 'none'");
        assertThat(PageHeaders.frameOptions(List.of())).contains("DENY");
    }

    @Test
    void whomTheAdministratorNamesMayShowThePageInAFrame() {
        List<String> ancestors = List.of("https://intranet.example.com", "self");
        assertThat(PageHeaders.policy("chat.example.com", 7272, ancestors))
                .endsWith("; frame-ancestors https://intranet.example.com 'self'");
        assertThat(PageHeaders.frameOptions(ancestors)).isEmpty();
        assertThat(PageHeaders.frameOptions(List.of("self"))).contains("SAMEORIGIN");
    }

    @Test
    void noScriptIsMadeOfAText() {
        assertThat(PageHeaders.policy("chat.example.com", 7272, List.of()))
                .contains("; require-trusted-types-for 'script'; trusted-types kaiwa;");
    }
}
