package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;

/** The page where the network or the server is away. Each test has a browser of its own, for what is kept is the browser's. */
@ExtendWith(RunningKaiwa.class)
class OfflinePageIT {

    private final String room = UUID.randomUUID().toString();

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void thePageOpensWithoutTheServerSaysSoAndGoesOnWhenItIsBack(@TempDir Path data) throws Exception {
        String url;
        String[] again;
        try (KaiwaProcess first = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            url = url(first);
            again = new String[] {
                "-Dkaiwa.data.dir=" + data, "-Dkaiwa.http.port=" + first.httpPort(), "-Dkaiwa.ws.port=" + first.wsPort()
            };
            browser.open(url).enterAs("me").waitUntilThePageIsKept().assertNoComplaints();
        }

        browser.open(url);
        browser.waitUntil(() -> browser.text("status").contains("The server cannot be reached."));
        browser.goOffline(true).waitUntil(() -> browser.text("status").contains("You are offline."));
        browser.say("from the train");
        assertThat(browser.contents()).containsExactly("from the train");

        try (KaiwaProcess second = KaiwaProcess.run(again)) {
            assertThat(second.httpPort()).isPositive();
            browser.goOffline(false).waitForMembers("me").waitForMessage("from the train");
        }
    }

    @Test
    void aServerThatDoesNotAnswerDoesNotKeepThePageWaiting() throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start()) {
            browser.open(url(kaiwa)).enterAs("me").waitUntilThePageIsKept();

            kaiwa.freeze();
            try {
                browser.open(url(kaiwa));
                browser.waitUntil(() -> browser.one("composer").isDisplayed());
            } finally {
                kaiwa.thaw();
            }
            browser.waitForMembers("me");
        }
    }

    @Test
    void whatIsKeptIsThePageAndNothingThatAnybodySaidOrIs(KaiwaProcess kaiwa) throws Exception {
        browser.open(url(kaiwa))
                .enterAs("me")
                .say("a secret")
                .waitForMessage("a secret")
                .waitUntilThePageIsKept();
        browser.open(url(kaiwa)).waitForMessage("a secret");

        String root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        assertThat(browser.kept())
                .contains(root + "index.html")
                .anyMatch(url -> url.endsWith("/app/main.js"))
                .anyMatch(url -> url.endsWith("/styles/main.css"))
                .allMatch(url -> url.equals(root + "index.html") || url.matches(root + "v/[0-9a-f]{16}/.*"));
        browser.assertNoComplaints();
    }

    @Test
    void olderVersionsAreRemovedAndThoseOfAnotherKaiwaOfTheHostAreNot(KaiwaProcess kaiwa) throws Exception {
        String root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        browser.open(root + "signed-out.html");
        browser.run(
                "return Promise.all([caches.open(`kaiwa ${arguments[0]} older`), caches.open(`kaiwa ${arguments[0]}other/ newest`)]).then(() => true)",
                root);

        browser.open(url(kaiwa)).waitUntilThePageIsKept();

        browser.waitUntil(() -> !names().contains(" older"));
        assertThat(names()).contains("other/ newest", "kaiwa " + root + " ");
    }

    private String names() {
        return (String) browser.run("return caches.keys().then((names) => names.join())");
    }

    private String url(KaiwaProcess kaiwa) throws Exception {
        return "http://127.0.0.1:" + kaiwa.httpPort() + "/?room_id=" + room;
    }
}
