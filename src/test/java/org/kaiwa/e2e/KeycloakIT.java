package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.signon.FreePort;
import org.kaiwa.signon.KeycloakProcess;
import org.openqa.selenium.Keys;

/** A real Keycloak and a real browser: signing in, talking, and being signed out from the other side. */
class KeycloakIT {

    private static KeycloakProcess keycloak;
    private static KaiwaProcess kaiwa;
    private static String page;

    @BeforeAll
    static void start() throws Exception {
        int port = FreePort.choose();
        page = "http://127.0.0.1:" + port;
        keycloak = KeycloakProcess.start(URI.create(page));
        kaiwa = KaiwaProcess.run(
                "-Dkaiwa.http.port=" + port,
                "-Dkaiwa.ws.port=0",
                "-Dkaiwa.auth=oidc",
                "-Dkaiwa.oidc.issuer=" + keycloak.issuer(),
                "-Dkaiwa.oidc.client.id=" + KeycloakProcess.CLIENT_ID,
                "-Dkaiwa.oidc.client.secret=" + KeycloakProcess.CLIENT_SECRET,
                "-Dkaiwa.admin.groups=board",
                "-Dkaiwa.auth.recheck=1s");
        assertThat(kaiwa.httpPort()).isEqualTo(port);
    }

    @AfterAll
    static void stop() {
        if (kaiwa != null) {
            kaiwa.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void whoIsSignedOutOnKeycloaksSideIsOutHereWithinASecondAndMayComeBack() throws Exception {
        try (Browser alice = new Browser();
                Browser bob = new Browser()) {
            signIn(alice, "alice", "/?room_id=talk");
            signIn(bob, "bob", "/?room_id=talk");
            alice.say("hello from alice");
            bob.waitForMessage("hello from alice");
            bob.say("hello from bob");
            alice.waitForMessage("hello from bob");
            assertThat(alice.one("user").getText()).startsWith("Alice");
            alice.press("not sent yet");
            alice.run("window.closed1008 = new Promise(then => new MutationObserver((all, me) => {"
                    + " if (!document.querySelector('[data-testid=gate]').closest('[hidden]')) { me.disconnect(); then(performance.timeOrigin + performance.now()); }"
                    + " }).observe(document.body, {subtree: true, attributes: true, childList: true}))");

            double asked = System.currentTimeMillis();
            keycloak.admin().logOut("alice");
            alice.waitUntil(() -> alice.one("gate").isDisplayed());
            double told = ((Number) alice.run("return window.closed1008")).doubleValue();

            System.out.printf("Keycloak was asked to sign out, and the page was out %.0f ms later%n", told - asked);
            assertThat(alice.one("gate").getText()).containsIgnoringCase("signed out");
            assertThat((String) alice.run("return document.body.textContent")).doesNotContain("hello from bob");
            bob.say("is she gone?").waitForMessage("is she gone?");

            alice.click("gate-action");
            fillIn(alice, "alice");
            alice.waitForMessage("is she gone?");
            assertThat(alice.one("composer").getDomProperty("value")).isEqualTo("not sent yet");
            assertThat(kaiwa.log()).anySatisfy(line -> assertThat(line).contains("provider_signed_out"));
            assertThat(told - asked)
                    .as("milliseconds, Keycloak's own administration among them")
                    .isLessThan(Duration.ofSeconds(10).toMillis());
            alice.assertNoComplaints();
            bob.assertNoComplaints();
        }
    }

    @Test
    void groupsComeFromKeycloakAndGoWhenTheyAreTakenAwayThere() throws Exception {
        try (Browser alice = new Browser()) {
            signIn(alice, "alice", "/?room_id=groups");
            assertThat(me(alice)).contains("\"groups\":[\"board\",\"staff\"]", "\"roles\":[\"admin\"]");

            keycloak.admin().removeFromGroup("alice", "board");
            try {
                alice.waitUntil(() -> me(alice).contains("\"groups\":[\"staff\"]"));
                assertThat(me(alice)).contains("\"roles\":[]");
            } finally {
                keycloak.admin().addToGroup("alice", "board");
            }
        }
    }

    @Test
    void signingOutHereSignsOutAtKeycloakToo() throws Exception {
        try (Browser carol = new Browser()) {
            signIn(carol, "carol", "/?room_id=carols");

            carol.click("user").click("sign-out");

            carol.waitUntil(() -> carol.all("signed-out").size() == 1);
            carol.click("sign-in-again");
            // Not let through: it asks for the password.
            fillIn(carol, "carol");
        }
    }

    @Test
    void whoIsDisabledIsOutAtTheNextRecheck() throws Exception {
        try (Browser bob = new Browser()) {
            signIn(bob, "bob", "/?room_id=bobs");

            keycloak.admin().enable("bob", false);
            try {
                bob.waitUntil(() -> bob.one("gate").isDisplayed());
            } finally {
                keycloak.admin().enable("bob", true);
            }
        }
    }

    private static String me(Browser browser) {
        return (String)
                browser.run(
                        "const asked = new XMLHttpRequest(); asked.open('GET', '/api/me', false); asked.send(); return asked.responseText");
    }

    private static void signIn(Browser browser, String user, String path) {
        browser.open(page + path);
        fillIn(browser, user);
    }

    private static void fillIn(Browser browser, String user) {
        browser.waitUntil(() -> browser.byId("username").isDisplayed());
        browser.byId("username").sendKeys(user);
        browser.byId("password").sendKeys(KeycloakProcess.passwordOf(user) + Keys.ENTER);
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
    }
}
