package org.kaiwa.signon;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where the browser comes: to sign on and off. */
final class SignOnDesk {

    private final String issuer;
    private final People people;
    private final Grants grants;
    private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
    private final Set<String> signedOutUris = ConcurrentHashMap.newKeySet();

    SignOnDesk(String issuer, People people, Grants grants) {
        this.issuer = issuer;
        this.people = people;
        this.grants = grants;
    }

    void register(String redirectUri, String signedOutUri) {
        redirectUris.add(redirectUri);
        signedOutUris.add(signedOutUri);
    }

    /** The authorization endpoint (RFC 6749 §4.1.1), with an answer that says who gave it (RFC 9207). */
    void authorize(Exchange exchange) throws IOException, Refusal {
        // Before these two hold nobody is sent anywhere (RFC 6749 §4.1.2.1).
        Refusal.unless(exchange.parameter("client_id").equals(TestProvider.CLIENT_ID), "invalid_request", "client_id");
        String redirectUri = exchange.parameter("redirect_uri");
        Refusal.unless(redirectUris.contains(redirectUri), "invalid_request", "not registered: " + redirectUri);
        String state = exchange.parameter("state");
        try {
            String code = code(exchange.parameters(), redirectUri);
            exchange.redirect(redirectUri, Map.of("code", code, "state", state, "iss", issuer));
        } catch (Refusal why) {
            exchange.redirect(
                    redirectUri,
                    Map.of("error", why.error(), "error_description", why.getMessage(), "state", state, "iss", issuer));
        }
    }

    private String code(Map<String, String> request, String redirectUri) throws Refusal {
        Refusal.unless(
                "code".equals(request.get("response_type")), "unsupported_response_type", "response_type is not code");
        String scope = request.getOrDefault("scope", "");
        Refusal.unless(List.of(scope.split(" ")).contains("openid"), "invalid_scope", "no openid in the scope");
        Refusal.unless("S256".equals(request.get("code_challenge_method")), "invalid_request", "PKCE by S256 only");
        String challenge = request.getOrDefault("code_challenge", "");
        Refusal.unless(Pkce.isChallenge(challenge), "invalid_request", "no code_challenge");
        Grants.Grant grant = new Grants.Grant(
                people.present().subject(), Grants.unguessable(), request.get("nonce"), Instant.now(), scope);
        return grants.newCode(grant, redirectUri, challenge);
    }

    /** The end session endpoint (OpenID Connect RP-Initiated Logout 1.0 §2). */
    void signOff(Exchange exchange, SigningKeys keys) throws IOException, Refusal {
        String hint = exchange.parameter("id_token_hint");
        if (!hint.isEmpty()) {
            grants.endSession(IdTokenHint.sid(hint, issuer, keys));
        } else {
            Refusal.unless(
                    exchange.parameter("client_id").equals(TestProvider.CLIENT_ID),
                    "invalid_request",
                    "neither an id_token_hint nor a client_id");
        }
        String target = exchange.parameter("post_logout_redirect_uri");
        if (target.isEmpty()) {
            exchange.answer(Map.of("signed", "out"));
            return;
        }
        Refusal.unless(signedOutUris.contains(target), "invalid_request", "not registered: " + target);
        exchange.redirect(target, Map.of("state", exchange.parameter("state")));
    }
}
