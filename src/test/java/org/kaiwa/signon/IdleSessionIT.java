package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.WireClient;

/** An open socket keeps a session only as long as its user does something, and a stop of the server signs nobody out. */
class IdleSessionIT {

    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        company = Company.open("-Dkaiwa.auth.idle=5s", "-Dkaiwa.auth.recheck=1s");
    }

    @AfterAll
    static void stop() {
        company.close();
    }

    @Test
    void whoOnlyHasThePageOpenIsSignedOutAndWhoSaysSomethingIsNot() throws Exception {
        Visitor ann = company.signIn(Person.named("Ann"));
        Visitor bob = company.signIn(Person.named("Bob"));
        try (WireClient idle = company.enter(ann, "idle");
                WireClient busy = company.enter(bob, "busy")) {
            long began = System.nanoTime();
            while (idle.isOpen()) {
                // What the page does by itself: a ping, and the question who one is.
                idle.say("{\"type\":\"ping\"}");
                company.me(ann);
                busy.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"still here\",\"room\":\"busy\"}");
                busy.nextWith("still here");
            }
            double seconds = (System.nanoTime() - began) / 1e9;

            assertThat(idle.nextClose().getReasonPhrase()).isEqualTo("session_expired");
            assertThat(seconds).as("seconds until the idle one was out").isBetween(4.0, 6.0);
            busy.say("{\"type\":\"ping\"}");
            assertThat(busy.nextWith("pong")).isNotEmpty();
        }
    }

    @Test
    void aStopOfTheServerTellsItsClientsToComeBack() throws Exception {
        try (Company stopping = Company.open()) {
            WireClient socket = stopping.enter(stopping.signIn(Person.named("Ann")), "1");
            KaiwaProcess kaiwa = stopping.kaiwa();

            kaiwa.interrupt();

            assertThat(socket.nextClose().getCloseCode().getCode()).isEqualTo(1001);
        }
    }
}
