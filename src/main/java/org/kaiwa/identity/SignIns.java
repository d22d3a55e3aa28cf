package org.kaiwa.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.protocol.CloseCode;

/** All who are signed in. Thread-safe, and no method waits. */
@ApplicationScoped
public class SignIns {

    /** How often one user may be signed in at once: with one more, one without a socket ends, of these the one that has been idle longest. */
    static final int MAX_PER_USER = 50;

    private static final int ID_BYTES = 16;

    private static final Logger LOG = Logger.getLogger(SignIns.class.getName());

    private final ConcurrentMap<String, SignIn> byId = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    private SignOnSettings settings;
    private InstantSource clock;
    private LongSupplier nanoTime;

    /** For the container, which makes a proxy of this class. */
    protected SignIns() {}

    /**
     * Nobody is signed in yet.
     *
     * @param settings how long one may be idle, and which groups have which role
     */
    @Inject
    public SignIns(Settings settings) {
        this(settings.signOn(), InstantSource.system(), System::nanoTime);
    }

    SignIns(SignOnSettings settings, InstantSource clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Somebody signs in.
     *
     * @param account who
     * @return the sign-in
     */
    public SignIn begin(Account account) {
        SignIn signIn = passing(account);
        byId.put(signIn.id(), signIn);
        LOG.info(() -> signIn + " signed in");
        List<SignIn> same = of(account.subject());
        same.stream()
                .filter(other -> other != signIn)
                .sorted(Comparator.comparing(SignIn::isInUse)
                        .thenComparing(Comparator.comparing(SignIn::idle).reversed()))
                .limit(Math.max(0, same.size() - MAX_PER_USER))
                .forEach(oldest -> end(oldest, CloseCode.TOO_MANY_SESSIONS));
        return signIn;
    }

    /**
     * Somebody is known for one request only, who asks for no page and opens no socket: a script behind a proxy would sign in with each of its requests.
     *
     * @param account who
     * @return a sign-in that nobody finds and nobody ends
     */
    public SignIn passing(Account account) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new SignIn(
                HexFormat.of().formatHex(id), account, clock.instant(), groups -> Role.of(groups, settings), nanoTime);
    }

    /**
     * Ends a sign-in, and all that goes on under it.
     *
     * @param signIn which; it may have ended
     * @param why what the user is told
     */
    public void end(SignIn signIn, CloseCode why) {
        byId.remove(signIn.id());
        if (signIn.end(why)) {
            LOG.info(() -> signIn + " is signed out: " + why.reason());
        }
    }

    /**
     * Finds a sign-in that goes on.
     *
     * @param id by its id; null: none
     * @return the sign-in
     */
    public Optional<SignIn> find(String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    /**
     * The sign-ins of one user.
     *
     * @param subject who
     * @return those that go on
     */
    public List<SignIn> of(Subject subject) {
        return byId.values().stream()
                .filter(signIn -> signIn.account().subject().equals(subject))
                .toList();
    }

    /**
     * All sign-ins that go on.
     *
     * @return in no order
     */
    public List<SignIn> all() {
        return List.copyOf(byId.values());
    }

    /** Ends those whose users have done nothing for too long. */
    public void endIdle() {
        Duration most = settings.idle();
        byId.values().stream()
                .filter(signIn -> signIn.idle().compareTo(most) >= 0)
                .forEach(signIn -> end(signIn, CloseCode.SESSION_EXPIRED));
    }
}
