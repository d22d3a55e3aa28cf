package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTParser;
import jakarta.websocket.CloseReason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaiwa.it.WireClient;

/** What ends a sign-in, and that its sockets end with it, within a second. */
class SessionEndsIT {

    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        company = Company.open("-Dkaiwa.admin.groups=ops", "-Dkaiwa.auth.recheck=1s");
    }

    @AfterAll
    static void stop() {
        company.close();
    }

    @Test
    void signingOutInOneWindowClosesTheSocketsOfAll() throws Exception {
        Visitor ann = company.signIn(Person.named("Ann"));
        try (WireClient first = company.enter(ann, "out");
                WireClient second = company.enter(ann, "out")) {
            long began = System.nanoTime();
            Answer answer = ann.ask("POST", company.page("/api/sign-out"), "");

            assertClosed(first, "signed_out", began);
            assertClosed(second, "signed_out", began);
            assertThat(answer.body())
                    .startsWith("{\"location\":\"" + company.provider().issuer() + "/logout?")
                    .contains("id_token_hint=", "client_id=kaiwa", "signed-out.html");
        }
        assertIsOut(ann);
    }

    @Test
    void signingOutSignsOutAtTheProviderTooAndComesBack() throws Exception {
        Person ann = Person.named("Ann");
        Visitor browser = company.signIn(ann);
        String location =
                browser.ask("POST", company.page("/api/sign-out"), "").body().split("\"")[3];

        List<Answer> way = browser.follow(URI.create(location));

        String hint = company.provider().lastRequest(Asked.LOGOUT).get("id_token_hint");
        assertThat(JWTParser.parse(hint).getJWTClaimsSet().getSubject()).isEqualTo(ann.subject());
        assertThat(way.get(way.size() - 1).uri()).isEqualTo(company.page("/signed-out.html"));
        assertThat(way.get(way.size() - 1).status()).isEqualTo(200);
    }

    @Test
    void theProviderEndsOneSession() throws Exception {
        Person ann = Person.named("Ann of two");
        try (WireClient first = company.enter(company.signIn(ann), "back");
                WireClient second = company.enter(company.signIn(ann), "back")) {
            String sid = company.provider().sids(ann.subject()).get(0);
            long began = System.nanoTime();

            assertThat(logOut(company.provider().logoutToken(ann.subject(), sid)))
                    .isEqualTo(200);

            assertClosed(first, "provider_signed_out", began);
            assertGoesOn(second);
        }
    }

    @Test
    void theProviderEndsAllSessionsOfAUser() throws Exception {
        Person ann = Person.named("Ann of all");
        Visitor browser = company.signIn(ann);
        try (WireClient first = company.enter(browser, "back");
                WireClient second = company.enter(company.signIn(ann), "back");
                WireClient other = company.enter(company.signIn(Person.named("Bob")), "back")) {
            long began = System.nanoTime();

            assertThat(logOut(company.provider().logoutToken(ann.subject(), null)))
                    .isEqualTo(200);

            assertClosed(first, "provider_signed_out", began);
            assertClosed(second, "provider_signed_out", began);
            assertGoesOn(other);
        }
        assertIsOut(browser);
    }

    @ParameterizedTest
    @EnumSource(LogoutForgery.class)
    void nobodyElseCanEndASession(LogoutForgery how) throws Exception {
        Person ann = Person.named("Ann the target");
        try (WireClient socket = company.enter(company.signIn(ann), "forged")) {
            String sid = company.provider().sids(ann.subject()).get(0);

            assertThat(logOut(company.provider().logoutToken(ann.subject(), sid, how)))
                    .isEqualTo(400);

            assertGoesOn(socket);
        }
    }

    @Test
    void anIdTokenIsNoLogoutToken() throws Exception {
        try (WireClient socket = company.enter(company.signIn(Person.named("Ann")), "forged")) {
            assertThat(logOut(company.provider().lastIdToken())).isEqualTo(400);
            assertThat(logOut("no token at all")).isEqualTo(400);
            assertGoesOn(socket);
        }
    }

    @Test
    void whomTheProviderNoLongerVouchesForIsOutAtTheNextRecheck() throws Exception {
        Person ann = Person.named("Ann the leaver");
        try (WireClient socket = company.enter(company.signIn(ann), "refused")) {
            company.provider().refuseRefresh(ann.subject());

            assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("sign_on_refused");
        }
    }

    @Test
    void whoLosesAGroupLeavesItsRoomAndMayNotComeBack() throws Exception {
        Visitor admin = company.signIn(Person.named("Root", "ops"));
        Person ann = Person.named("Ann of the board", "board");
        Visitor annsBrowser = company.signIn(ann);
        assertThat(admin.ask("PUT", company.page("/api/room-groups/board"), "[\"board\",\"ops\"]")
                        .status())
                .isEqualTo(200);
        try (WireClient other = company.enter(admin, "board");
                WireClient socket = company.enter(annsBrowser, "board")) {
            other.nextWith("Ann of the board");
            company.provider().changeGroups(ann.subject(), "nothing");

            assertThat(other.nextWith("\"type\":\"logout\"")).contains("\"room\":\"board\"");
            other.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"secret\",\"room\":\"board\"}");
            other.nextWith("secret");

            assertThat(socket.nextWith("\"type\":\"error\"")).contains("\"code\":\"forbidden\",", "\"room\":\"board\"");
            assertThat(socket.nextWith("\"type\":\"logout\"")).contains("\"room\":\"board\"");
            socket.say("{\"type\":\"resume\",\"room\":\"board\",\"epoch\":\"e\",\"seq\":7}");
            assertThat(socket.next())
                    .isEqualTo("{\"type\":\"gap\",\"room\":\"board\",\"from\":8,\"reason\":\"permission\"}");
            assertThat(socket.next()).contains("\"code\":\"forbidden\"");
            socket.say("{\"type\":\"history\",\"room\":\"board\"}");
            assertThat(socket.next()).contains("\"code\":\"forbidden\"");
            socket.say("{\"type\":\"join\",\"room\":\"board\"}");
            assertThat(socket.next()).contains("\"code\":\"forbidden\"");
            socket.say("{\"type\":\"join\",\"room\":\"for-all\"}");
            assertThat(socket.nextWith("user_list")).contains("\"room\":\"for-all\"");
        }
    }

    @Test
    void aRoomThatIsLimitedEmptiesAtOnce() throws Exception {
        Visitor admin = company.signIn(Person.named("Root", "ops"));
        try (WireClient socket = company.enter(company.signIn(Person.named("Ann")), "new-limit")) {
            assertThat(admin.ask("PUT", company.page("/api/room-groups/new-limit"), "[\"ops\"]")
                            .body())
                    .contains("\"groups\":[\"ops\"]");

            assertThat(socket.nextWith("\"type\":\"error\"")).contains("\"code\":\"forbidden\"");
            assertThat(socket.nextWith("\"type\":\"logout\"")).isNotEmpty();
            assertThat(admin.ask("GET", company.page("/api/room-groups"), "").body())
                    .contains("\"new-limit\":[\"ops\"]");
            assertThat(admin.ask("DELETE", company.page("/api/room-groups/new-limit"), "")
                            .status())
                    .isEqualTo(200);
            socket.say("{\"type\":\"join\",\"room\":\"new-limit\"}");
            assertThat(socket.nextWith("user_list")).contains("\"room\":\"new-limit\"");
        }
    }

    @Test
    void anAdministratorSignsAUserOutAndNobodyElseDoes() throws Exception {
        Visitor admin = company.signIn(Person.named("Root", "ops"));
        Person ann = Person.named("Ann the fired");
        Visitor browser = company.signIn(ann);
        String user = "?issuer=" + encode(company.provider().issuer()) + "&user=" + encode(ann.subject());
        try (WireClient socket = company.enter(browser, "fired")) {
            Visitor bob = company.signIn(Person.named("Bob"));
            assertThat(bob.ask("DELETE", company.page("/api/sessions" + user), "")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.ask("GET", company.page("/api/sessions"), "").status())
                    .isEqualTo(403);
            assertGoesOn(socket);
            assertThat(admin.ask("GET", company.page("/api/sessions"), "").body())
                    .contains("\"name\":\"Ann the fired\"");
            long began = System.nanoTime();

            assertThat(admin.ask("DELETE", company.page("/api/sessions" + user), "")
                            .body())
                    .isEqualTo("{\"ended\":1}");

            assertClosed(socket, "admin_signed_out", began);
        }
        assertIsOut(browser);
    }

    @Test
    void whileTheProviderIsAwayWhoIsInStaysUntilTheTokenEnds() throws Exception {
        company.provider().tokensLive(Duration.ofMinutes(1), Duration.ofSeconds(4));
        Visitor ann = company.signIn(Person.named("Ann in an outage"));
        try (WireClient socket = company.enter(ann, "outage")) {
            company.provider().goDown(Outage.UNAVAILABLE);
            try {
                assertGoesOn(socket);
                assertThat(company.me(ann).status()).isEqualTo(200);

                assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("session_expired");
            } finally {
                company.provider().comeBack();
            }
        } finally {
            company.provider().tokensLive(Duration.ofMinutes(5), Duration.ofMinutes(5));
        }
        company.signIn(ann, Person.named("Ann in an outage"));
    }

    @Test
    void anOutageThatIsShorterThanTheTokenIsNotNoticed() throws Exception {
        Person ann = Person.named("Ann of a short outage");
        try (WireClient socket = company.enter(company.signIn(ann), "short")) {
            company.provider().goDown(Outage.GONE);
            company.provider().comeBack();
            int asked = company.provider().count(Asked.REFRESH);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> company.provider().count(Asked.REFRESH) > asked + 1);
            assertGoesOn(socket);
        }
    }

    private static void assertClosed(WireClient client, String reason, long began) throws Exception {
        CloseReason close = client.nextClose();
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertThat(close.getCloseCode().getCode()).isEqualTo(1008);
        assertThat(close.getReasonPhrase()).isEqualTo(reason);
        System.out.println("Closed with " + reason + " after " + millis + " ms");
        assertThat(millis).as("milliseconds until the socket was closed").isLessThan(1_000);
    }

    private static void assertGoesOn(WireClient client) throws Exception {
        client.say("{\"type\":\"ping\"}");
        assertThat(client.nextWith("pong")).isNotEmpty();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int logOut(String token) throws Exception {
        return TestProvider.postLogout(company.page("/oidc/back-channel-logout"), token);
    }

    private static void assertIsOut(Visitor browser) throws Exception {
        assertThat(company.me(browser).status()).isEqualTo(401);
        assertThat(WireClient.statusOfHandshake(
                        company.socket(), Map.of("Cookie", browser.cookieHeader(company.page("/")) + "; a=b")))
                .isEqualTo(401);
    }
}
