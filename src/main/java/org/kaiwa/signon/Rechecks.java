package org.kaiwa.signon;

import com.nimbusds.jwt.JWT;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.protocol.CloseCode;

/**
 * Asks the provider again and again whether it still vouches for those who are signed in. Thread-safe.
 *
 * <p>Who is refused is signed out. While the provider is away its last word holds, until the time that it gave with it is over.
 */
final class Rechecks {

    /** How many questions are under way at once. */
    private static final int AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(Rechecks.class.getName());

    private final Provider provider;
    private final SignIns signIns;
    private final Duration interval;
    private final Executor executor;
    private final LongSupplier nanoTime;

    private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();

    /** Whose turn it is, who has waited longest first. */
    private final Queue<Held> waiting = new ConcurrentLinkedQueue<>();

    /** The provider did not answer the last question. So an outage is said once. */
    private final AtomicBoolean isAway = new AtomicBoolean();

    private final Semaphore free = new Semaphore(AT_ONCE);

    Rechecks(Provider provider, SignIns signIns, Duration interval, Executor executor, LongSupplier nanoTime) {
        this.provider = provider;
        this.signIns = signIns;
        this.interval = interval;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /** A sign-in and what was granted for it. */
    private static final class Held {

        private final SignIn signIn;

        /** The question waits or is under way. */
        private final AtomicBoolean asking = new AtomicBoolean();

        private volatile Grant grant;

        /** When to ask again, and until when the grant holds; by {@link System#nanoTime}. */
        private volatile long due;

        private volatile long end;

        Held(SignIn signIn) {
            this.signIn = signIn;
        }

        void take(Grant granted, long now, long interval) {
            grant = granted;
            end = now + granted.lifetime().toNanos();
            // Before it is over, whatever is configured.
            due = now + Math.min(interval, granted.lifetime().toNanos() / 2);
        }

        String subject() {
            try {
                return grant.idToken().getJWTClaimsSet().getSubject();
            } catch (java.text.ParseException never) {
                return null;
            }
        }
    }

    /** Keeps what was granted, in place of an earlier grant for the same sign-in. */
    void add(SignIn signIn, Grant grant) {
        Held mine = new Held(signIn);
        mine.take(grant, nanoTime.getAsLong(), interval.toNanos());
        if (held.put(signIn.id(), mine) == null) {
            signIn.watch(why -> held.remove(signIn.id()));
        }
    }

    /** Those that the provider means: of one session of its own, or, where it names none, of a user. */
    List<SignIn> of(String session, String subject) {
        return held.values().stream()
                .filter(mine -> session == null || session.equals(mine.grant.session()))
                .filter(mine -> subject == null || subject.equals(mine.subject()))
                .map(mine -> mine.signIn)
                .toList();
    }

    Optional<JWT> idToken(SignIn signIn) {
        return Optional.ofNullable(held.get(signIn.id())).map(mine -> mine.grant.idToken());
    }

    /** Sees whose turn it is. */
    void run() {
        long now = nanoTime.getAsLong();
        held.values().stream().filter(mine -> now - mine.end >= 0).forEach(this::expire);
        held.values().stream()
                .filter(mine -> now - mine.due >= 0 && mine.grant.refresh() != null)
                .sorted(Comparator.comparingLong(mine -> mine.due - now))
                .filter(mine -> !mine.asking.getAndSet(true))
                .forEach(waiting::add);
        for (int i = Math.min(AT_ONCE, waiting.size()); i > 0 && free.tryAcquire(); i--) {
            begin();
        }
    }

    private void expire(Held mine) {
        signIns.end(mine.signIn, CloseCode.SESSION_EXPIRED);
    }

    private void begin() {
        try {
            executor.execute(() -> {
                try {
                    askAll();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException none) {
            free.release();
        }
    }

    private void askAll() {
        for (Held mine = waiting.poll(); mine != null; mine = waiting.poll()) {
            try {
                ask(mine);
            } finally {
                mine.asking.set(false);
            }
        }
    }

    private void ask(Held mine) {
        try {
            Grant granted = provider.refresh(mine.grant);
            if (isAway.getAndSet(false)) {
                LOG.info("The provider answers again; who is signed in is rechecked");
            }
            mine.take(granted, nanoTime.getAsLong(), interval.toNanos());
            mine.signIn.describe(granted.account());
        } catch (SignOnRefusedException refused) {
            LOG.info(() -> mine.signIn + " is no longer vouched for. " + refused.getMessage());
            signIns.end(mine.signIn, CloseCode.SIGN_ON_REFUSED);
        } catch (ProviderAwayException away) {
            if (!isAway.getAndSet(true)) {
                LOG.warning(() -> "Nobody can be rechecked; who is signed in stays so until the token ends. "
                        + away.getMessage());
            }
            mine.due = nanoTime.getAsLong() + interval.toNanos();
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A user could not be asked for", failure);
            mine.due = nanoTime.getAsLong() + interval.toNanos();
        }
    }
}
