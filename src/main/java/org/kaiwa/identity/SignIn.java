package org.kaiwa.identity;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;

/**
 * Somebody who is signed in, in one browser: from the sign-in to its end, which ends all that goes on under it. Thread-safe.
 *
 * <p>It is the principal of a request and of a socket's handshake, and so comes from the one who found out who asks to those who want to know.
 */
public final class SignIn implements Principal {

    private static final Logger LOG = Logger.getLogger(SignIn.class.getName());

    private final String id;
    private final Instant began;
    private final Function<Set<String>, Set<Role>> roles;
    private final LongSupplier nanoTime;

    /** Whom to tell. Guarded by itself. */
    private final List<Watcher> watchers = new ArrayList<>(2);

    /** Why it has ended; null: it has not. Guarded by the watchers. */
    private CloseCode end;

    private volatile Account account;

    /** When the user last did something, by {@link #nanoTime}. Written by any thread: of two that write at once either will do. */
    private volatile long lastUsed;

    SignIn(String id, Account account, Instant began, Function<Set<String>, Set<Role>> roles, LongSupplier nanoTime) {
        this.id = id;
        this.account = account;
        this.began = began;
        this.roles = roles;
        this.nanoTime = nanoTime;
        this.lastUsed = nanoTime.getAsLong();
    }

    /** What goes on under a sign-in, a socket for instance. Called in any thread; must not wait. */
    public interface Watcher {

        /**
         * The sign-in is over, and so is what goes on under it.
         *
         * @param why what the user is told
         */
        void signedOut(CloseCode why);

        /**
         * The account has changed: its groups, as a rule.
         *
         * @param account as it is now
         */
        default void accountChanged(Account account) {}

        /**
         * Whether somebody sits before it: a socket, and not what merely remembers the sign-in.
         *
         * @return true: where one of several sign-ins has to end, it is not this one as long as there are others
         */
        default boolean isInUse() {
            return false;
        }
    }

    /**
     * By what it is known, also to an administrator: it opens nothing.
     *
     * @return 32 hex digits
     */
    public String id() {
        return id;
    }

    /**
     * Who is signed in.
     *
     * @return the account as it was last described
     */
    public Account account() {
        return account;
    }

    /** The name of the user, for the container. */
    @Override
    public String getName() {
        return account.name();
    }

    /**
     * What the user may do.
     *
     * @return the roles that the groups of the moment give
     */
    public Set<Role> roles() {
        return roles.apply(account.groups());
    }

    /**
     * When it began.
     *
     * @return the time
     */
    public Instant began() {
        return began;
    }

    /** The user does something. To have a socket open is not to do something. */
    public void use() {
        lastUsed = nanoTime.getAsLong();
    }

    /**
     * How long the user has done nothing.
     *
     * @return the time since {@link #use}
     */
    public Duration idle() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastUsed);
    }

    /**
     * Whether it goes on.
     *
     * @return false once it has ended
     */
    public boolean isLive() {
        synchronized (watchers) {
            return end == null;
        }
    }

    /**
     * Tells somebody of changes and of the end; at once, if that has come.
     *
     * @param watcher whom
     */
    public void watch(Watcher watcher) {
        CloseCode ended;
        synchronized (watchers) {
            ended = end;
            if (ended == null) {
                watchers.add(watcher);
            }
        }
        if (ended != null) {
            watcher.signedOut(ended);
        }
    }

    /**
     * Tells somebody no more.
     *
     * @param watcher whom
     */
    public void unwatch(Watcher watcher) {
        synchronized (watchers) {
            watchers.remove(watcher);
        }
    }

    /** Whether somebody sits before it. */
    boolean isInUse() {
        synchronized (watchers) {
            return watchers.stream().anyMatch(Watcher::isInUse);
        }
    }

    /**
     * Describes the user anew.
     *
     * @param described as it is now, the same subject
     */
    public void describe(Account described) {
        if (!described.subject().equals(account.subject())) {
            throw new IllegalArgumentException("A sign-in is one user's from its begin to its end");
        }
        if (!described.equals(account)) {
            account = described;
            tell(watcher -> watcher.accountChanged(described));
        }
    }

    /** Ends it; returns whether it had not ended before. */
    boolean end(CloseCode why) {
        List<Watcher> told;
        synchronized (watchers) {
            if (end != null) {
                return false;
            }
            end = why;
            told = List.copyOf(watchers);
            watchers.clear();
        }
        tell(told, watcher -> watcher.signedOut(why));
        return true;
    }

    private void tell(Consumer<Watcher> message) {
        List<Watcher> told;
        synchronized (watchers) {
            told = List.copyOf(watchers);
        }
        tell(told, message);
    }

    private static void tell(List<Watcher> told, Consumer<Watcher> message) {
        for (Watcher watcher : told) {
            try {
                message.accept(watcher);
            } catch (RuntimeException failure) {
                LOG.log(
                        Level.SEVERE,
                        "Something that goes on under a sign-in could not be told; the others are",
                        failure);
            }
        }
    }

    /** For the log: who, in one line. */
    @Override
    public String toString() {
        Subject subject = account.subject();
        return account.name() + " (" + (subject.id() + " at " + subject.issuer()).replaceAll("\\p{Cntrl}", "?") + ")";
    }
}
