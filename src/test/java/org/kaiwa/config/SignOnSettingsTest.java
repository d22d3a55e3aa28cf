package org.kaiwa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignOnSettingsTest {

    private static final Map<String, String> OIDC = Map.of(
            "kaiwa.auth", "oidc",
            "kaiwa.oidc.issuer", "https://sso.example.com/realms/company/",
            "kaiwa.oidc.client.id", "kaiwa");

    private static final Map<String, String> PROXY =
            Map.of("kaiwa.auth", "proxy", "kaiwa.proxy.addresses", "127.0.0.1, 10.1.0.0/16,::1");

    @Test
    void withNothingConfiguredEverybodyIsAGuest() {
        SignOnSettings settings = read(Map.of()).signOn();

        assertThat(settings.mode()).isEqualTo(SignOnSettings.Mode.GUEST);
        assertThat(settings.recheck()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.idle()).isEqualTo(Duration.ofHours(8));
        assertThat(settings.oidc()).isEmpty();
        assertThat(settings.proxy()).isEmpty();
    }

    @Test
    void aProviderNeedsNoMoreThanItsAddressAndAClientId() {
        OidcSettings oidc = read(OIDC).signOn().oidc().orElseThrow();

        assertThat(oidc.issuer()).isEqualTo(URI.create("https://sso.example.com/realms/company/"));
        assertThat(oidc.clientSecret()).isEmpty();
        assertThat(oidc.scopes()).containsExactly("openid", "profile", "email");
        assertThat(oidc.idClaim()).isEqualTo("sub");
        assertThat(oidc.toString()).doesNotContain("Secret");
    }

    @Test
    void theSecretMayStandInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), " s3cret\n");

        OidcSettings oidc = read(with(OIDC, "kaiwa.oidc.client.secret.file", file.toString()))
                .signOn()
                .oidc()
                .orElseThrow();

        assertThat(oidc.clientSecret()).contains("s3cret");
        assertThat(oidc.toString()).doesNotContain("s3cret");
    }

    @Test
    void aSecretInTwoPlacesIsRefusedWithoutBeingShown(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "s3cret");
        Map<String, String> both =
                with(with(OIDC, "kaiwa.oidc.client.secret.file", file.toString()), "kaiwa.oidc.client.secret", "other");

        assertThatThrownBy(() -> read(both))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("kaiwa.oidc.client.secret.file = ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret", "other"));
    }

    @ParameterizedTest
    @CsvSource({"kaiwa.oidc.issuer", "kaiwa.oidc.client.id"})
    void whatAProviderNeedsIsAskedFor(String key) {
        Map<String, String> without = new HashMap<>(OIDC);
        without.remove(key);

        assertThatThrownBy(() -> read(without)).hasMessageStartingWith(key + " = \"\" is not allowed; allowed is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kaiwa.auth|ldap",
                "kaiwa.auth|OIDC",
                "kaiwa.auth.recheck|999ms",
                "kaiwa.auth.recheck|2h",
                "kaiwa.auth.idle|721h",
                "kaiwa.admin.groups|a,,b",
                "kaiwa.public.url|chat.example.com",
                "kaiwa.public.url|https://u:p@chat.example.com",
                "kaiwa.public.url|ftp://chat.example.com",
                "kaiwa.oidc.issuer|http://sso.example.com",
                "kaiwa.oidc.issuer|https://sso.example.com/?a=b",
                "kaiwa.oidc.scopes|profile",
                "kaiwa.oidc.clock.skew|11m",
                "kaiwa.oidc.client.secret.file|/nowhere/to/be/found",
                "kaiwa.origins|*"
            })
    void aValueThatIsNotAllowedStopsTheStart(String key, String value) {
        assertThatThrownBy(() -> read(with(OIDC, key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(key + " = \"" + value + "\" is not allowed; allowed is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kaiwa.proxy.addresses|proxy.example.com",
                "kaiwa.proxy.addresses|10.0.0.0/33",
                "kaiwa.proxy.addresses|10.0.0.0/8/8",
                "kaiwa.proxy.addresses|::1/129",
                "kaiwa.proxy.header.user|X Forwarded",
                "kaiwa.proxy.sign.out|//evil.example",
                "kaiwa.proxy.sign.out|javascript:alert(1)",
                "kaiwa.origins|*"
            })
    void aProxyIsCheckedLikewise(String key, String value) {
        assertThatThrownBy(() -> read(with(PROXY, key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(key + " = ");
    }

    @Test
    void aProxyHasToSayWhereItIs() {
        assertThatThrownBy(() -> read(Map.of("kaiwa.auth", "proxy")))
                .hasMessageStartingWith("kaiwa.proxy.addresses = \"\" is not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.7, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.2.128/25, 10.1.2.200, true",
        "10.1.2.128/25, 10.1.2.100, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, [::1], true",
        "fe80::/10, fe80::1%eth0, true",
        "::1, 127.0.0.1, false",
        "127.0.0.1, localhost, false",
        "127.0.0.1, ::ffff:127.0.0.1, true"
    })
    void anAddressIsInARangeOrNot(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(inside);
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private static Settings read(Map<String, String> configured) {
        return Settings.read(key -> Optional.ofNullable(configured.get(key)));
    }
}
