package org.kaiwa.signon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Where the client comes, without the browser: for tokens, and for what is known of whom they are of. */
final class TokenDesk {

    private final People people;
    private final Grants grants;
    private final TokenMint mint;
    private final AtomicReference<String> nextUserInfoSubject = new AtomicReference<>();

    private volatile boolean refreshIsSparse;

    TokenDesk(People people, Grants grants, TokenMint mint) {
        this.people = people;
        this.grants = grants;
        this.mint = mint;
    }

    void refreshSparsely(boolean sparsely) {
        refreshIsSparse = sparsely;
    }

    void misreportNextUserInfo(String subject) {
        nextUserInfoSubject.set(subject);
    }

    /** A code for tokens (RFC 6749 §4.1.3). */
    void token(Exchange exchange) throws IOException, Refusal {
        authenticate(exchange);
        Refusal.unless(
                exchange.parameter("grant_type").equals("authorization_code"), "unsupported_grant_type", "grant_type");
        Grants.Code code = grants.takeCode(exchange.parameter("code"));
        Refusal.unless(code != null, "invalid_grant", "the code is not known, or has been used");
        Refusal.unless(code.redirectUri().equals(exchange.parameter("redirect_uri")), "invalid_grant", "redirect_uri");
        Refusal.unless(
                Pkce.proves(exchange.parameter("code_verifier"), code.challenge()), "invalid_grant", "code_verifier");
        Grants.Grant grant = code.grant();
        Map<String, Object> answer = accessToken(grant);
        answer.put("refresh_token", grants.newRefreshToken(grant));
        answer.put("id_token", mint.idToken(grant, people.find(grant.subject()), grant.nonce()));
        exchange.answer(answer);
    }

    /** A refresh token for tokens (RFC 6749 §6, OpenID Connect Core 1.0 §12). */
    void refresh(Exchange exchange) throws IOException, Refusal {
        authenticate(exchange);
        String old = exchange.parameter("refresh_token");
        Grants.Grant grant = grants.ofRefreshToken(old);
        String fresh = refreshIsSparse ? old : grants.rotate(old);
        Refusal.unless(
                grant != null && fresh != null, "invalid_grant", "the refresh token is not known, or not any more");
        Map<String, Object> answer = accessToken(grant);
        if (!refreshIsSparse) {
            answer.put("refresh_token", fresh);
            answer.put("id_token", mint.idToken(grant, people.find(grant.subject()), null));
        }
        exchange.answer(answer);
    }

    /** OpenID Connect Core 1.0 §5.3. */
    void userInfo(Exchange exchange) throws IOException, Refusal {
        Grants.Grant grant = grants.ofAccessToken(exchange.authorization("Bearer"));
        if (grant == null) {
            throw new Refusal(401, "invalid_token", "the access token is not known, or not any more");
        }
        Person person = people.find(grant.subject());
        String other = nextUserInfoSubject.getAndSet(null);
        Map<String, Object> answer = new LinkedHashMap<>(Profile.of(person));
        answer.put("sub", other == null ? person.subject() : other);
        exchange.answer(answer);
    }

    private Map<String, Object> accessToken(Grants.Grant grant) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", grants.newAccessToken(grant));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", grants.accessLifetime().toSeconds());
        answer.put("scope", grant.scope());
        return answer;
    }

    /** By client_secret_basic, with both parts encoded as in a form (RFC 6749 §2.3.1). */
    private static void authenticate(Exchange exchange) throws Refusal {
        Refusal.unless(exchange.isPost(), "invalid_request", "to be posted");
        Refusal.unless(exchange.parameter("client_secret").isEmpty(), "invalid_request", "client_secret in the body");
        String[] parts = new String[] {""};
        try {
            parts = new String(Base64.getDecoder().decode(exchange.authorization("Basic")), UTF_8).split(":", 2);
        } catch (IllegalArgumentException notBase64) {
            // Nobody is known by that.
        }
        if (parts.length != 2
                || !Form.decoded(parts[0]).equals(TestProvider.CLIENT_ID)
                || !Form.decoded(parts[1]).equals(TestProvider.CLIENT_SECRET)) {
            throw new Refusal(401, "invalid_client", "not the client and its secret");
        }
    }
}
