package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    private static final Duration DELAY = Duration.ofSeconds(1);

    /** How long after the end of an HTTP session it is clear that the application does not stop. */
    private static final Duration DOUBT = Duration.ofMillis(400);

    /** Whose sign-in is over, the first first. */
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    /** Whose HTTP session the container has ended, the first first. */
    private final Queue<Lost> lost = new ConcurrentLinkedQueue<>();

    private volatile boolean stopping;

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

    /** Whether the browser has been signed in, and is so no longer. */
    boolean isOver(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(ATTRIBUTE) != null
                && find(request).isEmpty();
    }

    /** Signs in who asks for a page or opens a socket, as {@link #begin}; all others are known for this request only. */
    SignIn beginOrPass(HttpServletRequest request, Account account) {
        boolean stays = Paths.isPage(request)
                || Paths.isHandshake(request)
                || find(request).isPresent();
        return stays ? begin(request, account) : signIns.passing(account);
    }

    /**
     * Signs a browser in. If it is signed in as the same user (another of its windows has been faster) that sign-in goes on; one of another user ends.
     */
    SignIn begin(HttpServletRequest request, Account account) {
        Optional<SignIn> before = find(request);
        boolean same = before.filter(signIn -> signIn.account().subject().equals(account.subject()))
                .isPresent();
        if (same) {
            before.get().describe(account);
            before.get().use();
            return before.get();
        }
        before.ifPresent(signIn -> signIns.end(signIn, CloseCode.SIGNED_OUT));
        HttpSession session = renewed(request);
        SignIn signIn = signIns.begin(account);
        session.setAttribute(ATTRIBUTE, signIn.id());
        signIn.watch(why -> ended.add(new Ended(session, signIn.id(), System.nanoTime())));
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

    /**
     * Ends the HTTP sessions of those who have been signed out for a moment: a container closes the sockets of a session that ends (Jakarta WebSocket 2.1
     * §7.2), and where it were faster than ours they would not be told why. Meanwhile the session opens nothing, for its sign-in is over.
     */
    void endSessions() {
        endLost();
        long now = System.nanoTime();
        for (Ended first = ended.peek();
                first != null && now - first.since() >= DELAY.toNanos();
                first = ended.peek()) {
            ended.remove();
            first.end();
        }
    }

    /**
     * The container has ended an HTTP session, and the sign-in ends with it. Not at once: a server that stops ends all its sessions before it says that it stops
     * (Payara), and its clients are to be told to come back.
     *
     * @param id the sign-in's
     */
    void lost(String id) {
        lost.add(new Lost(id, System.nanoTime()));
    }

    /** The application stops. */
    void stop() {
        stopping = true;
    }

    private void endLost() {
        long now = System.nanoTime();
        for (Lost first = lost.peek();
                !stopping && first != null && now - first.since() >= DOUBT.toNanos();
                first = lost.peek()) {
            lost.remove();
            signIns.find(first.id()).ifPresent(signIn -> signIns.end(signIn, CloseCode.SESSION_EXPIRED));
        }
    }

    private record Lost(String id, long since) {}

    private record Ended(HttpSession session, String id, long since) {

        void end() {
            try {
                // It may have been taken for another sign-in since.
                if (id.equals(session.getAttribute(ATTRIBUTE))) {
                    session.invalidate();
                }
            } catch (IllegalStateException gone) {
                // The container has been faster.
            }
        }
    }
}
