package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.Keys;

/** What the page makes of a server that keeps what was said: nothing that was written is lost, and nobody is taken for another. */
@ExtendWith(RunningKaiwa.class)
class StoredPageIT {

    private static Browser mine;
    private static Browser theirs;

    private final String room = UUID.randomUUID().toString();

    @BeforeAll
    static void openBrowsers() {
        mine = new Browser();
        theirs = new Browser();
    }

    @AfterAll
    static void closeBrowsers() {
        if (mine != null) {
            mine.close();
        }
        if (theirs != null) {
            theirs.close();
        }
    }

    @AfterEach
    void signOut() {
        mine.forget();
        theirs.forget();
    }

    @Test
    void whatIsWrittenWhileTheServerIsAwayIsSentInItsOrderAndOnceWhenItIsBack(@TempDir Path data) throws Exception {
        String ports;
        try (KaiwaProcess first = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            ports = first.httpPort() + " " + first.wsPort();
            mine.open(url(first)).enterAs("me").say("before").waitForMessage("before");
        }
        mine.waitUntil(() -> !mine.text("status").isEmpty());
        mine.say("written while").say("the line was down");
        assertThat(mine.contents()).containsExactly("before", "written while", "the line was down");
        mine.waitUntil(() -> mine.text("status").contains("2 messages wait"));

        try (KaiwaProcess second = KaiwaProcess.run(
                "-Dkaiwa.data.dir=" + data,
                "-Dkaiwa.http.port=" + ports.split(" ")[0],
                "-Dkaiwa.ws.port=" + ports.split(" ")[1])) {
            assertThat(second.httpPort()).isPositive();
            mine.waitForNotice("connected again");
            waitUntilNothingWaits(mine);
            mine.say("after").waitForMessage("after");
            waitUntilNothingWaits(mine);
            String[] all = {"before", "written while", "the line was down", "after"};
            assertThat(mine.contents()).containsExactly(all);
            theirs.open(url(second)).enterAs("other").waitForMessage("after");
            assertThat(theirs.contents()).containsExactly(all);
        }
    }

    @Test
    void aServerThatHasLostItsMemoryIsToldApartAndGetsWhatWaits() throws Exception {
        String ports;
        try (KaiwaProcess first = KaiwaProcess.start()) {
            ports = first.httpPort() + " " + first.wsPort();
            mine.open(url(first)).enterAs("me").say("before").waitForMessage("before");
        }
        mine.waitUntil(() -> !mine.text("status").isEmpty());
        mine.say("written while the line was down");

        try (KaiwaProcess second = KaiwaProcess.run(
                "-Dkaiwa.http.port=" + ports.split(" ")[0], "-Dkaiwa.ws.port=" + ports.split(" ")[1])) {
            assertThat(second.httpPort()).isPositive();
            mine.waitForNotice("begun this room anew");
            waitUntilNothingWaits(mine);
            assertThat(mine.contents()).containsExactly("before", "written while the line was down");
        }
    }

    @Test
    void aReloadKeepsWhatWaitsToBeSent(KaiwaProcess kaiwa) throws Exception {
        mine.open(url(kaiwa)).enterAs("me");
        mine.run("WebSocket.prototype.send = function () {}"); // a line that swallows everything
        mine.say("swallowed").waitUntil(() -> mine.contents().contains("swallowed"));

        mine.open(url(kaiwa));

        mine.waitForMembers("me");
        waitUntilNothingWaits(mine);
        assertThat(mine.contents()).containsExactly("swallowed");
        theirs.open(url(kaiwa)).enterAs("other").waitForMessage("swallowed");
        mine.assertNoComplaints();
    }

    @Test
    void olderMessagesComeAtTheTopAndThePlaceThatIsReadStays(KaiwaProcess kaiwa) throws Exception {
        try (WireClient earlier = peer(kaiwa, "earlier")) {
            IntStream.rangeClosed(1, 120)
                    .forEach(i -> earlier.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"m" + i
                            + "\",\"room\":\"" + room + "\"}"));
            earlier.nextWith("m120");
        }
        mine.open(url(kaiwa)).enterAs("me").waitForMessage("m120");
        assertThat(mine.contents()).startsWith("m71").hasSize(50);

        double place = place("m80", "document.querySelector('.log').scrollTop = 0;");

        mine.waitUntil(() -> mine.contents().size() == 100);
        assertThat(place("m80", "")).isCloseTo(place, within(2.0));
        mine.run("document.querySelector('.log').scrollTop = 0");
        mine.waitUntil(() -> mine.text("top").contains("beginning of the room"));
        assertThat(mine.contents())
                .isEqualTo(IntStream.rangeClosed(1, 120).mapToObj(i -> "m" + i).toList());
        mine.assertNoComplaints();
    }

    @Test
    void whoChangesAMessageOrDeletesItChangesItForAll(KaiwaProcess kaiwa) throws Exception {
        theirs.open(url(kaiwa)).enterAs("other");
        mine.open(url(kaiwa)).enterAs("me").say("wrogn").say("gone soon").waitForMessage("gone soon");
        waitUntilNothingWaits(mine);
        theirs.waitForMessage("gone soon");

        actionsOf(0, "edit");
        mine.press(Keys.chord(Keys.CONTROL, "a"), "right", Keys.ENTER);
        actionsOf(1, "delete");
        mine.click("really-delete");

        List<String> changed = List.of("right", "This message was deleted");
        theirs.waitUntil(() -> theirs.contents().equals(changed));
        waitUntilNothingWaits(mine);
        assertThat(mine.contents()).isEqualTo(changed);
        assertThat(theirs.all("edited")).hasSize(1);
        assertThat(theirs.all("actions")).as("what is another's").isEmpty();
        mine.press(Keys.ARROW_UP);
        assertThat(mine.one("composer").getDomProperty("value")).isEqualTo("right");
        mine.press(Keys.ESCAPE);
        assertThat(mine.one("composer").getDomProperty("value")).isEmpty();
        theirs.open(url(kaiwa)).waitForMessage("right");
        assertThat(theirs.contents()).isEqualTo(changed);
        mine.assertNoComplaints();
    }

    @Test
    void twoBrowsersWithTheSameNicknameAreTwoPeopleWhoAreToldApart(KaiwaProcess kaiwa) throws Exception {
        mine.open(url(kaiwa)).enterAs("Ann").say("one").waitForMessage("one");
        theirs.open(url(kaiwa)).enterAs("Ann").say("the other").waitForMessage("the other");

        mine.waitForMessage("the other").waitForMembers("Ann", "Ann");

        mine.waitUntil(() -> mine.all("mark").size() == 2);
        assertThat(mine.all("mark").get(0).getText())
                .isNotEqualTo(mine.all("mark").get(1).getText())
                .matches("#\\d{1,10}");
        mine.assertNoComplaints();
    }

    @Test
    void twoTabsWithTheSameNicknameAreOnePerson(KaiwaProcess kaiwa) throws Exception {
        try (Browser browser = new Browser()) {
            browser.open(url(kaiwa)).enterAs("me").say("from one tab").waitForMessage("from one tab");
            browser.openTab(url(kaiwa)).enterAs("me").waitForMessage("from one tab");

            browser.waitForMembers("me");
            assertThat(browser.one("message").getDomAttribute("data-own")).isEqualTo("true");
            assertThat(browser.all("mark")).isEmpty();
        }
    }

    @Test
    void aPrivateMessageWaitsForOneWhoIsAway(KaiwaProcess kaiwa) throws Exception {
        mine.open(url(kaiwa)).enterAs("me");
        theirs.open(url(kaiwa)).enterAs("friend");
        mine.chooseRecipient("friend");
        theirs.run("document.querySelector('.leave').click()");
        mine.waitForNotice("friend left").say("psst").waitForMessage("psst");
        waitUntilNothingWaits(mine);

        theirs.enterAs("friend").waitForMessage("psst");

        assertThat(theirs.one("message").getDomAttribute("data-private")).isEqualTo("true");
        assertThat(Collections.frequency(mine.contents(), "psst")).isOne();
        mine.assertNoComplaints();
    }

    @Test
    void whoChangesTheNameIsSeenToLeaveAtOnce(KaiwaProcess kaiwa) throws Exception {
        mine.open(url(kaiwa)).enterAs("me");
        try (WireClient peer = peer(kaiwa, "peer")) {
            peer.nextWith("\"login\"");
            mine.run("document.querySelector('.leave').click()");
            assertThat(peer.nextWith("\"logout\"")).contains("\"name\":\"me\"");
        }
    }

    private static void waitUntilNothingWaits(Browser browser) {
        browser.waitUntil(() -> browser.all("waits").isEmpty());
    }

    /** Opens what can be done with a message of one's own, by the keyboard, and chooses. */
    private static void actionsOf(int index, String choice) {
        mine.all("actions").get(index).sendKeys(Keys.ENTER);
        mine.click(choice);
    }

    /** How far down the window a message stands, in pixels, right after something was done. */
    private static double place(String content, String done) {
        return ((Number) mine.run(
                        done
                                + "return [...document.querySelectorAll('[data-testid=content]')]"
                                + ".find(found => found.textContent === arguments[0]).getBoundingClientRect().top",
                        content))
                .doubleValue();
    }

    private String url(KaiwaProcess kaiwa) throws Exception {
        return "http://127.0.0.1:" + kaiwa.httpPort() + "/?room=" + room;
    }

    private WireClient peer(KaiwaProcess kaiwa, String name) throws Exception {
        return WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"))
                .say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\"}");
    }
}
