package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A bad token of the tests is as bad as it says: an honest client that others have written refuses it. */
class BadTokensTest {

    private static final Person ALICE = Person.named("alice", "staff");

    /** One for all tests: to make its keys takes longer than to use them. */
    private static TestProvider provider;

    private static NimbusClient client;

    @BeforeAll
    static void open() throws Exception {
        provider = new TestProvider()
                .register(NimbusClient.CALLBACK, NimbusClient.SIGNED_OUT)
                .signInAs(ALICE);
        client = new NimbusClient(provider);
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            mode = Mode.EXCLUDE,
            names = {"ANOTHER_SUBJECT", "AUDIENCES_WITHOUT_AZP", "WRONG_AZP"})
    void anHonestClientRefusesABadIdTokenAndTakesTheNext(Misbehaviour how) throws Exception {
        provider.misbehave(how);

        JWT bad = idToken();
        assertThatThrownBy(() -> client.validate(bad)).isInstanceOfAny(BadJOSEException.class, JOSEException.class);
        client.validate(idToken());
    }

    @Test
    void anotherSubjectComesOnRefresh() throws Exception {
        RefreshToken refreshToken = client.signOn().getTokens().getRefreshToken();
        provider.misbehave(Misbehaviour.ANOTHER_SUBJECT);

        JWTClaimsSet claims = ((OIDCTokenResponse) client.refresh(refreshToken).toSuccessResponse())
                .getOIDCTokens()
                .getIDToken()
                .getJWTClaimsSet();

        assertThat(claims.getSubject()).isNotEqualTo(ALICE.subject());
        assertThat(claims.getClaim("nonce")).isNull();
    }

    /** Nimbus takes these; a client has to look for itself. */
    @Test
    void thereAreOtherAudiencesAndAnotherAuthorizedPartyOrNone() throws Exception {
        provider.misbehave(Misbehaviour.AUDIENCES_WITHOUT_AZP);
        JWTClaimsSet none = client.validate(idToken()).toJWTClaimsSet();
        assertThat(none.getAudience()).containsExactly(TestProvider.CLIENT_ID, "somebody-else");
        assertThat(none.getClaim("azp")).isNull();

        provider.misbehave(Misbehaviour.WRONG_AZP);
        assertThat(client.validate(idToken()).getStringClaim("azp")).isEqualTo("somebody-else");
    }

    @Test
    void aTokenThatIsSignedWithWhatIsNoKeyIsSignedWithIt() throws Exception {
        byte[] publicKey =
                client.keys().getKeys().get(0).toRSAKey().toRSAPublicKey().getEncoded();
        provider.misbehave(Misbehaviour.HS256_WITH_PUBLIC_KEY);
        assertThat(((SignedJWT) idToken()).verify(new MACVerifier(publicKey))).isTrue();

        byte[] secret = TestProvider.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8);
        provider.misbehave(Misbehaviour.HS256_WITH_CLIENT_SECRET);
        assertThat(((SignedJWT) idToken()).verify(new MACVerifier(secret))).isTrue();
    }

    @Test
    void aLogoutTokenIsGoodForAnHonestClient() throws Exception {
        LogoutTokenClaimsSet both = client.validateLogout(provider.logoutToken(ALICE.subject(), "s"));
        assertThat(both.getSubject().getValue()).isEqualTo(ALICE.subject());
        assertThat(both.getSessionID().getValue()).isEqualTo("s");
        assertThat(client.validateLogout(provider.logoutToken(null, "s")).getSubject())
                .isNull();
        assertThat(client.validateLogout(provider.logoutToken(ALICE.subject(), null))
                        .getSessionID())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = LogoutForgery.class,
            mode = Mode.EXCLUDE,
            names = {"FROM_THE_FUTURE"})
    void anHonestClientRefusesAForgedLogoutToken(LogoutForgery how) {
        assertThatThrownBy(() -> client.validateLogout(provider.logoutToken(ALICE.subject(), "s", how)))
                .isInstanceOfAny(BadJOSEException.class, JOSEException.class);
    }

    /** Nimbus takes this one; a client has to look for itself. */
    @Test
    void aLogoutTokenCanBeOfTheFuture() throws Exception {
        String token = provider.logoutToken(ALICE.subject(), "s", LogoutForgery.FROM_THE_FUTURE);

        assertThat(client.validateLogout(token).getIssueTime()).isAfter(new Date());
    }

    private static JWT idToken() throws Exception {
        return client.signOn().getOIDCTokens().getIDToken();
    }
}
