package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.protocol.CloseCode;

/**
 * What connects a browser with its sign-in: the HTTP session, which begins with the sign-in and ends with it. Thread-safe.
 *
 * <p>The session holds the sign-in's id only, so that a server may store sessions as it likes.
 */
@ApplicationScoped
public class BrowserSessions {

    /** The attribute of the session. */
    static final String ATTRIBUTE = "org.kaiwa.signon.id";

    private SignIns signIns;

    /** For the container, which makes a proxy of this class. */
    protected BrowserSessions() {}

    /**
     * Made by the container.
     *
     * @param signIns all who are signed in
     */
    @Inject
    public BrowserSessions(SignIns signIns) {
        this.signIns = signIns;
    }

    /** The sign-in of the browser that asks. */
    Optional<SignIn> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return signIns.find((String) session.getAttribute(ATTRIBUTE));
        } catch (IllegalStateException ended) {
            return Optional.empty();
        }
    }

    /**
     * Signs a browser in. If it is signed in as the same user (another of its windows has been faster) that sign-in goes on; one of another user ends.
     *
     * @param providerSession what the provider calls its own session; null: nothing
     */
    SignIn begin(HttpServletRequest request, Account account, String providerSession) {
        Optional<SignIn> before = find(request);
        boolean same = before.filter(signIn -> signIn.account().subject().equals(account.subject()))
                .filter(signIn -> signIn.providerSession().equals(Optional.ofNullable(providerSession)))
                .isPresent();
        if (same) {
            before.get().describe(account);
            before.get().use();
            return before.get();
        }
        before.ifPresent(signIn -> signIns.end(signIn, CloseCode.SIGNED_OUT));
        HttpSession session = renewed(request);
        SignIn signIn = signIns.begin(account, providerSession);
        session.setAttribute(ATTRIBUTE, signIn.id());
        signIn.watch(why -> invalidate(session));
        return signIn;
    }

    /** A session under an id that nobody can have known before (OWASP: session fixation). It ends with the sign-in and not by itself. */
    private static HttpSession renewed(HttpServletRequest request) {
        HttpSession session = request.getSession(true);
        if (!session.isNew()) {
            request.changeSessionId();
        }
        session.setMaxInactiveInterval(-1);
        return session;
    }

    private static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException gone) {
            // The container has been faster.
        }
    }
}
