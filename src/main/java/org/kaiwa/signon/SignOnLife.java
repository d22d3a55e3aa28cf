package org.kaiwa.signon;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;
import org.kaiwa.identity.SignIns;

/** Looks several times a second whose sign-in is over, where there are any. */
@ApplicationScoped
public class SignOnLife {

    private static final long PERIOD_MILLIS = 250;

    private static final Logger LOG = Logger.getLogger(SignOnLife.class.getName());

    @Inject
    private Settings settings;

    @Inject
    private SignIns signIns;

    @Inject
    private BrowserSessions sessions;

    @Inject
    private OidcSignOn oidc;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Future<?> ticking;

    /** Made by the container. */
    public SignOnLife() {}

    /**
     * Begins.
     *
     * @param started the start of the application
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        Mode mode = settings.signOn().mode();
        if (mode != Mode.GUEST) {
            LOG.info(() -> "Who comes has to sign in (kaiwa.auth=" + mode.configName() + ")");
            ticking = scheduler.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            signIns.endIdle();
            sessions.endSessions();
            oidc.recheck();
        } catch (RuntimeException failure) {
            // Thrown on, it would be the last time.
            LOG.log(Level.SEVERE, "It could not be looked whose sign-in is over", failure);
        }
    }

    @PreDestroy
    void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }
}
