package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.protocol.CloseCode;

/** The provider is asked again and again whether it still vouches for those who are signed in. */
class RechecksTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Map<SignIn, CloseCode> ends = new HashMap<>();
    private final SignIns signIns = new SignIns(Settings.read(key -> Optional.empty()));
    private long now;
    private TestProvider company;
    private Provider provider;
    private Rechecks rechecks;

    @BeforeEach
    void start() throws IOException {
        company = new TestProvider().register(ProviderTest.CALLBACK, URI.create("http://127.0.0.1:1/signed-out.html"));
        provider = ProviderTest.provider(company, "groups");
        rechecks = new Rechecks(provider, signIns, INTERVAL, tasks::add, () -> now);
    }

    @AfterEach
    void stop() {
        company.close();
    }

    @Test
    void everybodyHasHisTurnHoweverManyThereAre() throws Exception {
        List<SignIn> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(signIn(Person.named("User " + i)));
            company.changeGroups("subject-of-User " + i, "new");
        }

        recheckAfter(INTERVAL.minusNanos(1));
        assertThat(company.count(Asked.REFRESH)).isZero();
        recheckAfter(Duration.ofNanos(1));

        assertThat(all).allMatch(user -> user.account().groups().contains("new"));
        recheckAfter(Duration.ofSeconds(1));
        assertThat(company.count(Asked.REFRESH)).isEqualTo(20);
    }

    @Test
    void noMoreThanAFewQuestionsAreUnderWayAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            signIn(Person.named("User " + i));
        }

        now += INTERVAL.toNanos();
        rechecks.run();
        rechecks.run();

        assertThat(tasks).hasSize(4);
    }

    @Test
    void whoIsRefusedIsOutAndTheOthersAreNot() throws Exception {
        SignIn ann = signIn(Person.named("Ann"));
        SignIn bob = signIn(Person.named("Bob"));
        company.refuseRefresh("subject-of-Ann");

        recheckAfter(INTERVAL);

        assertThat(ends).containsEntry(ann, CloseCode.SIGN_ON_REFUSED);
        assertThat(bob.isLive()).isTrue();
    }

    @Test
    void whileTheProviderIsAwayItsLastWordHoldsUntilItsTimeIsOver() throws Exception {
        company.tokensLive(Duration.ofMinutes(5), Duration.ofMinutes(5));
        SignIn ann = signIn(Person.named("Ann"));
        company.goDown(Outage.GONE);
        for (int minute = 1; minute < 5; minute++) {
            recheckAfter(Duration.ofMinutes(1));
            assertThat(ann.isLive()).isTrue();
        }

        recheckAfter(Duration.ofMinutes(1));

        assertThat(ends).containsEntry(ann, CloseCode.SESSION_EXPIRED);
        company.comeBack();
    }

    @Test
    void aShortLifeIsRenewedBeforeItIsOverWhateverIsConfigured() throws Exception {
        company.tokensLive(Duration.ofSeconds(20), Duration.ofSeconds(20));
        SignIn ann = signIn(Person.named("Ann"));

        for (int i = 0; i < 10; i++) {
            recheckAfter(Duration.ofSeconds(10));
        }

        assertThat(ann.isLive()).isTrue();
        assertThat(company.count(Asked.REFRESH)).isEqualTo(10);
    }

    @Test
    void theEndOfASignInEndsTheQuestions() throws Exception {
        SignIn ann = signIn(Person.named("Ann"));
        signIns.end(ann, CloseCode.SIGNED_OUT);

        recheckAfter(INTERVAL);

        assertThat(company.count(Asked.REFRESH)).isZero();
        assertThat(rechecks.of(null, "subject-of-Ann")).isEmpty();
    }

    private SignIn signIn(Person person) throws Exception {
        Grant grant = ProviderTest.signIn(company, provider, person);
        SignIn signIn = signIns.begin(grant.account());
        signIn.watch(why -> ends.put(signIn, why));
        rechecks.add(signIn, grant);
        return signIn;
    }

    private void recheckAfter(Duration time) {
        now += time.toNanos();
        rechecks.run();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
