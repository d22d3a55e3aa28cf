package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.Keys;

/** What others send to break the page: it is text, it stays within the screen, and the page goes on. */
@ExtendWith(RunningKaiwa.class)
class HostilePageIT {

    private static final int NARROW = 320;

    private static final String EVIL = "<img src=x onerror=window.hacked=1>";
    private static final String FAMILY =
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66"; // one emoji of seven code points

    private static final List<String> NAMES =
            List.of(EVIL, "שלום עולם", "W".repeat(64), "\uFDFD".repeat(64), FAMILY.repeat(9), "__proto__", "**bold**");

    private static final List<String> TEXTS = List.of(
            EVIL,
            "<script>window.hacked=1</script><svg onload=window.hacked=1>",
            "[click](javascript:window.hacked=1) <javascript:window.hacked=1> javascript:window.hacked=1",
            "[click](data:text/html,<script>window.hacked=1</script>) ![](https://example.com/x.png)",
            "https://example.com/\"onmouseover=\"window.hacked=1",
            "https://example.com/" + "a".repeat(3_900),
            "x".repeat(4_000),
            "猪".repeat(4_000),
            "\uFDFD".repeat(200),
            FAMILY.repeat(500),
            "\u202eright to left\u202c and \u2067back",
            "Z" + "\u0301".repeat(500),
            "> ".repeat(500) + "deep",
            "**_~~`".repeat(600),
            "*".repeat(4_000),
            "`".repeat(4_000),
            "- ".repeat(1_000) + "deep",
            "```\n" + "w".repeat(3_900) + "\n```",
            "`" + "w".repeat(3_900) + "`",
            "\n".repeat(1_000) + "far below",
            "@" + EVIL);

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String room = "<b>" + UUID.randomUUID().toString().substring(0, 8);

    private String root;
    private URI socket;

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        socket = URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
    }

    @Test
    void whateverOthersSayIsTextAndStaysWithinANarrowScreen() throws Exception {
        Browser mine = enter("me").resize(NARROW, 640);
        try (WireClient peer = peer("peer")) {
            for (String text : TEXTS) {
                peer.say(say(text));
            }
            peer.say(say("the end"));
            mine.waitForMessage("the end");
        }

        assertThat(mine.contents()).hasSize(TEXTS.size() + 1);
        assertUnharmed(mine);
        mine.open(at(room)).waitForMessage("the end");
        assertUnharmed(mine);
        mine.act("x".repeat(4_000), "reply");
        assertUnharmed(mine);
        mine.say("no").waitForMessage("no");
        assertUnharmed(mine);
        mine.picture("hostile-messages").assertNoComplaints();
    }

    @Test
    void whateverOthersAreCalledIsTextAndStaysWithinANarrowScreen() throws Exception {
        Browser mine = enter("me").resize(NARROW, 640);
        for (String name : NAMES) {
            try (WireClient peer = peer(name)) {
                peer.say("{\"type\":\"typing\",\"room\":\"" + room + "\"}");
                peer.say(say("I am called so"));
                peer.nextWith("called so");
                mine.waitUntil(() -> mine.members().contains(name));
                mine.click("recipient");
                assertUnharmed(mine);
            }
        }

        mine.waitUntil(() -> mine.members().size() == 1);
        assertThat(mine.authors()).containsAll(NAMES);
        mine.press("@");
        assertUnharmed(mine);
        mine.press(Keys.ESCAPE);
        mine.picture("hostile-names").assertNoComplaints();
    }

    @Test
    void aRoomMayBeCalledAnythingAndBeAboutAnything() throws Exception {
        Browser mine = enter("me").makeRoom("open", EVIL + room).resize(NARROW, 640);
        mine.choose("edit").one("room-title").sendKeys(Keys.chord(Keys.CONTROL, "a"), "W".repeat(64));
        mine.one("room-topic").sendKeys(EVIL + "w".repeat(200));
        mine.click("save-room").waitUntil(() -> mine.text("room").startsWith("WWW"));

        assertUnharmed(mine);
        mine.find(".rooms-toggle").click();
        assertUnharmed(mine);
        mine.find(".rooms .drawer-close").click();
        mine.choose("leave");
        assertUnharmed(mine);
        mine.type(Keys.ESCAPE).picture("hostile-room").assertNoComplaints();
    }

    @Test
    void enterThatPicksACandidateOfAnInputMethodSendsNothing() {
        Browser mine = enter("me");

        mine.press("a").compose("にほん").type(Keys.ENTER);
        assertThat(mine.draft()).startsWith("aにほん");
        assertThat(mine.contents()).isEmpty();

        mine.commit("日本").press(Keys.ENTER);
        mine.waitUntil(() -> mine.contents().size() == 1);
        assertThat(mine.contents().get(0)).startsWith("a").contains("日本");
        mine.assertNoComplaints();
    }

    private static void assertUnharmed(Browser browser) {
        assertThat(browser.run("return window.hacked")).isNull();
        assertThat(
                        browser.run(
                                "return document.querySelectorAll('#chat :is(.lines, .members) :is(img, script, iframe, b)').length"))
                .isEqualTo(0L);
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('.lines a')].map(({ protocol }) => protocol).filter((it) => !/^https?:$/.test(it)).join()"))
                .isEqualTo("");
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .as("the width of the page")
                .isEqualTo((long) NARROW);
        assertThat(browser.run("const log = document.querySelector('.log'); return log.scrollWidth - log.clientWidth"))
                .as("what is to be scrolled sideways")
                .isEqualTo(0L);
        // What sticks out of a line is cut off at its block, and so is nothing to be scrolled.
        assertThat(browser.run("""
                return [...document.querySelectorAll(':is(.lines, .members) :is(li, .body, .content, .quote), .composer-box, .header-room')]
                  .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
                  .map(({ className, scrollWidth, textContent }) => `${className} ${scrollWidth} ${textContent.slice(0, 40)}`).join(' | ')""")).as("what does not stay within its line").isEqualTo("");
        assertThat(
                        browser.run(
                                "return document.querySelector('[data-testid=send]').getBoundingClientRect().right <= innerWidth"))
                .isEqualTo(true);
    }

    private Browser enter(String name) {
        return BROWSERS.of(name).open(at(room)).enterAs(name);
    }

    private String say(String text) {
        return "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":" + json(text) + ",\"room\":\"" + room + "\"}";
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private WireClient peer(String name) throws Exception {
        return WireClient.speakingNative(socket)
                .say("{\"type\":\"login\",\"name\":" + json(name) + ",\"room\":\"" + room + "\"}");
    }

    private String at(String room) {
        return root + "?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }
}
