package org.kaiwa.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The keys that tokens are signed with: the last one is in use, those before are still published. Under its own lock. */
final class SigningKeys {

    private static final int BITS = 2048;

    private final List<JWK> published = new ArrayList<>();
    private RSAKey current;
    /** Made when it is first asked for. */
    private RSAKey impostor;

    SigningKeys() {
        rotate();
    }

    synchronized RSAKey current() {
        return current;
    }

    /** Another key, which is not published and says that it is the one in use. */
    synchronized RSAKey impostor() {
        String name = current.getKeyID();
        if (impostor == null || !impostor.getKeyID().equals(name)) {
            impostor = generate(name);
        }
        return impostor;
    }

    synchronized void rotate() {
        current = generate(UUID.randomUUID().toString());
        published.add(current);
    }

    synchronized void forgetOld() {
        published.retainAll(List.of(current));
    }

    /** What everybody may see. */
    synchronized JWKSet published() {
        return new JWKSet(List.copyOf(published)).toPublicJWKSet();
    }

    private static RSAKey generate(String name) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(name)
                    .generate();
        } catch (JOSEException noRsa) {
            throw new IllegalStateException(noRsa);
        }
    }
}
