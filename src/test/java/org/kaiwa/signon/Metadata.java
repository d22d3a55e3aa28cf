package org.kaiwa.signon;

import java.util.List;
import java.util.Map;

/** What a provider says of itself (OpenID Connect Discovery 1.0 §3). */
final class Metadata {

    private Metadata() {}

    static Map<String, Object> of(String issuer) {
        return Map.ofEntries(
                Map.entry("issuer", issuer),
                Map.entry("authorization_endpoint", issuer + Asked.AUTHORIZE.path()),
                Map.entry("token_endpoint", issuer + Asked.TOKEN.path()),
                Map.entry("userinfo_endpoint", issuer + Asked.USERINFO.path()),
                Map.entry("jwks_uri", issuer + Asked.JWKS.path()),
                Map.entry("end_session_endpoint", issuer + Asked.LOGOUT.path()),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("response_modes_supported", List.of("query")),
                Map.entry("grant_types_supported", List.of("authorization_code", "refresh_token")),
                Map.entry("subject_types_supported", List.of("public")),
                Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
                Map.entry("token_endpoint_auth_methods_supported", List.of("client_secret_basic")),
                Map.entry("code_challenge_methods_supported", List.of("S256")),
                Map.entry("scopes_supported", List.of("openid", "profile", "groups", "offline_access")),
                Map.entry(
                        "claims_supported",
                        List.of("sub", "sid", "name", "preferred_username", "groups", "picture", "auth_time")),
                Map.entry("authorization_response_iss_parameter_supported", true),
                Map.entry("backchannel_logout_supported", true),
                Map.entry("backchannel_logout_session_supported", true));
    }
}
