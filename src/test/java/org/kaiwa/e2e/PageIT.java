package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.Keys;

/** The chat page in a real Chromium, against the real server. */
@ExtendWith(RunningKaiwa.class)
class PageIT {

    private static final String IMG = "<img src=x onerror=\\\"document.title='hacked'\\\">";

    private static Browser browser;

    private final String room = "room " + UUID.randomUUID();

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void signOut() {
        browser.forget().resize(1280, 800);
    }

    @Test
    void theRoomOfTheAddressIsTheRoomOneIsIn(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");

        assertThat(browser.text("room")).isEqualTo(room);
        try (WireClient other = peer(kaiwa, "other")) {
            browser.waitForMembers("me", "other").waitForNotice("other joined").say("猪 & <b>tea</b>");
            assertThat(other.nextWith("\"say\"")).contains("\"content\":\"\\u732a & <b>tea<\\/b>\"");
            browser.waitForMessage("猪 & <b>tea</b>");
        }
        browser.waitForNotice("other left").waitForMembers("me");
        browser.assertNoComplaints();
    }

    @Test
    void whoComesLaterSeesWhatWasSaidBefore(KaiwaProcess kaiwa) throws Exception {
        try (WireClient earlier = peer(kaiwa, "earlier")) {
            earlier.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"said before\",\"room\":\"" + room + "\"}");
            earlier.nextWith("said before");
        }

        open(kaiwa).enterAs("me");

        browser.waitForMessage("said before").say("and after").waitForMessage("and after");
        assertThat(browser.contents()).containsExactly("said before", "and after");
        browser.assertNoComplaints();
    }

    @Test
    void nothingThatOthersSendIsMarkup(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");

        try (WireClient evil = peer(kaiwa, IMG)) {
            evil.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + IMG + "\",\"room\":\"" + room + "\"}");
            browser.waitForMessage(IMG.replace("\\", ""));
        }

        browser.waitForNotice("left");
        assertThat(browser.run("return document.querySelectorAll('img[src=x]').length"))
                .isEqualTo(0L);
        assertThat(browser.run("return document.title")).isNotEqualTo("hacked");
        browser.assertNoComplaints();
    }

    @Test
    void aPrivateMessageGoesToTheOneWhoIsChosenAndIsMarked(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");

        try (WireClient friend = peer(kaiwa, "friend");
                WireClient other = peer(kaiwa, "other")) {
            browser.chooseRecipient("friend").say("psst").waitForMessage("psst");
            assertThat(friend.nextWith("psst")).contains("\"to_name\":\"friend\"");
            other.say("{\"type\":\"ping\"}");
            for (String heard = other.next(); !heard.contains("pong"); heard = other.next()) {
                assertThat(heard).doesNotContain("psst");
            }
        }
        assertThat(browser.all("message").get(0).getDomAttribute("data-private"))
                .isEqualTo("true");
    }

    @Test
    void aPrivateTextReachesNobodyWhenItsAddresseeHasLeft(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");
        try (WireClient other = peer(kaiwa, "other")) {
            try (WireClient friend = peer(kaiwa, "friend")) {
                browser.chooseRecipient("friend");
                assertThat(friend.next()).contains("user_list");
            }
            browser.waitForNotice("friend left").say("for the friend only");

            assertThat(browser.one("send").isEnabled()).isFalse();
            assertThat(browser.one("composer").getDomProperty("value")).isEqualTo("for the friend only");
            other.say("{\"type\":\"ping\"}");
            assertThat(other.nextWith("pong")).isEqualTo("{\"type\":\"pong\"}");
            assertThat(browser.contents()).isEmpty();
        }
    }

    @Test
    void aNameThatTheServerRefusesIsSaidAtTheFieldAndCanBeMended(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa);
        browser.waitUntil(() -> browser.one("nickname").isDisplayed());
        browser.one("nickname").sendKeys("a\u202eb" + Keys.ENTER);

        browser.waitUntil(() -> !browser.text("name-error").isEmpty());
        browser.one("nickname").clear();
        browser.enterAs("mended").say("x").waitForMessage("x");
    }

    @Test
    void shiftAndEnterMakesALineAndEnterSendsIt(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");

        browser.one("composer").sendKeys("a", Keys.chord(Keys.SHIFT, Keys.ENTER), "b", Keys.ENTER);

        browser.waitForMessage("a\nb");
        assertThat(browser.one("composer").getDomProperty("value")).isEmpty();
    }

    @Test
    void aReloadLogsInAgainByItself(KaiwaProcess kaiwa) throws Exception {
        open(kaiwa).enterAs("me");

        open(kaiwa);

        browser.waitForMembers("me").say("still me").waitForMessage("still me");
    }

    @ParameterizedTest
    @CsvSource({"320, 560", "375, 700", "768, 1024", "1280, 800"})
    void thePageFitsTheScreenAndTheComposerIsInReach(int width, int height, KaiwaProcess kaiwa) throws Exception {
        browser.resize(width, height);
        open(kaiwa).enterAs("0123456789 abcdef".repeat(4).substring(0, 64));
        browser.say("x".repeat(300)).waitUntil(() -> browser.contents().size() == 1);

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(browser.run("return document.documentElement.scrollHeight")).isEqualTo((long) height);
        assertThat(browser.one("send").getRect().getPoint().getX()).isBetween(0, width);
        assertThat(browser.one("send").getRect().getPoint().getY()).isBetween(0, height);
        assertThat(browser.one("send").getRect().getHeight()).isGreaterThanOrEqualTo(24);
    }

    private Browser open(KaiwaProcess kaiwa) throws Exception {
        return browser.open("http://127.0.0.1:" + kaiwa.httpPort() + "/?room_id="
                + URLEncoder.encode(room, StandardCharsets.UTF_8));
    }

    private WireClient peer(KaiwaProcess kaiwa, String name) throws Exception {
        return WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"))
                .say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\"}");
    }
}
