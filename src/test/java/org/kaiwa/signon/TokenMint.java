package org.kaiwa.signon;

import static org.kaiwa.signon.Tampering.fromNow;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the tokens that are signed. */
final class TokenMint {

    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LOGOUT_LIFETIME = Duration.ofMinutes(2);

    private final String issuer;
    private final SigningKeys keys;
    /** What is wrong with the next ID token; with the one after it nothing is. */
    private final AtomicReference<Tampering> next = new AtomicReference<>(Tampering.NONE);

    private volatile Duration lifetime = Duration.ofMinutes(5);
    private volatile String lastIdToken;

    TokenMint(String issuer, SigningKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    void tamperNext(Tampering tampering) {
        next.set(tampering);
    }

    void idTokensLive(Duration time) {
        lifetime = time;
    }

    /** The last one that was given out. */
    String lastIdToken() {
        return lastIdToken;
    }

    /**
     * An ID token.
     *
     * @param nonce of the request, or null, as on refresh (OpenID Connect Core 1.0 §12.2)
     */
    String idToken(Grants.Grant grant, Person person, String nonce) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(person.subject())
                .audience(TestProvider.CLIENT_ID)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(fromNow(lifetime))
                .claim("auth_time", grant.authenticated().getEpochSecond())
                .claim("sid", grant.sid())
                .claim("nonce", nonce);
        Profile.of(person).forEach(claims::claim);
        String token = seal(null, claims, next.getAndSet(Tampering.NONE));
        lastIdToken = token;
        return token;
    }

    /** A logout token (OpenID Connect Back-Channel Logout 1.0 §2.4); subject or sid may be null. */
    String logoutToken(String subject, String sid, Tampering tampering) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(TestProvider.CLIENT_ID)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(fromNow(LOGOUT_LIFETIME))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", sid)
                .claim("events", Map.of(LOGOUT_EVENT, Map.of()));
        return seal(new JOSEObjectType("logout+jwt"), claims, tampering);
    }

    private String seal(JOSEObjectType type, JWTClaimsSet.Builder claims, Tampering tampering) {
        return tampering.seal().sign(type, tampering.claims().apply(claims).build(), keys, TestProvider.CLIENT_SECRET);
    }
}
