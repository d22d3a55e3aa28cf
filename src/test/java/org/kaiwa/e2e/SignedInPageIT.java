package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaiwa.signon.Company;
import org.kaiwa.signon.Person;
import org.kaiwa.signon.TestProvider;
import org.kaiwa.signon.Visitor;

/** The page where people sign in: who one is, why one is out, and that nothing is lost by it. */
class SignedInPageIT {

    private static Company company;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        company = Company.open("-Dkaiwa.admin.groups=ops", "-Dkaiwa.auth.recheck=1s");
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        company.close();
    }

    @AfterEach
    void forget() throws Exception {
        browser.open(company.page("/signed-out.html").toString())
                .forgetCookies()
                .forget();
    }

    @Test
    void oneIsInUnderTheNameOfTheDirectoryWithoutBeingAsked() throws Exception {
        signIn("Ann Example", "/?room_id=hello");

        assertThat(browser.one("user").getText()).isEqualTo("Ann Example");
        assertThat(browser.one("nickname").isDisplayed()).isFalse();
        browser.say("hi").waitForMessage("hi");
        browser.assertNoComplaints();
    }

    @Test
    void oneSignsOutHereAndAtTheProviderAndComesBack() throws Exception {
        signIn("Ann of the exit", "/?room_id=exit");

        browser.click("user").click("sign-out");

        browser.waitUntil(() -> browser.all("signed-out").size() == 1);
        browser.click("sign-in-again");
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
        browser.assertNoComplaints();
    }

    @Test
    void whoIsSignedOutIsToldWhyReadsNoMoreAndLosesNothingThatIsWritten() throws Exception {
        signIn("Ann at work", "/?room_id=secrets");
        browser.say("a secret").waitForMessage("a secret");
        browser.press("half a sentence");

        assertThat(logOut("Ann at work")).isEqualTo(200);

        browser.waitUntil(() -> browser.one("gate").isDisplayed());
        assertThat(browser.one("gate").getText()).containsIgnoringCase("signed out");
        assertThat((String) browser.run("return document.body.textContent")).doesNotContain("a secret");
        browser.forgetComplaints();

        browser.click("gate-action");
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
        browser.waitForMessage("a secret");
        assertThat(browser.one("composer").getDomProperty("value")).isEqualTo("half a sentence");
    }

    @Test
    void whatOneHasWrittenIsNotShownToTheNextUserOfTheTab() throws Exception {
        signIn("Ann before", "/?room_id=shared");
        browser.press("for Ann's eyes");
        logOut("Ann before");
        browser.waitUntil(() -> browser.one("gate").isDisplayed());

        signIn("Bob after", "/?room_id=shared");

        assertThat(browser.one("user").getText()).isEqualTo("Bob after");
        assertThat(browser.one("composer").getDomProperty("value")).isEmpty();
    }

    @Test
    void whoIsSignedOutIsSentToTheProviderAlsoWhereThePageIsKept() throws Exception {
        signIn("Ann who keeps", "/?room_id=kept");
        browser.waitUntilThePageIsKept().open(company.page("/?room_id=kept").toString());
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
        assertThat(browser.run("return navigator.serviceWorker.controller !== null"))
                .isEqualTo(true);

        browser.forgetCookies();
        signIn("Bob who comes", "/?room_id=kept");

        assertThat(browser.one("user").getText()).isEqualTo("Bob who comes");
        assertThat(browser.kept()).isNotEmpty().allMatch(url -> url.contains("/v/") || url.endsWith("/index.html"));
    }

    @Test
    void aRoomOfOthersIsSaidToBeOneAndIsEmptiedWhenTheGroupIsTakenAway() throws Exception {
        Visitor admin = company.signIn(Person.named("Root", "ops"));
        assertThat(admin.ask("PUT", company.page("/api/room-groups/board"), "[\"board\"]")
                        .status())
                .isEqualTo(200);
        signIn("Ann of the board", "/?room_id=board", "board");
        browser.say("only for the board").waitForMessage("only for the board");

        company.provider().changeGroups(Person.named("Ann of the board").subject());

        browser.waitUntil(() -> browser.one("gate").isDisplayed());
        assertThat(browser.one("gate").getText()).contains("board");
        assertThat((String) browser.run("return document.body.textContent")).doesNotContain("only for the board");
        browser.assertNoComplaints();

        browser.click("gate-link");
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
        browser.open(company.page("/?room_id=board").toString());
        browser.waitUntil(() -> browser.one("gate").isDisplayed());
    }

    private static void signIn(String name, String path, String... groups) throws Exception {
        company.provider().signInAs(Person.named(name, groups));
        browser.open(company.page(path).toString());
        browser.waitUntil(() -> browser.one("composer").isDisplayed());
    }

    private static int logOut(String name) throws Exception {
        String subject = Person.named(name).subject();
        return TestProvider.postLogout(
                company.page("/oidc/back-channel-logout"), company.provider().logoutToken(subject, null));
    }
}
