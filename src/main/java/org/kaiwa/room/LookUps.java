package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.TRY_AGAIN;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.identity.DirectoryException;
import org.kaiwa.identity.Subject;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/** Asks the directory of the users, without waiting for it: the answer comes in another thread, and always comes. Thread-safe. */
final class LookUps {

    private static final Logger LOG = Logger.getLogger(LookUps.class.getName());

    private final UserDirectory users;
    private final Channel.Threads threads;

    LookUps(UserDirectory users, Channel.Threads threads) {
        this.users = users;
        this.threads = threads;
    }

    /** See {@link Rooms#identify}. */
    void identify(Subject subject, String name, Consumer<User> then, Consumer<RefusedException> whenRefused) {
        run(threads.reads(), whenRefused, () -> {
            Optional<User> known =
                    users.find(subject).filter(user -> user.name().equals(name));
            if (known.isPresent()) {
                then.accept(known.get());
            } else {
                // What writes has one thread, or the commits would have to wait for it in the database.
                run(threads.store(), whenRefused, () -> then.accept(users.admit(subject, name)));
            }
        });
    }

    /**
     * Finds a user.
     *
     * @param uid which
     * @param then told the user, or that there is none
     * @param whenRefused told why it cannot be found out
     */
    void find(long uid, Consumer<Optional<User>> then, Consumer<RefusedException> whenRefused) {
        run(threads.reads(), whenRefused, () -> then.accept(users.find(uid)));
    }

    private static void run(Executor thread, Consumer<RefusedException> whenRefused, Runnable lookUp) {
        try {
            thread.execute(() -> {
                try {
                    lookUp.run();
                } catch (DirectoryException away) {
                    LOG.log(Level.FINE, "Somebody has to wait until it is known who it is", away);
                    whenRefused.accept(notNow());
                } catch (RuntimeException failure) {
                    // Without an answer the client would wait for ever.
                    LOG.log(Level.SEVERE, "It could not be found out who somebody is", failure);
                    whenRefused.accept(notNow());
                }
            });
        } catch (RejectedExecutionException none) {
            whenRefused.accept(notNow());
        }
    }

    private static RefusedException notNow() {
        return RefusedException.until(
                TRY_AGAIN, "The directory of the users is away; try again.", null, GroupCommit.RETRY_MILLIS);
    }
}
