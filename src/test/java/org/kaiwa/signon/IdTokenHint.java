package org.kaiwa.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** An ID token that comes back to whoever made it; it may have expired by then. */
final class IdTokenHint {

    private IdTokenHint() {}

    /** The session that one is of; what was made by somebody else is refused. */
    static String sid(String token, String issuer, SigningKeys keys) throws Refusal {
        try {
            SignedJWT hint = SignedJWT.parse(token);
            JWK key = keys.published().getKeyByKeyId(hint.getHeader().getKeyID());
            Refusal.unless(
                    key != null
                            && hint.verify(new RSASSAVerifier(key.toRSAKey()))
                            && issuer.equals(hint.getJWTClaimsSet().getIssuer()),
                    "invalid_request",
                    "id_token_hint is not of here");
            return hint.getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException | JOSEException broken) {
            throw new Refusal(400, "invalid_request", "id_token_hint: " + broken.getMessage());
        }
    }
}
