package org.kaiwa.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.protocol.CloseCode;

/** A sign-in goes on until it ends, and what goes on under it ends with it. */
class SignInsTest {

    private static final SignOnSettings SETTINGS = Settings.read(key -> Optional.ofNullable(Map.of(
                            "kaiwa.auth.idle",
                            "10m",
                            "kaiwa.admin.groups",
                            "ops,root",
                            "kaiwa.moderator.groups",
                            "staff")
                    .get(key)))
            .signOn();

    private long now;
    private final SignIns signIns = new SignIns(SETTINGS, InstantSource.system(), () -> now);
    private final List<CloseCode> told = new ArrayList<>();

    @Test
    void whatGoesOnUnderItHearsOfTheEndOnce() {
        SignIn ann = signIns.begin(account("ann"));
        ann.watch(told::add);

        signIns.end(ann, CloseCode.SIGNED_OUT);
        signIns.end(ann, CloseCode.ADMIN_SIGNED_OUT);

        assertThat(told).containsExactly(CloseCode.SIGNED_OUT);
        ann.watch(told::add);
        assertThat(told).as("the first reason stays").containsExactly(CloseCode.SIGNED_OUT, CloseCode.SIGNED_OUT);
        assertThat(ann.isLive()).isFalse();
        assertThat(signIns.find(ann.id())).isEmpty();
    }

    @Test
    void whatBeginsUnderItTooLateEndsAtOnce() {
        SignIn ann = signIns.begin(account("ann"));
        signIns.end(ann, CloseCode.PROVIDER_SIGNED_OUT);

        ann.watch(told::add);

        assertThat(told).containsExactly(CloseCode.PROVIDER_SIGNED_OUT);
    }

    @Test
    void whatHasEndedByItselfHearsNothing() {
        SignIn ann = signIns.begin(account("ann"));
        SignIn.Watcher gone = told::add;
        ann.watch(gone);
        ann.unwatch(gone);

        signIns.end(ann, CloseCode.SIGNED_OUT);

        assertThat(told).isEmpty();
    }

    @Test
    void whoDoesNothingForTooLongIsSignedOutAndWhoDoesSomethingIsNot() {
        SignIn ann = signIns.begin(account("ann"));
        SignIn bob = signIns.begin(account("bob"));
        ann.watch(told::add);
        now = Duration.ofMinutes(10).toNanos() - 1;
        signIns.endIdle();
        assertThat(told).isEmpty();

        bob.use();
        now++;
        signIns.endIdle();

        assertThat(told).containsExactly(CloseCode.SESSION_EXPIRED);
        assertThat(bob.isLive()).isTrue();
    }

    @Test
    void whoSignsInAgainAndAgainLosesTheOneThatHasBeenIdleLongest() {
        SignIn first = signIns.begin(account("ann"));
        SignIn second = signIns.begin(account("ann"));
        SignIn other = signIns.begin(account("bob"));
        now = 1;
        first.use();
        for (int i = 2; i <= SignIns.MAX_PER_USER; i++) {
            signIns.begin(account("ann"));
        }

        assertThat(signIns.of(account("ann").subject())).hasSize(SignIns.MAX_PER_USER);
        assertThat(second.isLive()).isFalse();
        assertThat(first.isLive()).isTrue();
        assertThat(other.isLive()).isTrue();
    }

    @Test
    void whoHasASocketOpenIsNotTheOneThatHasToGo() {
        SignIn inUse = signIns.begin(account("ann"));
        inUse.watch(new SignIn.Watcher() {
            @Override
            public void signedOut(CloseCode why) {
                told.add(why);
            }

            @Override
            public boolean isInUse() {
                return true;
            }
        });
        now = 1;
        SignIn idle = signIns.begin(account("ann"));
        now = 2;
        for (int i = 2; i <= SignIns.MAX_PER_USER; i++) {
            signIns.begin(account("ann"));
        }

        assertThat(told).isEmpty();
        assertThat(idle.isLive()).isFalse();
    }

    @Test
    void whoIsKnownForOneRequestOnlyIsNotAmongThoseWhoAreSignedIn() {
        SignIn passing = signIns.passing(account("ann", "ops"));

        assertThat(signIns.all()).isEmpty();
        assertThat(passing.roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void theGroupsOfTheMomentGiveTheRoles() {
        SignIn ann = signIns.begin(account("ann", "ops", "staff"));
        assertThat(ann.roles()).containsExactlyInAnyOrder(Role.ADMIN, Role.MODERATOR);
        List<Set<String>> changes = new ArrayList<>();
        ann.watch(new SignIn.Watcher() {
            @Override
            public void signedOut(CloseCode why) {}

            @Override
            public void accountChanged(Account account) {
                changes.add(account.groups());
            }
        });

        ann.describe(account("ann", "staff"));
        ann.describe(account("ann", "staff"));

        assertThat(ann.roles()).containsExactly(Role.MODERATOR);
        assertThat(changes).containsExactly(Set.of("staff"));
    }

    @Test
    void aSignInDoesNotBecomeAnothers() {
        SignIn ann = signIns.begin(account("ann"));

        assertThatThrownBy(() -> ann.describe(account("bob"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWatcherThatFailsKeepsNobodyElseIn() {
        SignIn ann = signIns.begin(account("ann"));
        ann.watch(why -> {
            throw new IllegalStateException("broken");
        });
        ann.watch(told::add);

        signIns.end(ann, CloseCode.SIGNED_OUT);

        assertThat(told).containsExactly(CloseCode.SIGNED_OUT);
    }

    private static Account account(String id, String... groups) {
        return new Account(new Subject("https://sso.example", id), id, Set.of(groups), null);
    }
}
