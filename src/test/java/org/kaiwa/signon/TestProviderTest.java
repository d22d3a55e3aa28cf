package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider of the tests is a good one to a client that others have written, and as bad as it says where a test wants it so. */
class TestProviderTest {

    private static final Person ALICE = Person.named("alice", "staff", "board");

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

    @BeforeEach
    void behave() {
        provider.signInAs(ALICE);
        provider.tokensLive(Duration.ofMinutes(5), Duration.ofMinutes(5));
        provider.refreshSparsely(false);
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @Test
    void aSignOnGivesTokensThatAnHonestClientTakes() throws Exception {
        AuthenticationResponse answer = client.signOn(client.signOnRequest().build());
        OIDCTokenResponse tokens = (OIDCTokenResponse)
                client.redeem(answer.toSuccessResponse().getAuthorizationCode()).toSuccessResponse();
        IDTokenClaimsSet claims = client.validate(tokens.getOIDCTokens().getIDToken());

        assertThat(answer.getState()).isEqualTo(client.state());
        assertThat(answer.getIssuer().getValue()).isEqualTo(provider.issuer());
        assertThat(claims.getSubject().getValue()).isEqualTo(ALICE.subject());
        assertThat(claims.getStringListClaim("groups")).containsExactly("staff", "board");
        assertThat(claims.getSessionID().getValue()).isEqualTo(last(provider.sids(ALICE.subject())));
        assertThat(client.userInfo(tokens).toSuccessResponse().getUserInfo().getName())
                .isEqualTo("alice");
        assertThat(provider.lastRequest(Asked.AUTHORIZE)).containsEntry("scope", "openid profile");
    }

    @Test
    void itSaysWhatItCanDo() {
        assertThat(client.provider().supportsBackChannelLogoutSession()).isTrue();
        assertThat(client.provider().supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(client.provider().getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(client.provider().getEndSessionEndpointURI()).isEqualTo(URI.create(provider.issuer() + "/logout"));
    }

    @Test
    void aCodeIsGoodOnceAndOnlyWithItsProofAndForTheClient() throws Exception {
        AuthorizationCode code = client.code();
        assertThat(client.redeem(code).indicatesSuccess()).isTrue();

        assertThat(errorOf(client.redeem(code))).isEqualTo("invalid_grant");
        assertThat(errorOf(client.redeem(client.code(), new CodeVerifier()))).isEqualTo("invalid_grant");
        assertThat(errorOf(new NimbusClient(provider, "guessed").redeem(client.code())))
                .isEqualTo("invalid_client");
    }

    @Test
    void aRequestWithoutPkceOrOfNobodyIsSentBackWithAnError() throws Exception {
        assertThat(signOnError(client.signOnRequest().codeChallenge((CodeVerifier) null, null)))
                .isEqualTo("invalid_request");
        assertThat(signOnError(client.signOnRequest().codeChallenge(new CodeVerifier(), CodeChallengeMethod.PLAIN)))
                .isEqualTo("invalid_request");
        provider.refuseSignOn("access_denied");
        assertThat(signOnError(client.signOnRequest())).isEqualTo("access_denied");
        assertThat(client.signOn(client.signOnRequest().build()).indicatesSuccess())
                .isTrue();
    }

    @Test
    void nobodyIsSentToAPageThatIsNotRegistered() throws Exception {
        HTTPRequest request = client.signOnRequest()
                .redirectionURI(URI.create(NimbusClient.CALLBACK + "/"))
                .build()
                .toHTTPRequest();
        request.setFollowRedirects(false);

        assertThat(request.send().getStatusCode()).isEqualTo(400);
    }

    @Test
    void aRefreshRotatesTellsOfNewGroupsAndEndsWhenItIsRefused() throws Exception {
        int tokens = provider.count(Asked.TOKEN);
        int refreshes = provider.count(Asked.REFRESH);
        RefreshToken first = client.signOn().getTokens().getRefreshToken();
        provider.changeGroups(ALICE.subject(), "board");

        OIDCTokenResponse second = refreshed(first);
        assertThat(second.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("board");
        assertThat(client.userInfo(second).toSuccessResponse().getUserInfo().getStringListClaim("groups"))
                .containsExactly("board");
        assertThat(errorOf(client.refresh(first))).isEqualTo("invalid_grant");

        provider.refuseRefresh(ALICE.subject());
        assertThat(errorOf(client.refresh(second.getTokens().getRefreshToken())))
                .isEqualTo("invalid_grant");
        assertThat(provider.count(Asked.REFRESH)).isEqualTo(refreshes + 3);
        assertThat(provider.count(Asked.TOKEN)).isEqualTo(tokens + 1);
        refreshed(client.signOn().getTokens().getRefreshToken());
    }

    @Test
    void aSparseRefreshGivesAnAccessTokenOnly() throws Exception {
        RefreshToken token = client.signOn().getTokens().getRefreshToken();
        provider.refreshSparsely(true);

        assertThat(client.refresh(token).toSuccessResponse().toJSONObject()).doesNotContainKeys("id_token");
        assertThat(client.refresh(token).toSuccessResponse().getTokens().getRefreshToken())
                .isNull();
    }

    @Test
    void userInfoIsForAnAccessTokenThatLivesAndCanBeOfSomebodyElse() throws Exception {
        OIDCTokenResponse tokens = client.signOn();
        provider.misreportUserInfo("mallory");
        assertThat(client.userInfo(tokens)
                        .toSuccessResponse()
                        .getUserInfo()
                        .getSubject()
                        .getValue())
                .isEqualTo("mallory");

        provider.tokensLive(Duration.ofMinutes(1), Duration.ZERO);
        assertThat(client.userInfo(client.signOn())
                        .toErrorResponse()
                        .getErrorObject()
                        .getHTTPStatusCode())
                .isEqualTo(401);
    }

    @Test
    void afterARotationTheOldKeyIsPublishedUntilItIsForgotten() throws Exception {
        int before = provider.count(Asked.JWKS);
        JWT old = idToken();
        provider.rotateKeys();
        client.validate(old);
        client.validate(idToken());

        provider.forgetOldKeys();
        assertThatThrownBy(() -> client.validate(old)).isInstanceOf(BadJOSEException.class);
        client.validate(idToken());
        assertThat(provider.count(Asked.JWKS)).isEqualTo(before + 4);
    }

    @Test
    void signingOffEndsTheSessionAndLeadsBack() throws Exception {
        OIDCTokenResponse tokens = client.signOn();
        HTTPRequest request = new LogoutRequest(
                        client.provider().getEndSessionEndpointURI(),
                        tokens.getOIDCTokens().getIDToken(),
                        NimbusClient.SIGNED_OUT,
                        client.state())
                .toHTTPRequest();
        request.setFollowRedirects(false);
        HTTPResponse answer = request.send();

        assertThat(answer.getLocation()).isEqualTo(URI.create(NimbusClient.SIGNED_OUT + "?state=" + client.state()));
        assertThat(provider.lastRequest(Asked.LOGOUT))
                .containsEntry("id_token_hint", provider.lastIdToken())
                .containsEntry("post_logout_redirect_uri", NimbusClient.SIGNED_OUT.toString());
        assertThat(errorOf(client.refresh(tokens.getTokens().getRefreshToken())))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aLogoutTokenIsPostedAndTheAnswersStatusGiven() throws Exception {
        assertThat(TestProvider.postLogout(URI.create(provider.issuer() + "/token"), "x"))
                .isEqualTo(401);
        assertThat(provider.lastRequest(Asked.TOKEN)).containsEntry("logout_token", "x");
    }

    @Test
    void itIsDownInThreeWaysAndComesBackWhereItWasWithWhatItKnew() throws Exception {
        RefreshToken token = client.signOn().getTokens().getRefreshToken();

        provider.goDown(Outage.UNAVAILABLE);
        assertThat(client.refresh(token).toErrorResponse().getErrorObject().getHTTPStatusCode())
                .isEqualTo(503);

        provider.goDown(Outage.GONE);
        assertThatThrownBy(() -> client.refresh(token)).isInstanceOf(ConnectException.class);

        provider.goDown(Outage.SILENT);
        CompletableFuture<OIDCTokenResponse> late = CompletableFuture.supplyAsync(() -> unchecked(token));
        assertThatThrownBy(() -> late.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        provider.comeBack();
        assertThat(late.get(10, TimeUnit.SECONDS).getOIDCTokens().getIDToken()).isNotNull();
    }

    private JWT idToken() throws Exception {
        return client.signOn().getOIDCTokens().getIDToken();
    }

    private OIDCTokenResponse refreshed(RefreshToken token) throws Exception {
        return (OIDCTokenResponse) client.refresh(token).toSuccessResponse();
    }

    private OIDCTokenResponse unchecked(RefreshToken token) {
        try {
            return refreshed(token);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String signOnError(AuthenticationRequest.Builder request) throws Exception {
        return client.signOn(request.build()).toErrorResponse().getErrorObject().getCode();
    }

    private static String errorOf(TokenResponse answer) {
        return answer.toErrorResponse().getErrorObject().getCode();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
