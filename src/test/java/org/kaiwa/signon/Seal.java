package org.kaiwa.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;

/** How a token is signed: as it should be, or as those do who have no key (RFC 8725 §2.1). */
enum Seal {
    GENUINE,
    /** RS256 by another key under the name of the one in use. */
    IMPOSTOR,
    /** {@code alg=none}, with no signature. */
    NONE,
    /** HS256 with the public key's bytes for a secret, which everybody knows. */
    PUBLIC_KEY_AS_SECRET,
    /** HS256 with the client's secret: right for a client that is registered for it, and ours is not. */
    CLIENT_SECRET;

    String sign(JOSEObjectType type, JWTClaimsSet claims, SigningKeys keys, String clientSecret) {
        try {
            return switch (this) {
                case GENUINE -> sign(type, claims, keys, JWSAlgorithm.RS256, new RSASSASigner(keys.current()));
                case IMPOSTOR -> sign(type, claims, keys, JWSAlgorithm.RS256, new RSASSASigner(keys.impostor()));
                case NONE -> new PlainJWT(new PlainHeader.Builder().type(type).build(), claims).serialize();
                case PUBLIC_KEY_AS_SECRET ->
                    sign(
                            type,
                            claims,
                            keys,
                            JWSAlgorithm.HS256,
                            new MACSigner(keys.current().toPublicKey().getEncoded()));
                case CLIENT_SECRET ->
                    sign(
                            type,
                            claims,
                            keys,
                            JWSAlgorithm.HS256,
                            new MACSigner(clientSecret.getBytes(StandardCharsets.UTF_8)));
            };
        } catch (JOSEException badKey) {
            throw new IllegalStateException(badKey);
        }
    }

    private static String sign(
            JOSEObjectType type, JWTClaimsSet claims, SigningKeys keys, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(type)
                .keyID(keys.current().getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
