package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;
import org.kaiwa.identity.Role;
import org.kaiwa.identity.SignIn;

/**
 * Tells the container who asks, where an OpenID provider or a reverse proxy says so. The same on every server (Jakarta Security 3.0 §2.2).
 *
 * <p>In the other modes it is not there: {@link SignOnExtension}.
 */
@ApplicationScoped
public class SignOnMechanism implements HttpAuthenticationMechanism {

    /** Where the filter finds who asks: a container may have a principal of its own for it. */
    static final String ATTRIBUTE = "org.kaiwa.signon.who";

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

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (Paths.isSameForAll(request)) {
            return context.doNothing();
        }
        try {
            return mode == Mode.PROXY ? byProxy(request, response, context) : byProvider(request, response, context);
        } catch (IOException broken) {
            throw new UncheckedIOException("An answer could not be written", broken);
        }
    }

    private AuthenticationStatus byProvider(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException {
        if (Paths.of(request).equals(Paths.CALLBACK)) {
            oidc.callBack(request, response);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        Optional<SignIn> signIn = sessions.find(request);
        if (signIn.isEmpty() && Paths.isPage(request) && !Paths.isPublic(request)) {
            oidc.redirect(request, response);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        return tell(signIn, context);
    }

    private AuthenticationStatus byProxy(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException {
        if (proxy.isForged(request)) {
            Answers.refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "forged_identity",
                    "Only the proxy may say who asks (kaiwa.proxy.addresses).");
            return AuthenticationStatus.SEND_FAILURE;
        }
        return tell(proxy.signIn(request), context);
    }

    /** What nobody says nobody is asked: the filter answers for those who are not signed in. */
    private static AuthenticationStatus tell(Optional<SignIn> signIn, HttpMessageContext context) {
        signIn.ifPresent(who -> context.getRequest().setAttribute(ATTRIBUTE, who));
        return signIn.map(who -> context.notifyContainerAboutLogin(
                        who, who.roles().stream().map(Role::wireName).collect(Collectors.toSet())))
                .orElseGet(context::doNothing);
    }
}
