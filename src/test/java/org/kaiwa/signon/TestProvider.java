package org.kaiwa.signon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kaiwa.server.Setup;

/**
 * A small OpenID provider on a free port of the loopback. It asks nobody for a password: whoever was named last is signed on at once. It checks what
 * its client sends as the specifications say, and gives a test what a real provider would not: it breaks, it lies, and it tells what it was asked.
 *
 * <p>Everything here may be called by any thread, at any time.
 */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT_ID = "kaiwa";
    /** Long enough for HS256, and it comes out another one where it is not encoded as a form on its way (RFC 6749 §2.3.1). */
    public static final String CLIENT_SECRET = "known to two: 100%25 kaiwa + its provider/operator";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final SigningKeys keys = new SigningKeys();
    private final People people = new People();
    private final Grants grants = new Grants();
    private final Door door;
    private final String issuer;
    private final TokenMint mint;
    private final SignOnDesk signOn;
    private final TokenDesk tokens;

    /** Opens it. */
    public TestProvider() throws IOException {
        door = new Door(this::answer);
        issuer = "http://127.0.0.1:" + door.port();
        mint = new TokenMint(issuer, keys);
        signOn = new SignOnDesk(issuer, people, grants);
        tokens = new TokenDesk(people, grants, mint);
    }

    public String issuer() {
        return issuer;
    }

    /** A server at which people sign in with this provider. */
    public Setup of(Setup server) {
        return server.with("kaiwa.auth", "oidc")
                .with("kaiwa.oidc.issuer", issuer)
                .with("kaiwa.oidc.client.id", CLIENT_ID)
                .with("kaiwa.oidc.client.secret", CLIENT_SECRET);
    }

    /** Makes a page of the client known, to which a code may be sent, and one for those who have signed out. They are compared as they are, letter by letter. */
    public TestProvider register(URI redirectUri, URI signedOutUri) {
        signOn.register(redirectUri.toString(), signedOutUri.toString());
        return this;
    }

    /** Whoever comes from now on is this one. */
    public TestProvider signInAs(Person person) {
        people.signIn(person);
        return this;
    }

    /** Who comes next to sign on is sent back with an error, {@code access_denied} for one. */
    public void refuseSignOn(String error) {
        people.errorNext(error);
    }

    /** To be seen in the tokens and at the userinfo endpoint from now on. */
    public void changeGroups(String subject, String... groups) {
        people.changeGroups(subject, List.of(groups));
    }

    /** Ends the refresh tokens that a person has: the next time that one is used the answer is {@code invalid_grant}. Those of a later sign-on are good. */
    public void refuseRefresh(String subject) {
        grants.endRefreshOf(subject);
    }

    /** Whether a refresh gives an access token and nothing else, as the specifications allow; the refresh token stays the same then. */
    public void refreshSparsely(boolean sparsely) {
        tokens.refreshSparsely(sparsely);
    }

    /** Signs with another key from now on. The old ones are still published. */
    public void rotateKeys() {
        keys.rotate();
    }

    /** Publishes no key but the one in use. */
    public void forgetOldKeys() {
        keys.forgetOld();
    }

    /** How long the tokens live that are made from now on. */
    public void tokensLive(Duration idToken, Duration accessToken) {
        mint.idTokensLive(idToken);
        grants.accessTokensLive(accessToken);
    }

    /** Makes the next ID token, and no other, a bad one. */
    public void misbehave(Misbehaviour how) {
        mint.tamperNext(how.tampering());
    }

    /** Tells of another subject the next time that the userinfo endpoint is asked (OpenID Connect Core 1.0 §5.3.2). */
    public void misreportUserInfo(String subject) {
        tokens.misreportNextUserInfo(subject);
    }

    /** Goes down, keeping what it knows. */
    public void goDown(Outage how) throws IOException {
        door.shut(how);
    }

    /** Is where it was again. */
    public void comeBack() throws IOException {
        door.open();
    }

    /** The ID token that was given out last. */
    public String lastIdToken() {
        return mint.lastIdToken();
    }

    /** The sessions of a person by their sid, the last one last. */
    public List<String> sids(String subject) {
        return grants.sids(subject);
    }

    /** A good logout token. Subject or sid may be null, and not both. */
    public String logoutToken(String subject, String sid) {
        return mint.logoutToken(subject, sid, Tampering.NONE);
    }

    /** A bad one. */
    public String logoutToken(String subject, String sid, LogoutForgery how) {
        return mint.logoutToken(subject, sid, how.tampering());
    }

    /** Posts a logout token as a provider does (OpenID Connect Back-Channel Logout 1.0 §2.5), and gives the status of the answer. */
    public static int postLogout(URI endpoint, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(Map.of("logout_token", token))))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** How often something was asked, what got no answer included. */
    public int count(Asked what) {
        return requests(what).size();
    }

    /** The parameters of each request for something, the last one last. */
    public List<Map<String, String>> requests(Asked what) {
        return door.requests().stream()
                .filter(request -> request.asked() == what)
                .map(Door.Request::parameters)
                .toList();
    }

    /** The parameters of the last request for something. */
    public Map<String, String> lastRequest(Asked what) {
        List<Map<String, String>> all = requests(what);
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        door.close();
    }

    private void answer(Asked asked, Exchange exchange) throws IOException, Refusal {
        switch (asked) {
            case DISCOVERY -> exchange.answer(Metadata.of(issuer));
            case AUTHORIZE -> signOn.authorize(exchange);
            case TOKEN -> tokens.token(exchange);
            case REFRESH -> tokens.refresh(exchange);
            case USERINFO -> tokens.userInfo(exchange);
            case JWKS -> exchange.answer(keys.published().toJSONObject());
            case LOGOUT -> signOn.signOff(exchange, keys);
        }
    }
}
