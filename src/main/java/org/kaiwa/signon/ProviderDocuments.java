package org.kaiwa.signon;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.kaiwa.config.OidcSettings;

/**
 * What a provider publishes: where its endpoints are, and its keys. Read when it is first needed, and again after a while. Thread-safe; waits for the provider.
 */
final class ProviderDocuments {

    /** How long the provider may take to answer a question. */
    static final int TIMEOUT_MILLIS = 5_000;

    private static final Duration FRESH = Duration.ofHours(1);

    /** A provider that has answered so long ago is taken to be there. */
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    /** For so long a provider that was away is not asked again, so that no crowd waits for it. */
    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final int MAX_KEYS_BYTES = 256 * 1_024;

    /** Of two unknown keys within so long the second has to wait: with made-up ones nobody shall make us ask the provider without end. */
    private static final long KEYS_INTERVAL_MILLIS = 5_000;

    private final OidcSettings settings;

    /** What was read last; null: nothing. Written under the monitor. */
    private volatile Known known;

    /** When the provider was found to be away, by {@link System#nanoTime}, and why; null: it was not. Guarded by this. */
    private ProviderAwayException away;

    private long awaySince;

    ProviderDocuments(OidcSettings settings) {
        this.settings = settings;
    }

    private record Known(
            OIDCProviderMetadata metadata, IDTokenValidator idTokens, LogoutTokenValidator logoutTokens, long read) {

        boolean hasSameKeys(OIDCProviderMetadata other) {
            return metadata.getJWKSetURI().equals(other.getJWKSetURI())
                    && Objects.equals(metadata.getIDTokenJWSAlgs(), other.getIDTokenJWSAlgs());
        }
    }

    OIDCProviderMetadata metadata() throws ProviderAwayException {
        return known().metadata();
    }

    /** The same, read a moment ago: a browser that is sent to a provider that is away shows a page that helps nobody. */
    OIDCProviderMetadata metadataOfOneThatAnswers() throws ProviderAwayException {
        return readWithin(ANSWERED).metadata();
    }

    IDTokenValidator idTokens() throws ProviderAwayException {
        return known().idTokens();
    }

    LogoutTokenValidator logoutTokens() throws ProviderAwayException {
        return known().logoutTokens();
    }

    /** How the provider lets clients authenticate themselves, of one that has been read; null: it does not say. */
    List<ClientAuthenticationMethod> methods() {
        Known last = known;
        return last == null ? null : last.metadata().getTokenEndpointAuthMethods();
    }

    /** What was read last will do, if it cannot be read again. */
    private Known known() throws ProviderAwayException {
        try {
            return readWithin(FRESH);
        } catch (ProviderAwayException failure) {
            Known last = known;
            if (last == null) {
                throw failure;
            }
            return last;
        }
    }

    /** What was read not longer ago than that. Whoever has it at hand waits for nobody who reads it. */
    private Known readWithin(Duration age) throws ProviderAwayException {
        Known last = known;
        return last != null && System.nanoTime() - last.read() < age.toNanos() ? last : readAgain(age);
    }

    private synchronized Known readAgain(Duration age) throws ProviderAwayException {
        long now = System.nanoTime();
        if (known != null && now - known.read() < age.toNanos()) {
            // Another has read it meanwhile.
            return known;
        }
        if (away != null && now - awaySince < AWAY.toNanos()) {
            throw away;
        }
        try {
            known = read();
            away = null;
            return known;
        } catch (GeneralException | IOException | IllegalArgumentException failure) {
            away = new ProviderAwayException("The provider's discovery document cannot be read", failure);
            awaySince = System.nanoTime();
            throw away;
        }
    }

    private Known read() throws GeneralException, IOException {
        Issuer issuer = new Issuer(settings.issuer());
        OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        long now = System.nanoTime();
        if (known != null && known.hasSameKeys(metadata)) {
            // With the keys that it has at hand.
            return new Known(metadata, known.idTokens(), known.logoutTokens(), now);
        }
        JWSKeySelector<SecurityContext> keys = new JWSVerificationKeySelector<>(algorithms(metadata), keys(metadata));
        ClientID client = new ClientID(settings.clientId());
        int skew = (int) settings.clockSkew().toSeconds();
        IDTokenValidator idTokens = new IDTokenValidator(issuer, client, keys, null);
        idTokens.setMaxClockSkew(skew);
        LogoutTokenValidator logoutTokens = new LogoutTokenValidator(issuer, client, false, keys, null);
        logoutTokens.setMaxClockSkew(skew);
        return new Known(metadata, idTokens, logoutTokens, now);
    }

    /** Signatures by which only the provider can sign: with a shared secret, or none, another could. */
    private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        if (metadata.getIDTokenJWSAlgs() != null) {
            algorithms.retainAll(metadata.getIDTokenJWSAlgs());
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("it signs ID tokens by none of the algorithms RS, PS and ES");
        }
        return algorithms;
    }

    private static JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata) throws MalformedURLException {
        return JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEYS_BYTES))
                // That would have a thread of its own, which would outlive the application.
                .refreshAheadCache(false)
                .rateLimited(KEYS_INTERVAL_MILLIS)
                .retrying(true)
                .build();
    }

    /** A stranger's text for one line of a log. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
