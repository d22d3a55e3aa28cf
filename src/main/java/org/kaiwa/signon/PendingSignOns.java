package org.kaiwa.signon;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/**
 * Those who have been sent to the provider and have not come back yet. Bounded, for anybody can be sent there: when it is full the oldest is forgotten, and
 * has to begin anew. Thread-safe.
 */
final class PendingSignOns {

    /** How many may be under way. One is some hundred bytes. */
    static final int MOST = 20_000;

    /** How long one may take to sign in at the provider. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(PendingSignOns.class.getName());

    private final Map<State, Pending> byState = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    private long forgotten;

    PendingSignOns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * One sign-on under way.
     *
     * @param browser the secret of the browser that began it, so that no other can end it
     * @param nonce what the ID token has to repeat (OpenID Connect Core 1.0 §3.1.2.1)
     * @param verifier proves that the code was asked for by us (RFC 7636)
     * @param asked where it goes on from there
     * @param began by {@link System#nanoTime}
     */
    record Pending(String browser, Nonce nonce, CodeVerifier verifier, String asked, long began) {}

    synchronized State add(String browser, Nonce nonce, CodeVerifier verifier, String asked) {
        forgetOld();
        State state = new State();
        byState.put(state, new Pending(browser, nonce, verifier, asked, nanoTime.getAsLong()));
        return state;
    }

    private void forgetOld() {
        Iterator<Pending> oldest = byState.values().iterator();
        while (oldest.hasNext()) {
            boolean over = isOver(oldest.next());
            if (!over && byState.size() < MOST) {
                return;
            }
            oldest.remove();
            if (!over && forgotten++ % MOST == 0) {
                LOG.warning("More than " + MOST + " are signing on at once; those who began first have to begin anew");
            }
        }
    }

    /** Takes one away, for a state is good once. */
    synchronized Optional<Pending> take(State state) {
        return Optional.ofNullable(byState.remove(state)).filter(pending -> !isOver(pending));
    }

    private boolean isOver(Pending pending) {
        return nanoTime.getAsLong() - pending.began() > PATIENCE.toNanos();
    }
}
