package org.kaiwa.signon;

import static org.kaiwa.signon.Tampering.fromNow;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can be wrong with a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). */
public enum LogoutForgery {
    /** By another key under the same kid. */
    WRONG_SIGNATURE(Seal.IMPOSTOR),
    /** {@code alg=none}. */
    UNSIGNED(Seal.NONE),
    HS256_WITH_PUBLIC_KEY(Seal.PUBLIC_KEY_AS_SECRET),
    HS256_WITH_CLIENT_SECRET(Seal.CLIENT_SECRET),
    WRONG_AUDIENCE(claims -> claims.audience("somebody-else")),
    WRONG_ISSUER(claims -> claims.issuer("http://127.0.0.1:9/")),
    /** As an ID token has one. */
    WITH_NONCE(claims -> claims.claim("nonce", "n")),
    WITHOUT_EVENTS(claims -> claims.claim("events", null)),
    OTHER_EVENT(claims -> claims.claim("events", Map.of("http://schemas.openid.net/event/other", Map.of()))),
    WITHOUT_SUB_AND_SID(claims -> claims.subject(null).claim("sid", null)),
    WITHOUT_JTI(claims -> claims.jwtID(null)),
    EXPIRED(claims -> claims.issueTime(fromNow(Duration.ofHours(-2))).expirationTime(fromNow(Duration.ofHours(-1)))),
    FROM_THE_FUTURE(
            claims -> claims.issueTime(fromNow(Duration.ofHours(1))).expirationTime(fromNow(Duration.ofHours(2))));

    private final Tampering tampering;

    LogoutForgery(Seal seal) {
        tampering = Tampering.of(seal);
    }

    LogoutForgery(UnaryOperator<JWTClaimsSet.Builder> claims) {
        tampering = Tampering.of(claims);
    }

    Tampering tampering() {
        return tampering;
    }
}
