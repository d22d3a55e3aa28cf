package org.kaiwa.signon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kaiwa.identity.SignIn;
import org.kaiwa.protocol.CloseCode;

/**
 * Which logins at the container are over although the container would still let them in. Thread-safe.
 *
 * <p>A container that knows who has logged in by a cookie of its own (Open Liberty) knows it as long as that is good, whatever has become of the HTTP session. Who has been signed out
 * and throws away the session's cookie would come in again by the other one, without a password.
 *
 * <p>It is in memory, as the sign-ins are: at most a login for each time that somebody has given a password within the life of such a cookie.
 */
final class Logins {

    /** Ends that nobody has ordered: another sign-in by the same login goes on. */
    private static final Set<CloseCode> BY_ITSELF = EnumSet.of(CloseCode.SESSION_EXPIRED, CloseCode.TOO_MANY_SESSIONS);

    /** The container may be lenient when it looks whether a cookie is still good (Open Liberty: three seconds). */
    private static final Duration LENIENCE = Duration.ofMinutes(1);

    private final InstantSource clock;

    /** The sign-ins by each login. Guarded by this. */
    private final Map<Login, Set<SignIn>> live = new HashMap<>();

    /** Guarded by this. */
    private final Set<Login> over = new HashSet<>();

    Logins(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * That somebody has given his password. What the container has signed and not the text of its cookie, which can be written otherwise and means the same.
     *
     * @param user as the container names him
     * @param expires until when the container takes it
     */
    record Login(String user, Instant expires) {}

    /** Whether nobody is to be let in by it any more. */
    synchronized boolean isOver(Login login) {
        return over.contains(login);
    }

    /** A sign-in goes on by a login, which ends with it. It is no matter how often that is said. */
    void carry(Login login, SignIn signIn) {
        synchronized (this) {
            if (!live.computeIfAbsent(login, first -> new HashSet<>()).add(signIn)) {
                return;
            }
        }
        signIn.watch(why -> ended(login, signIn, why));
    }

    private synchronized void ended(Login login, SignIn signIn, CloseCode why) {
        Set<SignIn> others = live.get(login);
        others.remove(signIn);
        if (others.isEmpty()) {
            live.remove(login);
        }
        if (others.isEmpty() || !BY_ITSELF.contains(why)) {
            Instant now = clock.instant();
            over.removeIf(old -> old.expires().plus(LENIENCE).isBefore(now));
            over.add(login);
        }
    }

    /** How many are kept. */
    synchronized int size() {
        return live.size() + over.size();
    }
}
