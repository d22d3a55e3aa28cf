package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;
import org.kaiwa.identity.SignIn;

/**
 * Finds out who asks, where an OpenID provider or a reverse proxy says so. Asked by the {@link SignOnFilter}, so that it is the same on every server.
 *
 * <p>No {@code HttpAuthenticationMechanism} of Jakarta Security: where there is a class of that kind, or the container's own login in {@code web.xml}, there may not be the other
 * (3.0 §2.2), and Open Liberty does not start an application that has both, though a CDI extension take the one away.
 */
@ApplicationScoped
public class SignOnMechanism {

    private Mode mode;
    private BrowserSessions sessions;
    private OidcSignOn oidc;
    private ProxySignOn proxy;

    /** For the container, which makes a proxy of this class. */
    protected SignOnMechanism() {}

    /**
     * Made by the container.
     *
     * @param settings who says who asks
     * @param sessions finds who is signed in
     * @param oidc the way by a provider
     * @param proxy the way by a proxy
     */
    @Inject
    public SignOnMechanism(Settings settings, BrowserSessions sessions, OidcSignOn oidc, ProxySignOn proxy) {
        this.mode = settings.signOn().mode();
        this.sessions = sessions;
        this.oidc = oidc;
        this.proxy = proxy;
    }

    /**
     * What has become of a request.
     *
     * @param isAnswered whether it has been answered, and nothing else is to be done
     * @param signIn who asks, if anybody said so
     */
    record Outcome(boolean isAnswered, Optional<SignIn> signIn) {

        static final Outcome ANSWERED = new Outcome(true, Optional.empty());

        static Outcome of(Optional<SignIn> signIn) {
            return new Outcome(false, signIn);
        }
    }

    /** Finds out, or answers: with the way to the provider, or a refusal. */
    Outcome look(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return mode == Mode.PROXY ? byProxy(request, response) : byProvider(request, response);
    }

    private Outcome byProvider(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Paths.of(request).equals(Paths.CALLBACK)) {
            oidc.callBack(request, response);
            return Outcome.ANSWERED;
        }
        Optional<SignIn> signIn = sessions.find(request);
        if (signIn.isEmpty() && Paths.isPage(request) && !Paths.isPublic(request)) {
            oidc.redirect(request, response);
            return Outcome.ANSWERED;
        }
        return Outcome.of(signIn);
    }

    private Outcome byProxy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (proxy.isForged(request)) {
            Answers.refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "forged_identity",
                    "Only the proxy may say who asks (kaiwa.proxy.addresses).");
            return Outcome.ANSWERED;
        }
        return Outcome.of(proxy.signIn(request));
    }
}
