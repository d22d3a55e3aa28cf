package org.kaiwa.signon;

import static org.kaiwa.signon.Tampering.fromNow;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be wrong with an ID token (OpenID Connect Core 1.0 §3.1.3.7 and §12.2). */
public enum Misbehaviour {
    /** By another key under the same kid. */
    WRONG_SIGNATURE(Seal.IMPOSTOR),
    /** {@code alg=none}. */
    UNSIGNED(Seal.NONE),
    HS256_WITH_PUBLIC_KEY(Seal.PUBLIC_KEY_AS_SECRET),
    HS256_WITH_CLIENT_SECRET(Seal.CLIENT_SECRET),
    WRONG_AUDIENCE(claims -> claims.audience("somebody-else")),
    AUDIENCES_WITHOUT_AZP(claims -> claims.audience(List.of(TestProvider.CLIENT_ID, "somebody-else"))),
    WRONG_AZP(claims ->
            claims.audience(List.of(TestProvider.CLIENT_ID, "somebody-else")).claim("azp", "somebody-else")),
    WRONG_ISSUER(claims -> claims.issuer("http://127.0.0.1:9/")),
    WRONG_NONCE(claims -> claims.claim("nonce", "of-another-sign-on")),
    MISSING_NONCE(claims -> claims.claim("nonce", null)),
    EXPIRED(claims -> claims.issueTime(fromNow(Duration.ofHours(-2))).expirationTime(fromNow(Duration.ofHours(-1)))),
    FROM_THE_FUTURE(
            claims -> claims.issueTime(fromNow(Duration.ofHours(1))).expirationTime(fromNow(Duration.ofHours(2)))),
    /** Wrong only where another one is expected: on refresh. */
    ANOTHER_SUBJECT(claims -> claims.subject("subject-of-somebody-else")),
    MISSING_SUBJECT(claims -> claims.subject(null));

    private final Tampering tampering;

    Misbehaviour(Seal seal) {
        tampering = Tampering.of(seal);
    }

    Misbehaviour(UnaryOperator<JWTClaimsSet.Builder> claims) {
        tampering = Tampering.of(claims);
    }

    Tampering tampering() {
        return tampering;
    }
}
