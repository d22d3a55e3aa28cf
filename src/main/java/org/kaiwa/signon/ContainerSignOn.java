package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.CloseCode;

/** Whoever the application server has authenticated. Thread-safe. */
@ApplicationScoped
public class ContainerSignOn {

    /** Who vouches, in the directory of the users. */
    private static final String ISSUER = "container";

    /** Of the HTTP session, which has been known for more than one request. */
    private static final String SEEN = "org.kaiwa.signon.seen";

    private final Logins logins = new Logins(InstantSource.system());

    private SignOnSettings settings;
    private BrowserSessions sessions;
    private SignIns signIns;

    /** For the container, which makes a proxy of this class. */
    protected ContainerSignOn() {}

    /**
     * Made by the container.
     *
     * @param settings which groups to ask for
     * @param sessions signs browsers in
     * @param signIns all who are signed in
     */
    @Inject
    public ContainerSignOn(Settings settings, BrowserSessions sessions, SignIns signIns) {
        this.settings = settings.signOn();
        this.sessions = sessions;
        this.signIns = signIns;
    }

    /** The sign-in of who asks; if the container knows somebody new, it begins here. */
    Optional<SignIn> signIn(HttpServletRequest request) throws ServletException {
        if (sessions.isOver(request)) {
            // To the container he is still there; without his password he is not to be let in again.
            request.logout();
            request.getSession().invalidate();
            return Optional.empty();
        }
        Principal principal = request.getUserPrincipal();
        Optional<SignIn> known = sessions.find(request);
        if (principal == null) {
            // Signed out by another application, or by the container.
            known.ifPresent(signIn -> signIns.end(signIn, CloseCode.SIGNED_OUT));
            return Optional.empty();
        }
        Optional<Logins.Login> login = LibertySubject.login();
        if (login.filter(logins::isOver).isPresent()) {
            known.ifPresent(signIn -> signIns.end(signIn, CloseCode.SIGNED_OUT));
            request.logout();
            return Optional.empty();
        }
        SignIn signIn = signIn(request, principal, known);
        // One that is for this request only is not found, and does not end either.
        login.ifPresent(by -> signIns.find(signIn.id()).ifPresent(found -> logins.carry(by, found)));
        return Optional.of(signIn);
    }

    /**
     * Whether somebody has become known by this very request, the first time that he does. Payara tells his groups from the next one on: he has to ask once more. Once only, for a
     * container may have to be asked each time.
     */
    boolean isNew(HttpServletRequest request) {
        HttpSession session = request.getSession();
        boolean isNew = session.getAttribute(SEEN) == null;
        session.setAttribute(SEEN, true);
        return isNew;
    }

    private SignIn signIn(HttpServletRequest request, Principal principal, Optional<SignIn> known) {
        Subject subject = new Subject(ISSUER, principal.getName());
        Account account =
                new Account(subject, Account.shown(principal.getName(), principal.getName()), groups(request), null);
        if (known.filter(signIn -> signIn.account().subject().equals(subject)).isPresent()) {
            known.get().describe(account);
            return known.get();
        }
        return sessions.beginOrPass(request, account);
    }

    /**
     * A container tells of a group only whether somebody is in it (Jakarta Servlet 6.0 §13.3), so those are asked for that matter; and where it has them at
     * hand, all.
     */
    private Set<String> groups(HttpServletRequest request) {
        Set<String> groups = new LinkedHashSet<>(settings.containerGroups());
        groups.addAll(settings.adminGroups());
        groups.addAll(settings.moderatorGroups());
        groups.removeIf(group -> !request.isUserInRole(group));
        groups.addAll(ContainerSubject.groups());
        groups.addAll(LibertySubject.groups());
        return groups;
    }
}
