package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.CloseCode;

/** With a sign-in the login ends by which somebody came in. */
class LoginsTest {

    private static final Duration LIFE = Duration.ofHours(12);

    private Instant now = Instant.parse("2026-11-26T08:00:00Z");
    private final SignIns signIns = new SignIns(Settings.read(key -> Optional.empty()));
    private final Logins logins = new Logins(() -> now);
    private final Logins.Login login = new Logins.Login("user:kaiwa/alice", now.plus(LIFE));

    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            names = {"SIGNED_OUT", "ADMIN_SIGNED_OUT", "SESSION_EXPIRED", "TOO_MANY_SESSIONS"})
    void theEndOfTheOnlySignInIsTheEndOfItsLogin(CloseCode why) {
        SignIn signIn = signIn(login);
        assertThat(logins.isOver(login)).isFalse();

        signIns.end(signIn, why);

        assertThat(logins.isOver(login)).isTrue();
    }

    @Test
    void anotherLoginOfTheSameUserGoesOn() {
        Logins.Login later = new Logins.Login(login.user(), login.expires().plusMillis(1));
        signIn(later);

        signIns.end(signIn(login), CloseCode.ADMIN_SIGNED_OUT);

        assertThat(logins.isOver(later)).isFalse();
    }

    @Test
    void whomNobodySendsAwayStaysWhereAnotherSignInOfHisEndsByItself() {
        SignIn left = signIn(login);
        SignIn used = signIn(login);

        signIns.end(left, CloseCode.SESSION_EXPIRED);
        assertThat(logins.isOver(login)).isFalse();

        signIns.end(used, CloseCode.SESSION_EXPIRED);
        assertThat(logins.isOver(login)).isTrue();
    }

    @Test
    void whoIsSentAwayComesInByNoneOfHisSessions() {
        SignIn one = signIn(login);
        signIn(login);

        signIns.end(one, CloseCode.ADMIN_SIGNED_OUT);

        assertThat(logins.isOver(login)).isTrue();
    }

    @Test
    void aLoginThatCameWhileOneWasSignedInEndsWithTheSignIn() {
        SignIn signIn = signIn(login);
        Logins.Login second = new Logins.Login(login.user(), login.expires().plusSeconds(60));
        logins.carry(second, signIn);
        logins.carry(second, signIn);

        signIns.end(signIn, CloseCode.ADMIN_SIGNED_OUT);

        assertThat(logins.isOver(login)).isTrue();
        assertThat(logins.isOver(second)).isTrue();
    }

    @Test
    void whatTheContainerTakesNoLongerIsForgotten() {
        signIns.end(signIn(login), CloseCode.SIGNED_OUT);
        assertThat(logins.size()).isEqualTo(1);
        now = now.plus(LIFE).plusSeconds(3);
        signIns.end(signIn(new Logins.Login("user:kaiwa/bob", now.plus(LIFE))), CloseCode.SIGNED_OUT);
        assertThat(logins.isOver(login)).isTrue();

        now = now.plus(Duration.ofMinutes(5));
        signIns.end(signIn(new Logins.Login("user:kaiwa/carol", now.plus(LIFE))), CloseCode.SIGNED_OUT);

        assertThat(logins.isOver(login)).isFalse();
        assertThat(logins.size()).isEqualTo(2);
    }

    private SignIn signIn(Logins.Login by) {
        SignIn signIn = signIns.begin(new Account(new Subject("container", "alice"), "alice", Set.of(), null));
        logins.carry(by, signIn);
        return signIn;
    }
}
