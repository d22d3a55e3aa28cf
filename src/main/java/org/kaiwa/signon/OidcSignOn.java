package org.kaiwa.signon;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Logger;
import org.kaiwa.config.OidcSettings;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.protocol.CloseCode;

/** Signing on with an OpenID provider: the authorization code flow with PKCE, and what ends it. Thread-safe. */
@ApplicationScoped
public class OidcSignOn {

    private static final SeldomLog LOG = new SeldomLog(Logger.getLogger(OidcSignOn.class.getName()), System::nanoTime);

    private final PendingSignOns pending = new PendingSignOns(System::nanoTime);

    private Provider provider;
    private String issuer;
    private BrowserSessions sessions;
    private SignIns signIns;
    private PublicUrls urls;
    private Rechecks rechecks;

    @Resource
    private ManagedExecutorService executor;

    /** For the container, which makes a proxy of this class. */
    protected OidcSignOn() {}

    /**
     * Made by the container.
     *
     * @param settings who the provider is
     * @param sessions signs browsers in
     * @param signIns all who are signed in
     * @param urls tells where we are
     */
    @Inject
    public OidcSignOn(Settings settings, BrowserSessions sessions, SignIns signIns, PublicUrls urls) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.urls = urls;
        Optional<OidcSettings> oidc = settings.signOn().oidc();
        if (oidc.isPresent()) {
            this.issuer = oidc.get().issuer().toString();
            this.provider = new Provider(oidc.get());
            this.rechecks = new Rechecks(
                    provider, signIns, settings.signOn().recheck(), task -> executor.execute(task), System::nanoTime);
        }
    }

    /** Sends a browser to the provider. */
    void redirect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        try {
            State state = pending.add(BrowserSecret.of(request, response, urls), nonce, verifier, Paths.asked(request));
            URI there = provider.authorization(urls.of(request, Paths.CALLBACK), state, nonce, verifier);
            Answers.goTo(response, there.toString());
        } catch (ProviderAwayException away) {
            sayAway(request, response, away);
        }
    }

    /** A browser comes back from the provider (OpenID Connect Core 1.0 §3.1.2.5). */
    void callBack(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PendingSignOns.Pending> begun = Optional.ofNullable(request.getParameter("state"))
                .filter(state -> !state.isBlank())
                .map(State::new)
                .flatMap(pending::take)
                .filter(mine -> BrowserSecret.is(request, mine.browser()));
        String code = request.getParameter("code");
        String from = request.getParameter("iss");
        if (begun.isEmpty() || !request.getMethod().equals("GET")) {
            sayOver(request, response);
        } else if (from != null && !from.equals(issuer)) {
            // RFC 9207 §2.4: an answer of another provider.
            refuse(request, response, "An answer came from another provider: " + ProviderDocuments.plain(from));
        } else if (code == null || code.isBlank()) {
            refuse(
                    request,
                    response,
                    "The provider did not sign a user in: "
                            + ProviderDocuments.plain(request.getParameter("error") + ""));
        } else {
            finish(request, response, begun.get(), new AuthorizationCode(code));
        }
    }

    private void finish(
            HttpServletRequest request,
            HttpServletResponse response,
            PendingSignOns.Pending begun,
            AuthorizationCode code)
            throws IOException {
        try {
            Grant grant = provider.exchange(code, urls.of(request, Paths.CALLBACK), begun.verifier(), begun.nonce());
            rechecks.add(sessions.begin(request, grant.account()), grant);
            Answers.goTo(response, begun.asked());
        } catch (ProviderAwayException away) {
            sayAway(request, response, away);
        } catch (SignOnRefusedException refused) {
            refuse(request, response, refused.getMessage());
        }
    }

    /** A page of yesterday, the button "back", an answer that comes twice, or one that somebody made up. */
    private void sayOver(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (sessions.find(request).isPresent() && request.getMethod().equals("GET")) {
            Answers.goTo(response, Paths.root(request));
            return;
        }
        Answers.page(
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                "This sign-in is over",
                "It took too long, or was used before.",
                Paths.root(request));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        LOG.warn("Nobody was signed in. " + why);
        Answers.page(
                response,
                HttpServletResponse.SC_FORBIDDEN,
                "You are not signed in",
                "The sign-in service did not confirm who you are.",
                Paths.root(request));
    }

    private void sayAway(HttpServletRequest request, HttpServletResponse response, ProviderAwayException away)
            throws IOException {
        LOG.warn("Nobody can sign in at the moment. " + away.getMessage());
        response.setHeader("Retry-After", "5");
        Answers.page(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The sign-in service does not answer",
                "Try again in a moment. Whoever is signed in can go on.",
                Paths.root(request));
    }

    /**
     * The provider says that a session has ended.
     *
     * @param token its logout token
     */
    void endByProvider(String token) throws ProviderAwayException, SignOnRefusedException {
        LogoutTokenClaimsSet logout = provider.logout(token);
        String session =
                logout.getSessionID() == null ? null : logout.getSessionID().getValue();
        String subject =
                logout.getSubject() == null ? null : logout.getSubject().getValue();
        rechecks.of(session, subject).forEach(signIn -> signIns.end(signIn, CloseCode.PROVIDER_SIGNED_OUT));
    }

    /** Where a browser goes to sign out at the provider too. Before the sign-in ends. */
    Optional<URI> endSession(HttpServletRequest request, SignIn signIn) {
        return rechecks.idToken(signIn)
                .flatMap(idToken -> provider.endSession(idToken, urls.of(request, Paths.SIGNED_OUT)));
    }

    /** Asks the provider about those whose turn it is, in other threads. */
    void recheck() {
        if (rechecks != null) {
            rechecks.run();
        }
    }
}
