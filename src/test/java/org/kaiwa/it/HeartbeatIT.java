package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeartbeatIT {

    private static final byte[] PING = {(byte) 0x89, 0};

    private static KaiwaProcess kaiwa;

    @BeforeAll
    static void start() throws Exception {
        kaiwa = KaiwaProcess.start("-Dkaiwa.heartbeat.interval=1s");
    }

    @AfterAll
    static void stop() {
        kaiwa.close();
    }

    @Test
    void aPeerThatAnswersNoPingForTwoIntervalsIsClosedInEveryDialectAndBeforeALogin() throws Exception {
        List<RawSocket> silent = new ArrayList<>(List.of(
                RawSocket.open(kaiwa.wsPort()),
                RawSocket.open(kaiwa.wsPort()),
                RawSocket.open(kaiwa.wsPort()),
                RawSocket.open(kaiwa.wsPort(), "Sec-WebSocket-Protocol: kaiwa.v1")));
        silent.get(1).say("{\"type\":\"login\",\"name\":\"capture\"}");
        silent.get(2).say("{\"type\":\"login\",\"client_name\":\"later\"}");
        silent.get(3).say("{\"type\":\"login\",\"name\":\"native\"}");

        for (RawSocket peer : silent) {
            assertThat(peer.readCloseCode()).isEqualTo(4000);
            assertThat(peer.isAtEnd()).isTrue();
            peer.close();
        }
    }

    @Test
    void whoAnswersStaysAndSeesTwoPingsWhileASilentOneIsClosed() throws Exception {
        try (RawSocket silent = RawSocket.open(kaiwa.wsPort());
                RawSocket alive = RawSocket.open(kaiwa.wsPort())) {
            for (int pings = 0; pings < 4; pings++) {
                assertThat(alive.readFrame()).isEqualTo(PING);
                alive.write(RawSocket.frame(0x8A, new byte[0]));
            }
            assertThat(silent.readFrame()).isEqualTo(PING);
            assertThat(silent.readFrame()).isEqualTo(PING);
            assertThat(silent.readCloseCode()).isEqualTo(4000);
            alive.say("{\"type\":\"login\",\"name\":\"alive\",\"room_id\":\"heartbeat\"}");
            assertThat(alive.readText()).contains("alive");
        }
    }

    @Test
    void theLaterDialectIsPingedInTextAndItsTextPongIsAnAnswer() throws Exception {
        try (RawSocket later = RawSocket.open(kaiwa.wsPort());
                RawSocket silent = RawSocket.open(kaiwa.wsPort())) {
            later.say("{\"type\":\"login\",\"client_name\":\"later\",\"room_id\":\"heartbeat later\"}");
            assertThat(later.readText()).contains("\"client_list\"");

            for (int pings = 0; pings < 4; pings++) {
                assertThat(later.readText()).isEqualTo("{\"type\":\"ping\"}");
                later.say("{\"type\":\"pong\"}");
            }

            assertThat(silent.readCloseCode()).isEqualTo(4000);
        }
    }
}
