package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The page as one has set it up, with the keyboard alone, and on a line that breaks. */
@ExtendWith(RunningKaiwa.class)
class ComfortPageIT {

    private static final int MORE_THAN_THERE_ARE = 60;

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String room = "tea " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void languageAppearanceAndSpacingAreKeptAndNothingThatIsWrittenIsLost(KaiwaProcess kaiwa) throws Exception {
        Browser mine = enter(kaiwa, "me").press("half a sentence");
        assertThat(look(mine)).isEqualTo("en system normal");

        mine.click("open-settings").click("theme-dark").click("density-compact");
        assertThat(look(mine)).as("at once").isEqualTo("en dark compact");
        new Select(mine.one("setting-language")).selectByValue("ja");
        mine.click("settings-close");

        mine.waitUntil(() -> look(mine).equals("ja dark compact"));
        mine.waitForRoom(room);
        assertThat(mine.draft()).isEqualTo("half a sentence");
        assertThat(mine.text("send")).isEqualTo("送信");
        mine.picture("comfort-ja-compact");
        mine.open(at(kaiwa)).waitForRoom(room);
        assertThat(look(mine)).isEqualTo("ja dark compact");
        assertThat(mine.run("return getComputedStyle(document.body).colorScheme"))
                .isEqualTo("dark");

        mine.openTab(at(kaiwa)).enterAs("another");
        assertThat(look(mine)).as("another tab").isEqualTo("ja dark compact");
        mine.closeTab().assertNoComplaints();
    }

    @Test
    void theTabKeyComesToTheRoomsTheMessagesTheTextAndTheMembersInThisOrder(KaiwaProcess kaiwa) throws Exception {
        Browser mine = enter(kaiwa, "me").makeRoom("open", room + " too").openRoom(room);
        enter(kaiwa, "other").say("one").say("two").waitForMessage("two");
        mine.waitForMessage("two");
        assertThat(mine.focused()).isEqualTo("composer");

        List<String> stops = new ArrayList<>();
        do {
            mine.type(Keys.TAB);
            stops.add(mine.focused());
        } while (!"composer".equals(mine.focused()) && stops.size() < MORE_THAN_THERE_ARE);

        assertThat(stops)
                .containsSubsequence(
                        "recipient",
                        "emoji",
                        "room-menu",
                        "jump",
                        "new-room",
                        "room-link",
                        "room-link",
                        "message-actions",
                        "composer");
        assertThat(stops).as("one stop for all messages").containsOnlyOnce("message-actions");
        mine.run("document.querySelector('.more[tabindex=\"0\"]').focus()");
        mine.type(Keys.ARROW_UP);
        assertThat(
                        mine.run(
                                "return document.activeElement.closest('.message').querySelector('[data-testid=content]').textContent"))
                .isEqualTo("one");
        mine.assertNoComplaints();
    }

    @Test
    void escapeClosesWhatIsOpenAndGivesTheFocusBack(KaiwaProcess kaiwa) throws Exception {
        Browser mine = enter(kaiwa, "me").makeRoom("open", room + " too");

        for (String opener :
                List.of("open-settings", "new-room", "find-room", "new-direct", "jump", "emoji", "room-menu")) {
            mine.run("document.querySelector(`[data-testid=${arguments[0]}]`).focus()", opener);
            mine.type(Keys.ENTER).waitUntil(() -> !opener.equals(mine.focused()));
            assertThat(isSomethingOpen(mine)).as(opener).isTrue();
            mine.type(Keys.ESCAPE);
            mine.waitUntil(() -> !isSomethingOpen(mine));
            assertThat(mine.focused()).isEqualTo(opener);
        }
        mine.run("document.querySelector('[data-testid=room-link]').focus()");
        mine.type("?").waitUntil(() -> mine.one("shortcuts").isDisplayed());
        mine.picture("comfort-shortcuts");
        mine.type(Keys.ESCAPE);
        assertThat(mine.focused()).isEqualTo("room-link");
        mine.press("?");
        assertThat(mine.one("shortcuts").isDisplayed())
                .as("where one writes it is a letter")
                .isFalse();
        mine.assertNoComplaints();
    }

    @Test
    void theDrawersOfATelephoneTakeTheFocusAndGiveItBack(KaiwaProcess kaiwa) throws Exception {
        Browser mine = enter(kaiwa, "me")
                .makeRoom("open", room + " too")
                .resize(390, 844)
                .settle();

        for (String side : List.of("rooms", "members")) {
            mine.run("document.querySelector(arguments[0]).focus()", "." + side + "-toggle");
            mine.type(Keys.ENTER);
            assertThat(mine.run("return document.activeElement.closest(arguments[0]) !== null", "." + side))
                    .as(side)
                    .isEqualTo(true);
            mine.settle().type(Keys.ESCAPE);
            assertThat(mine.run("return document.activeElement.matches(arguments[0])", "." + side + "-toggle"))
                    .as(side)
                    .isEqualTo(true);
        }
        mine.assertNoComplaints();
    }

    @Test
    void whatIsDoneInSeveralRoomsWhileTheServerIsAwayIsDoneOnceWhenItIsBack(@TempDir Path data) throws Exception {
        Browser mine;
        String[] again;
        String too = room + " too";
        try (KaiwaProcess first = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            again = new String[] {
                "-Dkaiwa.data.dir=" + data, "-Dkaiwa.http.port=" + first.httpPort(), "-Dkaiwa.ws.port=" + first.wsPort()
            };
            mine = enter(first, "me").makeRoom("open", too).openRoom(room);
            mine.say("before").waitForMessage("before");
        }
        mine.waitUntil(() -> !mine.text("status").isEmpty());
        mine.act("before", "edit");
        mine.press("hand", Keys.ENTER).say("here");
        link(mine, too);
        mine.say("there").waitUntil(() -> mine.text("status").contains("3 messages wait"));
        mine.picture("comfort-away");

        try (KaiwaProcess second = KaiwaProcess.run(again)) {
            assertThat(second.httpPort()).isPositive();
            mine.waitUntil(
                    () -> mine.text("status").isEmpty() && mine.all("waits").isEmpty());
            mine.waitForMessage("there");
            Browser others = enter(second, "other").waitForMessage("here");
            assertThat(others.contents()).containsExactly("beforehand", "here");
            others.click("find-room")
                    .pick("find-room-field", too)
                    .waitForRoom(too)
                    .waitForMessage("there");
            assertThat(others.contents()).containsExactly("there");
            mine.openRoom(room).waitForMessage("here");
            assertThat(mine.contents()).containsExactly("beforehand", "here");
        }
    }

    /** Goes to a room in which nobody is, because there is no server. */
    private static void link(Browser browser, String title) {
        browser.type(Keys.chord(Keys.CONTROL, "k")).type(title, Keys.ENTER);
        browser.waitUntil(() -> browser.text("room").equals(title));
    }

    private static boolean isSomethingOpen(Browser browser) {
        return (boolean) browser.run("return document.querySelector('dialog[open], :popover-open') !== null");
    }

    private static String look(Browser browser) {
        return (String)
                browser.run(
                        "const { lang, dataset: { theme, density } } = document.documentElement; return [lang, theme, density].join(' ')");
    }

    private Browser enter(KaiwaProcess kaiwa, String name) throws Exception {
        return BROWSERS.of(name).open(at(kaiwa)).enterAs(name);
    }

    private String at(KaiwaProcess kaiwa) throws Exception {
        return "http://127.0.0.1:" + kaiwa.httpPort() + "/?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }
}
