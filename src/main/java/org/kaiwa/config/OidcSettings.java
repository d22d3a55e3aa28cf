package org.kaiwa.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The OpenID provider, and what it calls things.
 *
 * @param issuer {@code kaiwa.oidc.issuer}: its address, below which its discovery document is (OpenID Connect Discovery 1.0 §4); {@code https}, or
 *     {@code http} on this machine itself
 * @param clientId {@code kaiwa.oidc.client.id}: as what we are registered there
 * @param clientSecret {@code kaiwa.oidc.client.secret}, or what stands in the file {@code kaiwa.oidc.client.secret.file}; empty: a public client
 * @param scopes {@code kaiwa.oidc.scopes}: what is asked for, {@code openid} among it
 * @param idClaim {@code kaiwa.oidc.claim.id}: what a user is known by for ever
 * @param nameClaim {@code kaiwa.oidc.claim.name}: its name
 * @param groupsClaim {@code kaiwa.oidc.claim.groups}: its groups; with dots, a member of a member
 * @param pictureClaim {@code kaiwa.oidc.claim.picture}: the address of its picture
 * @param clockSkew {@code kaiwa.oidc.clock.skew}: how far the provider's clock and ours may be apart, up to 10 min
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        List<String> scopes,
        String idClaim,
        String nameClaim,
        String groupsClaim,
        String pictureClaim,
        Duration clockSkew) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Setting<URI> ISSUER = new Setting<>(
            "kaiwa.oidc.issuer",
            null,
            "the https address of the provider, such as https://sso.example.com/realms/company",
            OidcSettings::parseIssuer);
    private static final Setting<String> CLIENT_ID =
            new Setting<>("kaiwa.oidc.client.id", null, "the client id that the provider has given us", text -> text);
    private static final Setting<String> CLIENT_SECRET =
            new Setting<>("kaiwa.oidc.client.secret", null, "a secret", text -> text);
    private static final Setting<String> CLIENT_SECRET_FILE = new Setting<>(
            "kaiwa.oidc.client.secret.file",
            null,
            "a file that can be read and has the secret in it, where kaiwa.oidc.client.secret is not set",
            OidcSettings::readSecret);
    private static final Setting<List<String>> SCOPES = new Setting<>(
            "kaiwa.oidc.scopes",
            "openid profile email",
            "a list of scopes with blanks between them, openid among them",
            OidcSettings::parseScopes);
    private static final Setting<String> ID_CLAIM = claim("id", "sub");
    private static final Setting<String> NAME_CLAIM = claim("name", "name");
    private static final Setting<String> GROUPS_CLAIM = claim("groups", "groups");
    private static final Setting<String> PICTURE_CLAIM = claim("picture", "picture");
    private static final Setting<Duration> CLOCK_SKEW = new Setting<>(
            "kaiwa.oidc.clock.skew",
            "60s",
            "a time from 0s to 10m, such as 60s",
            text -> Settings.parseDuration(text, Duration.ZERO, Duration.ofMinutes(10)));

    /** All keys. */
    static final List<Setting<?>> ALL = List.of(
            ISSUER,
            CLIENT_ID,
            CLIENT_SECRET,
            CLIENT_SECRET_FILE,
            SCOPES,
            ID_CLAIM,
            NAME_CLAIM,
            GROUPS_CLAIM,
            PICTURE_CLAIM,
            CLOCK_SKEW);

    static OidcSettings read(Function<String, Optional<String>> source) {
        return new OidcSettings(
                ISSUER.required(source),
                CLIENT_ID.required(source),
                secret(source),
                SCOPES.from(source).orElseThrow(),
                ID_CLAIM.from(source).orElseThrow(),
                NAME_CLAIM.from(source).orElseThrow(),
                GROUPS_CLAIM.from(source).orElseThrow(),
                PICTURE_CLAIM.from(source).orElseThrow(),
                CLOCK_SKEW.from(source).orElseThrow());
    }

    private static Setting<String> claim(String what, String fallback) {
        return new Setting<>("kaiwa.oidc.claim." + what, fallback, "the name of a claim", text -> text);
    }

    private static Optional<String> secret(Function<String, Optional<String>> source) {
        Optional<String> secret = CLIENT_SECRET.from(source);
        Optional<String> inFile = CLIENT_SECRET_FILE.from(source);
        if (secret.isPresent() && inFile.isPresent()) {
            throw new InvalidSettingException(
                    CLIENT_SECRET_FILE.key(),
                    source.apply(CLIENT_SECRET_FILE.key()).orElse(""),
                    CLIENT_SECRET_FILE.allowed());
        }
        return secret.or(() -> inFile);
    }

    private static String readSecret(String file) {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException();
            }
            return secret;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static List<String> parseScopes(String text) {
        List<String> scopes = Arrays.asList(text.split("\\s+"));
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException();
        }
        return List.copyOf(scopes);
    }

    /** As it is, for it is compared with what the provider says, slash at the end included. */
    private static URI parseIssuer(String text) {
        URI checked = SignOnSettings.parseUrl(text);
        if (!"https".equals(checked.getScheme()) && !LOOPBACK.contains(checked.getHost())) {
            throw new IllegalArgumentException();
        }
        return URI.create(text);
    }

    /** Without the secret, which has no business in a log. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
