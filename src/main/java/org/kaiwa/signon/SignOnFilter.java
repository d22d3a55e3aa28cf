package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;
import org.kaiwa.identity.SignIn;

/**
 * Lets nobody in who is not signed in, where that is asked for: a page is sent to sign in, and all else is answered with 401. In the mode {@code guest} it
 * does nothing.
 *
 * <p>Mapped in {@code web.xml}, behind the check of the origin: a foreign page shall not even learn whether its visitor is signed in.
 */
public class SignOnFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(SignOnFilter.class.getName());

    @Inject
    private transient Settings settings;

    @Inject
    private transient ContainerSignOn container;

    @Inject
    private transient SignOnMechanism mechanism;

    /** Made by the container. */
    public SignOnFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Mode mode = settings.signOn().mode();
        if (mode == Mode.GUEST || Paths.isSameForAll(request)) {
            chain.doFilter(request, response);
            return;
        }
        SignOnMechanism.Outcome outcome =
                mode == Mode.CONTAINER ? container(request, response) : mechanism.look(request, response);
        if (!outcome.isAnswered()) {
            letIn(outcome.signIn(), request, response, chain);
        }
    }

    private SignOnMechanism.Outcome container(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<SignIn> signIn = container.signIn(request);
        if (signIn.isEmpty() && Paths.isPage(request) && !Paths.isPublic(request)) {
            // The container's own way: its form, a redirect to its provider, a header.
            Answers.keepNoCopy(response);
            if (!isAuthenticated(request, response)) {
                return SignOnMechanism.Outcome.ANSWERED;
            }
            // It knew who asks, and had not said so of its own accord.
            signIn = container.signIn(request);
            if (signIn.isPresent() && container.isNew(request)) {
                Answers.goTo(response, Paths.asked(request));
                return SignOnMechanism.Outcome.ANSWERED;
            }
        }
        return SignOnMechanism.Outcome.of(signIn);
    }

    /** Whether the container knows who asks; if not, there is an answer. */
    private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            return request.authenticate(response);
        } catch (ServletException unanswered) {
            // The container leaves the answer to us (HttpServletRequest.authenticate).
            LOG.log(Level.FINE, "The container does not sign in who asks here", unanswered);
            if (response.isCommitted()) {
                throw unanswered;
            }
            ContainerDoor.redirect(request, response);
            return false;
        }
    }

    private void letIn(
            Optional<SignIn> signIn, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (signIn.isEmpty() && !Paths.isPublic(request)) {
            refuse(request, response);
        } else if (isForged(request)) {
            LOG.info("Refused a request of a page from a foreign origin; kaiwa.origins can allow it");
            Answers.refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "forbidden",
                    "The origin of this page may not do that (kaiwa.origins).");
        } else {
            if (!Paths.of(request).equals(Paths.ME)) {
                signIn.ifPresent(SignIn::use);
            }
            chain.doFilter(new SignedIn(request, signIn.orElse(null)), response);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Paths.isPage(request)) {
            Answers.page(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "You are not signed in",
                    "The server in front of this one did not say who you are.",
                    Paths.root(request));
            return;
        }
        Answers.refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "not_signed_in", "Sign in first.");
    }

    /** A page elsewhere can have a browser send a form with its cookies, where the browser is an old one. */
    private boolean isForged(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return !reads
                && !Paths.of(request).equals(Paths.BACK_CHANNEL_LOGOUT)
                && !settings.allowsOrigin(request.getHeader("Origin"), request.getServerName());
    }

    /** A request whose principal is the sign-in: with it a handshake comes to the endpoint. */
    private static final class SignedIn extends HttpServletRequestWrapper {

        private final SignIn signIn;

        SignedIn(HttpServletRequest request, SignIn signIn) {
            super(request);
            this.signIn = signIn;
        }

        @Override
        public Principal getUserPrincipal() {
            return signIn;
        }

        /**
         * A handshake comes without its session: the container would close the socket when that ends, also where the server only stops, and give no reason. We
         * close it ourselves (Jakarta WebSocket 2.1 §7.2).
         */
        @Override
        public HttpSession getSession(boolean create) {
            return !create && Paths.isHandshake(this) ? null : super.getSession(create);
        }

        @Override
        public String getRemoteUser() {
            return signIn == null ? null : signIn.getName();
        }

        @Override
        public boolean isUserInRole(String role) {
            return signIn != null
                    && signIn.roles().stream().anyMatch(has -> has.wireName().equals(role));
        }
    }
}
