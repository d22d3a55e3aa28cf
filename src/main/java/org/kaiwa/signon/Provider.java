package org.kaiwa.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kaiwa.config.OidcSettings;

/**
 * An OpenID provider, as its client sees it; the protocol is the library's (Nimbus OAuth 2.0 SDK). Thread-safe; every method waits for the provider, for no
 * longer than {@link ProviderDocuments#TIMEOUT_MILLIS} a question.
 */
final class Provider {

    /** How long a grant is taken to hold that does not say so (RFC 6749 §5.1 recommends to say it). */
    private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(5);

    private final OidcSettings settings;
    private final ClientID client;
    private final ProviderDocuments documents;

    Provider(OidcSettings settings) {
        this.settings = settings;
        this.client = new ClientID(settings.clientId());
        this.documents = new ProviderDocuments(settings);
    }

    /** Where a browser goes to sign in (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636 §4.3). */
    URI authorization(URI callback, State state, Nonce nonce, CodeVerifier verifier) throws ProviderAwayException {
        OIDCProviderMetadata metadata = documents.metadataOfOneThatAnswers();
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(settings.scopes().toArray(String[]::new)), client, callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Trades a code for what is granted (OpenID Connect Core 1.0 §3.1.3). */
    Grant exchange(AuthorizationCode code, URI callback, CodeVerifier verifier, Nonce nonce)
            throws ProviderAwayException, SignOnRefusedException {
        OIDCTokens tokens = tokens(new AuthorizationCodeGrant(code, callback, verifier));
        if (tokens.getIDToken() == null) {
            throw new SignOnRefusedException("The provider gave no ID token");
        }
        return grant(tokens, verified(tokens.getIDToken(), nonce), null);
    }

    /** Asks again (OpenID Connect Core 1.0 §12). */
    Grant refresh(Grant before) throws ProviderAwayException, SignOnRefusedException {
        OIDCTokens tokens = tokens(new RefreshTokenGrant(before.refresh()));
        if (tokens.getIDToken() == null) {
            return grant(tokens, null, before);
        }
        IDTokenClaimsSet idToken = verified(tokens.getIDToken(), null);
        return grant(tokens, idToken, before);
    }

    private OIDCTokens tokens(AuthorizationGrant grant) throws ProviderAwayException, SignOnRefusedException {
        URI endpoint = documents.metadata().getTokenEndpointURI();
        TokenRequest.Builder request = settings.clientSecret()
                .map(secret -> new TokenRequest.Builder(endpoint, authentication(secret), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant));
        HTTPResponse answer = ask(request.build().toHTTPRequest());
        TokenResponse response;
        try {
            response = OIDCTokenResponseParser.parse(answer);
        } catch (ParseException nonsense) {
            throw new ProviderAwayException("The provider's answer to the token request cannot be read", nonsense);
        }
        if (response instanceof OIDCTokenResponse tokens) {
            return tokens.getOIDCTokens();
        }
        if (response.indicatesSuccess()) {
            // To a refresh it need not add an ID token.
            return new OIDCTokens(
                    response.toSuccessResponse().getTokens().getAccessToken(),
                    response.toSuccessResponse().getTokens().getRefreshToken());
        }
        ErrorObject error = response.toErrorResponse().getErrorObject();
        String said =
                "The provider refused: " + ProviderDocuments.plain(error.getCode() + " " + error.getDescription());
        if (OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
            throw new SignOnRefusedException(said);
        }
        // It is our registration that is refused, not the user.
        throw new ProviderAwayException(said);
    }

    private ClientAuthentication authentication(String secret) {
        List<ClientAuthenticationMethod> methods = documents.methods();
        boolean inBody = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    private IDTokenClaimsSet verified(JWT token, Nonce nonce) throws ProviderAwayException, SignOnRefusedException {
        try {
            IDTokenClaimsSet claims = documents.idTokens().validate(token, nonce);
            refuseOthers(claims);
            return claims;
        } catch (BadJOSEException bad) {
            throw new SignOnRefusedException("The ID token is not to be trusted", bad);
        } catch (JOSEException unverified) {
            throw new ProviderAwayException("The ID token could not be verified", unverified);
        }
    }

    /** A token for several, or one that was asked for by another, is only good if it says that we asked (OpenID Connect Core 1.0 §2, azp). */
    private void refuseOthers(IDTokenClaimsSet claims) throws SignOnRefusedException {
        AuthorizedParty asked = claims.getAuthorizedParty();
        boolean ours = asked == null
                ? claims.getAudience().size() == 1
                : asked.getValue().equals(client.getValue());
        if (!ours) {
            throw new SignOnRefusedException("The ID token was given to another client");
        }
    }

    private Grant grant(OIDCTokens tokens, IDTokenClaimsSet idToken, Grant before)
            throws ProviderAwayException, SignOnRefusedException {
        Map<String, Object> values = new HashMap<>();
        if (idToken != null) {
            values.putAll(idToken.toJSONObject());
        }
        String subject =
                idToken == null ? subject(before) : idToken.getSubject().getValue();
        if (before != null && !subject.equals(subject(before))) {
            throw new SignOnRefusedException("The provider gave another user's ID token");
        }
        Optional<URI> userInfo = Optional.ofNullable(documents.metadata().getUserInfoEndpointURI());
        if (!new Claims(values).areComplete(settings) && userInfo.isPresent()) {
            askUserInfo(userInfo.get(), tokens.getAccessToken(), subject).forEach(values::putIfAbsent);
        }
        long seconds = tokens.getAccessToken().getLifetime();
        return new Grant(
                new Claims(values).account(settings),
                idToken == null || idToken.getSessionID() == null
                        ? before == null ? null : before.session()
                        : idToken.getSessionID().getValue(),
                idToken == null ? before.idToken() : tokens.getIDToken(),
                tokens.getRefreshToken() != null || before == null ? tokens.getRefreshToken() : before.refresh(),
                seconds > 0 ? Duration.ofSeconds(seconds) : UNSAID_LIFETIME);
    }

    private static String subject(Grant grant) throws SignOnRefusedException {
        try {
            return grant.idToken().getJWTClaimsSet().getSubject();
        } catch (java.text.ParseException never) {
            throw new SignOnRefusedException("The ID token cannot be read", never);
        }
    }

    /** What the ID token leaves out (OpenID Connect Core 1.0 §5.3); of the same user, or it is not believed (§5.3.2). */
    private Map<String, Object> askUserInfo(URI endpoint, AccessToken token, String subject)
            throws ProviderAwayException, SignOnRefusedException {
        try {
            UserInfoResponse response =
                    UserInfoResponse.parse(ask(new UserInfoRequest(endpoint, token).toHTTPRequest()));
            if (!response.indicatesSuccess() || response.toSuccessResponse().getUserInfo() == null) {
                throw new ProviderAwayException("The provider tells nothing of the user");
            }
            Map<String, Object> told =
                    response.toSuccessResponse().getUserInfo().toJSONObject();
            if (!subject.equals(told.get("sub"))) {
                throw new SignOnRefusedException("The provider told of another user");
            }
            return told;
        } catch (ParseException nonsense) {
            throw new ProviderAwayException("What the provider tells of the user cannot be read", nonsense);
        }
    }

    private static HTTPResponse ask(HTTPRequest request) throws ProviderAwayException {
        request.setConnectTimeout(ProviderDocuments.TIMEOUT_MILLIS);
        request.setReadTimeout(ProviderDocuments.TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        try {
            HTTPResponse answer = request.send();
            if (answer.getStatusCode() >= 500) {
                throw new ProviderAwayException("The provider answers " + answer.getStatusCode());
            }
            return answer;
        } catch (IOException unreachable) {
            throw new ProviderAwayException("The provider cannot be reached", unreachable);
        }
    }

    /** Whose session has ended (OpenID Connect Back-Channel Logout 1.0 §2.6). */
    LogoutTokenClaimsSet logout(String token) throws ProviderAwayException, SignOnRefusedException {
        try {
            LogoutTokenClaimsSet claims = documents.logoutTokens().validate(JWTParser.parse(token));
            Date latest = Date.from(Instant.now().plus(settings.clockSkew()));
            if (claims.getIssueTime().after(latest)) {
                throw new SignOnRefusedException("The logout token is of the future");
            }
            return claims;
        } catch (java.text.ParseException | BadJOSEException bad) {
            throw new SignOnRefusedException("The logout token is not to be trusted", bad);
        } catch (JOSEException unverified) {
            throw new ProviderAwayException("The logout token could not be verified", unverified);
        }
    }

    /** Where a browser goes to sign out at the provider too; empty: it has no such place, or is away (OpenID Connect RP-Initiated Logout 1.0 §2). */
    Optional<URI> endSession(JWT idToken, URI back) {
        try {
            return Optional.ofNullable(documents.metadata().getEndSessionEndpointURI())
                    .map(endpoint -> new LogoutRequest(endpoint, idToken, null, client, back, null, null).toURI());
        } catch (ProviderAwayException away) {
            return Optional.empty();
        }
    }
}
