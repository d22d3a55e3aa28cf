package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

class SharedEncoderTest {

    private static final Event.Said DELETED =
            new Event.Said("1", 1, "e", new User(5, "Ann"), null, "", Event.Version.DELETED, Instant.EPOCH);

    @Test
    void aDialectThatCannotSayThatAMessageIsDeletedSaysNothingOfIt() {
        assertThat(SharedEncoder.of(Dialect.CAPTURE).said(DELETED)).isEmpty();
        assertThat(SharedEncoder.of(Dialect.LATER).said(DELETED)).isEmpty();
        assertThat(SharedEncoder.of(Dialect.NATIVE).said(DELETED))
                .singleElement()
                .satisfies(frame -> assertThat(frame.text()).contains("\"deleted\":true"));
    }
}
