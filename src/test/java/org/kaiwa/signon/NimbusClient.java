package org.kaiwa.signon;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.net.URI;

/** An honest client, of a library that others have written. */
final class NimbusClient {

    static final URI CALLBACK = URI.create("http://127.0.0.1:9/oidc/callback");
    static final URI SIGNED_OUT = URI.create("http://127.0.0.1:9/signed-out.html");

    private final OIDCProviderMetadata provider;
    private final ClientID id = new ClientID(TestProvider.CLIENT_ID);
    private final Secret secret;
    private final State state = new State();
    private final Nonce nonce = new Nonce();
    private final CodeVerifier verifier = new CodeVerifier();

    NimbusClient(TestProvider provider) throws Exception {
        this(provider, TestProvider.CLIENT_SECRET);
    }

    NimbusClient(TestProvider provider, String secret) throws Exception {
        this.provider = OIDCProviderMetadata.resolve(new Issuer(provider.issuer()));
        this.secret = new Secret(secret);
    }

    OIDCProviderMetadata provider() {
        return provider;
    }

    State state() {
        return state;
    }

    AuthenticationRequest.Builder signOnRequest() {
        return new AuthenticationRequest.Builder(new ResponseType("code"), new Scope("openid", "profile"), id, CALLBACK)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
    }

    AuthenticationResponse signOn(AuthenticationRequest request) throws Exception {
        HTTPRequest get = request.toHTTPRequest();
        get.setFollowRedirects(false);
        return AuthenticationResponseParser.parse(get.send().getLocation());
    }

    AuthorizationCode code() throws Exception {
        return signOn(signOnRequest().build()).toSuccessResponse().getAuthorizationCode();
    }

    TokenResponse redeem(AuthorizationCode code) throws Exception {
        return redeem(code, verifier);
    }

    TokenResponse redeem(AuthorizationCode code, CodeVerifier proof) throws Exception {
        return ask(new AuthorizationCodeGrant(code, CALLBACK, proof));
    }

    OIDCTokenResponse signOn() throws Exception {
        return (OIDCTokenResponse) redeem(code()).toSuccessResponse();
    }

    TokenResponse refresh(RefreshToken token) throws Exception {
        return ask(new RefreshTokenGrant(token));
    }

    private TokenResponse ask(AuthorizationGrant grant) throws Exception {
        TokenRequest request = new TokenRequest.Builder(
                        provider.getTokenEndpointURI(), new ClientSecretBasic(id, secret), grant)
                .build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    UserInfoResponse userInfo(OIDCTokenResponse tokens) throws Exception {
        return UserInfoResponse.parse(new UserInfoRequest(
                        provider.getUserInfoEndpointURI(), tokens.getTokens().getBearerAccessToken())
                .toHTTPRequest()
                .send());
    }

    IDTokenClaimsSet validate(JWT token) throws Exception {
        return new IDTokenValidator(provider.getIssuer(), id, JWSAlgorithm.RS256, keys()).validate(token, nonce);
    }

    LogoutTokenClaimsSet validateLogout(String token) throws Exception {
        return new LogoutTokenValidator(provider.getIssuer(), id, JWSAlgorithm.RS256, keys())
                .validate(JWTParser.parse(token));
    }

    JWKSet keys() throws Exception {
        return JWKSet.load(provider.getJWKSetURI().toURL());
    }
}
