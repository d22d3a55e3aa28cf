package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaiwa.it.WireClient;

/** Who gets in with a provider, and who does not. */
class OidcSignOnIT {

    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        company = Company.open("-Dkaiwa.admin.groups=ops", "-Dkaiwa.moderator.groups=staff");
    }

    @AfterAll
    static void stop() {
        company.close();
    }

    @Test
    void aPageIsSentToTheProviderAndComesBackAsTheUserOfTheDirectory() throws Exception {
        Visitor browser = new Visitor();
        company.provider().signInAs(Person.named("Ann", "ops", "staff"));

        List<Answer> way = browser.follow(company.page("/?room=tea"));

        assertThat(way).extracting(Answer::status).containsExactly(302, 302, 302, 200);
        assertThat(way.get(3).uri()).isEqualTo(company.page("/?room=tea"));
        assertThat(company.me(browser).body())
                .contains("\"auth\":\"oidc\"", "\"name\":\"Ann\"", "\"groups\":[\"ops\",\"staff\"]")
                .contains("\"roles\":[\"admin\",\"moderator\"]")
                .contains("\"issuer\":\"" + company.provider().issuer() + "\"");
    }

    @Test
    void theCookieOfTheSessionIsForNoScriptAndForNoOtherSite() throws Exception {
        Visitor browser = company.signIn(Person.named("Ann"));

        Cookie cookie = browser.cookie("JSESSIONID").orElseThrow();

        assertThat(cookie.httpOnly()).isTrue();
        assertThat(cookie.sameSite()).isEqualTo("lax");
        assertThat(cookie.path()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/app/main.js",
                "/api/sessions",
                "/api/room-groups",
                "/styles/../app/main.js",
                "/v/../app/main.js"
            })
    void whoIsNotSignedInGetsNothing(String path) throws Exception {
        assertThat(new Visitor()
                        .get(company.page(path), "Accept", "*/*", "Sec-Fetch-Mode", "cors")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoIsNotSignedInHasNoSocket() throws Exception {
        assertThat(WireClient.statusOfHandshake(company.socket(), Map.of())).isEqualTo(401);
        assertThat(WireClient.statusOfHandshake(
                        company.socket(), Map.of("Cookie", "JSESSIONID=00000000000000000000000000ab")))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signed-out.html", "/config.json", "/styles/tokens.css"})
    void whatIsShownToThoseWhoAreOutIsThere(String path) throws Exception {
        assertThat(new Visitor().get(company.page(path)).status()).isEqualTo(200);
    }

    @Test
    void whatThePageOfThoseWhoAreOutRefersToIsThereForThem() throws Exception {
        List<String> files = Pattern.compile("\"(/?v/[^\"]+)\"")
                .matcher(new Visitor().get(company.page("/signed-out.html")).body())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(files).anyMatch(file -> file.endsWith("/styles/sign-on.css"));
        for (String file : files) {
            assertThat(new Visitor()
                            .get(company.page("/" + file), "Accept", "*/*")
                            .status())
                    .as(file)
                    .isEqualTo(200);
        }
    }

    @Test
    void theNameOfTheDirectoryCountsWhateverALoginSays() throws Exception {
        Visitor ann = company.signIn(Person.named("Ann Example"));

        try (WireClient page = company.connect(ann);
                WireClient old = WireClient.oldWithHeaders(company.socket(), company.handshakeOf(ann));
                WireClient later = WireClient.oldWithHeaders(company.socket(), company.handshakeOf(ann))) {
            page.say("{\"type\":\"login\",\"name\":\"\\u0000\",\"room\":\"names\"}");
            assertThat(page.nextWith("\"type\":\"login\"")).contains("\"name\":\"Ann Example\"");
            old.say("{\"type\":\"login\",\"name\":\"the boss\",\"room\":\"names\"}");
            assertThat(old.next()).contains("\"name\":\"Ann Example\"").doesNotContain("boss");
            later.say("{\"type\":\"login\",\"client_name\":\"the boss\",\"room_id\":\"names\"}");
            assertThat(later.next()).contains("\"client_name\":\"Ann Example\"").doesNotContain("boss");
            later.say("{\"type\":\"say\",\"to_client_id\":\"all\",\"content\":\"hi\"}");
            assertThat(page.nextWith("\"type\":\"say\"")).contains("\"from_name\":\"Ann Example\"");
        }
    }

    @Test
    void oneUserInTwoBrowsersIsOneMember() throws Exception {
        Person ann = Person.named("Ann");
        try (WireClient first = company.enter(company.signIn(ann), "two");
                WireClient second = company.connect(company.signIn(ann))) {
            first.say("{\"type\":\"ping\"}");
            second.say("{\"type\":\"login\",\"room\":\"two\"}");

            assertThat(second.nextWith("\"type\":\"user_list\"")).contains("\"count\":1}");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            names = {"ANOTHER_SUBJECT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aTokenThatIsNotToBeTrustedSignsNobodyIn(Misbehaviour how) throws Exception {
        Visitor browser = new Visitor();
        company.provider().signInAs(Person.named("Mallory"));
        company.provider().misbehave(how);

        List<Answer> way = browser.follow(company.page("/"));

        assertThat(way.get(way.size() - 1).status()).as("the end of %s", way).isEqualTo(403);
        assertIsOut(browser);
    }

    @Test
    void whomTheProviderRefusesIsTold() throws Exception {
        Visitor browser = new Visitor();
        company.provider().refuseSignOn("access_denied");

        List<Answer> way = browser.follow(company.page("/"));

        assertThat(way.get(way.size() - 1).status()).isEqualTo(403);
        assertThat(way.get(way.size() - 1).body()).contains("You are not signed in", "href=\"/\"");
        assertIsOut(browser);
    }

    @Test
    void theAnswerOfTheProviderIsGoodOnceAndInOneBrowserOnly() throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();
        URI callback = browser.get(browser.get(company.page("/")).location()).location();
        Visitor thief = new Visitor();
        assertThat(thief.get(callback).status()).isEqualTo(400);
        assertIsOut(thief);

        // It was tried, and so is over for everybody.
        assertThat(browser.get(callback).status()).isEqualTo(400);
        assertIsOut(browser);

        Visitor another = new Visitor();
        List<Answer> way = another.follow(company.page("/"));
        another.forget();
        assertThat(another.get(way.get(2).uri()).status()).as("replayed").isEqualTo(400);
        assertIsOut(another);
    }

    @Test
    void whoIsSignedInAndGoesBackIsTakenToTheChat() throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();
        List<Answer> way = browser.follow(company.page("/"));

        Answer again = browser.get(way.get(2).uri());

        assertThat(again.status()).isEqualTo(302);
        assertThat(again.location()).isEqualTo(company.page("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?code=c", "?state=made-up&code=c", "?state=&code=c", "?state=made-up&error=x"})
    void aCallbackThatNobodyAskedForSignsNobodyIn(String query) throws Exception {
        Visitor browser = new Visitor();

        Answer answer = browser.get(company.page("/oidc/callback" + query));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("This sign-in is over");
        assertIsOut(browser);
    }

    @Test
    void anAnswerInTheNameOfAnotherProviderIsRefused() throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();
        String callback = browser.get(browser.get(company.page("/")).location())
                .location()
                .toString();

        Answer answer = browser.get(URI.create(callback.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example")));

        assertThat(answer.status()).isEqualTo(403);
        assertIsOut(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "/%5Cevil.example/", "///evil.example/x.html", "//evil.example/..;/"})
    void nobodyIsSentElsewhereAfterSigningIn(String asked) throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();

        Answer first = browser.get(URI.create(company.page("") + asked));

        if (first.isRedirect()) {
            List<Answer> way = browser.follow(first);
            assertThat(way).extracting(step -> step.uri().getHost()).containsOnly("127.0.0.1");
        } else {
            assertThat(first.status()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void theSessionThatABrowserHadBeforeOpensNothingAfterwards() throws Exception {
        Visitor victim = new Visitor();
        victim.plant(company.page("/"), "JSESSIONID", "4d138fd29df91119fdbe577a7024");
        company.signIn(victim, Person.named("Ann"));
        Visitor attacker = new Visitor();
        attacker.plant(company.page("/"), "JSESSIONID", "4d138fd29df91119fdbe577a7024");

        assertIsOut(attacker);
        String first = victim.cookie("JSESSIONID").orElseThrow().value();
        company.signIn(victim, Person.named("Ann again"));
        assertThat(company.me(victim).body()).contains("\"name\":\"Ann\"");
        assertThat(victim.cookie("JSESSIONID").orElseThrow().value()).isEqualTo(first);
    }

    @Test
    void aForeignPageCannotUseTheCookie() throws Exception {
        Visitor ann = company.signIn(Person.named("Ann"));
        String cookie = ann.cookieHeader(company.page("/"));

        assertThat(WireClient.statusOfHandshake(
                        company.socket(), Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(ann.postFrom(URI.create("http://localhost:1/"), company.page("/api/sign-out"), Map.of())
                        .status())
                .isIn(401, 403);
        assertThat(ann.post(company.page("/api/sign-out"), Map.of(), "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(company.me(ann).status()).isEqualTo(200);
    }

    @Test
    void twoWindowsThatSignInAtOnceAreBothIn() throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();
        Answer first = browser.get(company.page("/"));
        Answer second = browser.get(company.page("/?room=tea"));

        assertThat(last(browser.follow(first)).status()).isEqualTo(200);
        try (WireClient socket = company.enter(browser, "windows")) {
            Answer end = last(browser.follow(second));

            assertThat(end.status()).isEqualTo(200);
            assertThat(end.uri()).isEqualTo(company.page("/?room=tea"));
            socket.say("{\"type\":\"ping\"}");
            assertThat(socket.nextWith("pong")).isNotEmpty();
        }
    }

    @Test
    void newKeysOfTheProviderAreTakenUp() throws Exception {
        company.signIn(Person.named("Ann"));
        company.provider().rotateKeys();
        company.provider().forgetOldKeys();

        Visitor bob = company.signIn(Person.named("Bob"));

        assertThat(company.me(bob).body()).contains("\"name\":\"Bob\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"UNAVAILABLE", "GONE"})
    void whenTheProviderIsAwayAPageSaysSoAndOneCanTryAgain(Outage how) throws Exception {
        company.provider().signInAs(Person.named("Ann"));
        Visitor browser = new Visitor();
        Answer callback = browser.get(browser.get(company.page("/")).location());
        company.provider().goDown(how);
        try {
            Answer half = browser.get(callback.location());
            assertThat(half.status()).isEqualTo(503);
            assertThat(half.body()).contains("The sign-in service does not answer", "href=\"/\"");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Answer page = new Visitor().get(company.page("/"));
                assertThat(page.status()).isEqualTo(503);
                assertThat(page.header("Retry-After")).isNotEmpty();
                assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
            });
        } finally {
            company.provider().comeBack();
        }
        assertIsOut(browser);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> last(browser.follow(company.page("/"))).status() == 200);
        assertThat(company.me(browser).body()).contains("\"name\":\"Ann\"");
    }

    @Test
    void aHostileNameIsCleanedAndAHostileGroupIsJustAGroup() throws Exception {
        Visitor mallory = company.signIn(Person.named("<b>\u202eMal\u0000lory</b>" + "x".repeat(200), "<script>"));

        try (WireClient socket = company.connect(mallory).say("{\"type\":\"login\",\"room\":\"names\"}")) {
            assertThat(socket.nextWith("\"type\":\"login\"")).contains("\"name\":\"<b>Mallory<\\/b>xxx");
        }
        assertThat(company.me(mallory).body()).contains("\"roles\":[]");
    }

    private static void assertIsOut(Visitor browser) throws Exception {
        assertThat(company.me(browser).status()).isEqualTo(401);
        assertThat(WireClient.statusOfHandshake(
                        company.socket(), Map.of("Cookie", browser.cookieHeader(company.page("/")) + "; a=b")))
                .isEqualTo(401);
    }

    private static Answer last(List<Answer> way) {
        return way.get(way.size() - 1);
    }
}
