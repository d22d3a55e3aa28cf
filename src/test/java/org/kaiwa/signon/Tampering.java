package org.kaiwa.signon;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/**
 * What is wrong with a token: its signature, or one thing in what it says.
 *
 * @param seal how it is signed
 * @param claims changes what it says
 */
record Tampering(Seal seal, UnaryOperator<JWTClaimsSet.Builder> claims) {

    static final Tampering NONE = of(Seal.GENUINE);

    static Tampering of(Seal seal) {
        return new Tampering(seal, claims -> claims);
    }

    static Tampering of(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return new Tampering(Seal.GENUINE, claims);
    }

    static Date fromNow(Duration time) {
        return Date.from(Instant.now().plus(time));
    }
}
