package org.kaiwa.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaiwa.config.AddressRange;

/** Of what is said of a request, what a listed proxy has written is believed, and nothing that a client may have. */
class ForwardedTest {

    private static final List<AddressRange> PROXIES =
            Stream.of("10.1.0.0/16", "::1").map(AddressRange::parse).toList();
    private static final String PROXY = "10.1.0.1";

    @Test
    void nothingIsBelievedOfWhoIsNotListed() {
        assertThat(read("192.0.2.1", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "elsewhere"))
                .isEmpty();
    }

    @Test
    void whoIsListedAndSaysNothingHasAskedHimself() {
        assertThat(read(PROXY)).isEmpty();
        assertThat(read(PROXY, "Via", "1.1 proxy")).isEmpty();
    }

    @Test
    void aListedProxySaysEverything() {
        Forwarded said = heard(
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "chat.example.com:8443",
                "X-Forwarded-Prefix",
                "/chat");

        assertThat(said.address()).contains("203.0.113.9");
        assertThat(said.clientPort()).isEmpty();
        assertThat(said.scheme()).contains("https");
        assertThat(said.host()).contains("chat.example.com");
        assertThat(said.port()).contains(8443);
        assertThat(said.prefix()).contains("/chat");
    }

    @Test
    void whatAClientHasWrittenBeforeItsProxyIsNotBelieved() {
        Forwarded said = heard(
                "X-Forwarded-For",
                "127.0.0.1, 203.0.113.9",
                "X-Forwarded-Host",
                "bank.example.com, chat.example.com",
                "X-Forwarded-Proto",
                "http, https");

        assertThat(said.address()).contains("203.0.113.9");
        assertThat(said.host()).contains("chat.example.com");
        assertThat(said.scheme()).contains("https");
    }

    @Test
    void throughTwoListedProxiesTheOuterOnesWordsCount() {
        Forwarded said = heard(
                "X-Forwarded-For",
                "192.0.2.66, 203.0.113.9, 10.1.0.2",
                "X-Forwarded-Host",
                "bank.example.com, chat.example.com, inner",
                "X-Forwarded-Proto",
                "https");

        assertThat(said.address()).contains("203.0.113.9");
        assertThat(said.host()).contains("chat.example.com");
        assertThat(said.scheme()).as("one has put its own in the place of all").contains("https");
    }

    @Test
    void aListedProxyMayAskForItself() {
        assertThat(heard("X-Forwarded-For", "10.1.0.7").address()).contains("10.1.0.7");
        assertThat(heard("X-Forwarded-For", "10.1.0.7, 10.1.0.8").address()).contains("10.1.0.7");
    }

    @Test
    void severalLinesOfAHeaderAreOneList() {
        Map<String, List<String>> headers = Map.of("X-Forwarded-For", List.of("127.0.0.1", "203.0.113.9"));

        assertThat(Forwarded.read(name -> headers.getOrDefault(name, List.of()), PROXY, PROXIES)
                        .orElseThrow()
                        .address())
                .contains("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:5678,203.0.113.9,5678",
        "2001:db8::9,2001:db8::9,",
        "[2001:db8::9],2001:db8::9,",
        "[2001:db8::9]:5678,2001:db8::9,5678"
    })
    void anAddressMayHaveItsPort(String hop, String address, Integer port) {
        Forwarded said = heard("X-Forwarded-For", hop);

        assertThat(said.address()).contains(address);
        assertThat(said.clientPort()).isEqualTo(Optional.ofNullable(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_hidden", "evil.example.com", "1.2.3", "999.1.1.1", "\"><script>", "::g"})
    void whatIsNoAddressIsPassedOver(String hop) {
        assertThat(heard("X-Forwarded-For", hop).address()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HTTPS,https", "wss,https", "ws,http", "ftp,", "'https;x',"})
    void aSchemeIsOneOfTheWeb(String proto, String scheme) {
        assertThat(heard("X-Forwarded-Proto", proto).scheme()).isEqualTo(Optional.ofNullable(scheme));
    }

    @ParameterizedTest
    @CsvSource({"[::1]:8443,[::1],8443", "a_b.example,a_b.example,", "'a b',,", "a;b,,", "a:99999,a,", "a:0,a,"})
    void aHostIsANameOrAnAddress(String text, String host, Integer port) {
        Forwarded said = heard("X-Forwarded-Host", text);

        assertThat(said.host()).isEqualTo(Optional.ofNullable(host));
        assertThat(said.port()).isEqualTo(Optional.ofNullable(port));
    }

    @Test
    void aPortThatIsSaidByItselfCountsMore() {
        assertThat(heard("X-Forwarded-Host", "a:1", "X-Forwarded-Port", "8443").port())
                .contains(8443);
        assertThat(heard("X-Forwarded-Host", "a:1", "X-Forwarded-Port", "x").port())
                .contains(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/,''",
        "/chat/,/chat",
        "/a/b.c~d_e-1,/a/b.c~d_e-1",
        "/..,",
        "/a/../b,",
        "/a/./b,",
        "//evil,",
        "chat,",
        "/a//b,",
        "/a;b,",
        "/a b,"
    })
    void aPathIsPlain(String text, String prefix) {
        assertThat(heard("X-Forwarded-Prefix", text).prefix()).isEqualTo(Optional.ofNullable(prefix));
    }

    private static Forwarded heard(String... headers) {
        return read(PROXY, headers).orElseThrow();
    }

    private static Optional<Forwarded> read(String peer, String... headers) {
        Map<String, List<String>> lines = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.put(headers[i], Arrays.asList(headers[i + 1]));
        }
        return Forwarded.read(name -> lines.getOrDefault(name, List.of()), peer, PROXIES);
    }
}
