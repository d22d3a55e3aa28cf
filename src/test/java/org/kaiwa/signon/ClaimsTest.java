package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.OidcSettings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.Subject;

/** What is made of what providers say of their users, each in its own way. */
class ClaimsTest {

    @Test
    void theClaimsThatAreConfiguredCount() throws Exception {
        Account account = new Claims(Map.of(
                        "sub",
                        "s-1",
                        "oid",
                        "o-1",
                        "nick",
                        "Ann",
                        "roles",
                        List.of("a", "b"),
                        "pic",
                        "https://x.example/p"))
                .account(settings("oid", "nick", "roles", "pic"));

        assertThat(account.subject()).isEqualTo(new Subject("https://sso.example", "o-1"));
        assertThat(account.name()).isEqualTo("Ann");
        assertThat(account.groups()).containsExactlyInAnyOrder("a", "b");
        assertThat(account.picture()).isEqualTo("https://x.example/p");
    }

    @Test
    void aClaimWithinAClaimIsFoundByItsDots() throws Exception {
        Map<String, Object> claims =
                Map.of("sub", "s", "realm_access", Map.of("roles", List.of("admin")), "a.b", List.of("whole"));

        assertThat(new Claims(claims)
                        .account(settings("sub", "name", "realm_access.roles", "p"))
                        .groups())
                .containsExactly("admin");
        assertThat(new Claims(claims)
                        .account(settings("sub", "name", "a.b", "p"))
                        .groups())
                .containsExactly("whole");
        assertThat(new Claims(claims)
                        .account(settings("sub", "name", "realm_access.none.x", "p"))
                        .groups())
                .isEmpty();
    }

    @Test
    void oneGroupMayStandWithoutAList() throws Exception {
        assertThat(new Claims(Map.of("sub", "s", "groups", "staff"))
                        .account(settings("sub", "name", "groups", "p"))
                        .groups())
                .containsExactly("staff");
    }

    @Test
    void whoHasNoNameGetsTheNextBest() throws Exception {
        OidcSettings settings = settings("sub", "name", "groups", "p");

        assertThat(new Claims(Map.of("sub", "s", "preferred_username", "ann", "email", "a@x.example"))
                        .account(settings)
                        .name())
                .isEqualTo("ann");
        assertThat(new Claims(Map.of("sub", "s", "name", " ", "email", "a@x.example"))
                        .account(settings)
                        .name())
                .isEqualTo("a@x.example");
        assertThat(new Claims(Map.of("sub", "s")).account(settings).name()).isEqualTo("s");
        assertThat(new Claims(Map.of("sub", "s", "name", "\u202e\n"))
                        .account(settings)
                        .name())
                .isEqualTo("s");
    }

    @Test
    void withoutAnIdNobodyIsAnybody() {
        assertThatThrownBy(() -> new Claims(Map.of("sub", "s")).account(settings("oid", "name", "groups", "p")))
                .isInstanceOf(SignOnRefusedException.class)
                .hasMessageContaining("kaiwa.oidc.claim.id");
    }

    private static OidcSettings settings(String id, String name, String groups, String picture) {
        return new OidcSettings(
                URI.create("https://sso.example"),
                "kaiwa",
                Optional.empty(),
                List.of("openid"),
                id,
                name,
                groups,
                picture,
                Duration.ZERO);
    }
}
