package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import org.junit.jupiter.api.Test;

class PendingSignOnsTest {

    private final Nonce nonce = new Nonce();
    private final CodeVerifier verifier = new CodeVerifier();
    private long now;
    private final PendingSignOns pending = new PendingSignOns(() -> now);

    @Test
    void aStateIsGoodOnce() {
        State state = begin("/");

        assertThat(pending.take(state))
                .get()
                .extracting(PendingSignOns.Pending::asked)
                .isEqualTo("/");
        assertThat(pending.take(state)).isEmpty();
        assertThat(pending.take(new State())).isEmpty();
    }

    @Test
    void whoTakesTooLongHasToBeginAnew() {
        State state = begin("/");
        State other = begin("/");

        now = PendingSignOns.PATIENCE.toNanos();
        assertThat(pending.take(state)).isPresent();
        now++;
        assertThat(pending.take(other)).isEmpty();
    }

    @Test
    void howeverManyBeginItHoldsNoMoreThanItsBound() {
        State first = begin("/first");
        State second = begin("/second");
        for (int i = 2; i <= PendingSignOns.MOST; i++) {
            begin("/");
        }

        assertThat(pending.take(first)).isEmpty();
        assertThat(pending.take(second)).isPresent();
    }

    @Test
    void whatIsOverMakesRoomFirst() {
        State old = begin("/old");
        now = PendingSignOns.PATIENCE.toNanos() + 1;
        State young = begin("/young");
        now--;

        assertThat(pending.take(old)).isEmpty();
        assertThat(pending.take(young)).isPresent();
    }

    private State begin(String asked) {
        return pending.add("browser", nonce, verifier, asked);
    }
}
