package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What two people do with messages, besides saying them. */
@ExtendWith(RunningKaiwa.class)
class MessagesPageIT {

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String room = "tea " + mark;
    private final String ann = "Ann " + mark;
    private final String bob = "Bob " + mark;

    private String root;
    private URI socket;

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        socket = URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
    }

    @Test
    void anAnswerQuotesWhatItAnswersAndLeadsThere() throws Exception {
        Browser anns = enter(ann).say("first of all").waitForMessage("first of all");
        Browser bobs = enter(bob).waitForMessage("first of all");
        sayMany(60);
        anns.waitForMessage("m60");
        bobs.waitForMessage("m60");

        bobs.act("first of all", "reply");
        assertThat(bobs.text("replying")).contains(ann, "first of all");
        bobs.say("I agree").waitForMessage("I agree");

        anns.waitForMessage("I agree");
        assertThat(anns.in("I agree", ".quote").getText()).contains(ann, "first of all");
        assertThat(anns.sees("first of all")).isFalse();
        anns.picture("messages-quote");
        anns.in("I agree", ".quote").click();
        anns.waitUntil(() -> anns.sees("first of all"));
        assertThat(anns.run("return document.activeElement.querySelector('[data-testid=content]').textContent"))
                .isEqualTo("first of all");
        assertThat(bobs.one("replying").isDisplayed()).isFalse();
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    @Test
    void aReactionIsSeenByTheOtherAndGoesWhenItIsTakenAway() throws Exception {
        Browser anns = enter(ann).say("cake?").waitForMessage("cake?");
        Browser bobs = enter(bob).waitForMessage("cake?");

        bobs.act("cake?", "react");
        bobs.waitUntil(() -> bobs.focused().equals("emoji-search"));
        bobs.type("thumbsup");
        bobs.waitUntil(
                () -> "👍".equals(bobs.find("[data-testid=emoji-grid] button").getDomAttribute("data-emoji")));
        bobs.type(Keys.ENTER);

        anns.waitUntil(
                () -> anns.in("cake?", "[data-testid=reaction]").getText().contains("1"));
        assertThat(anns.one("reaction").getDomAttribute("aria-label")).contains(bob);
        anns.one("reaction").click();
        bobs.waitUntil(() -> bobs.one("reaction").getText().contains("2"));
        bobs.picture("messages-reactions");
        bobs.one("reaction").click();
        anns.waitUntil(() -> anns.one("reaction").getText().contains("1"));
        anns.one("reaction").click();

        for (Browser each : List.of(anns, bobs)) {
            each.waitUntil(() -> each.all("reaction").isEmpty());
            each.assertNoComplaints();
        }
    }

    @Test
    void whatIsChangedOrDeletedLeavesATraceForTheOther() {
        Browser anns = enter(ann).say("tee").say("a slip").waitForMessage("a slip");
        Browser bobs = enter(bob).waitForMessage("a slip");
        bobs.act("a slip", "reply");
        bobs.say("oh").waitForMessage("oh");
        anns.waitForMessage("oh");

        anns.act("tee", "edit");
        anns.press(Keys.BACK_SPACE, "a", Keys.ENTER);
        anns.act("a slip", "delete");
        anns.click("really-delete");

        bobs.waitForMessage("tea").waitForMessage("This message was deleted");
        assertThat(bobs.message("tea").getText()).contains("(edited)");
        bobs.waitUntil(() -> bobs.in("oh", ".quote").getText().contains("deleted"));
        assertThat((String) bobs.run("return document.body.textContent")).doesNotContain("a slip");
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    @Test
    void aNameIsCompletedByTheKeyboardAndOnlyTheNextEnterSends() {
        Browser anns = enter(ann);
        Browser bobs = enter(bob);
        anns.waitForAll(ann, bob).press("hello @bo");
        anns.waitUntil(() -> anns.find("#completion").isDisplayed());

        anns.press(Keys.ARROW_DOWN, Keys.ENTER);

        assertThat(anns.draft()).isEqualTo("hello @" + bob + " ");
        assertThat(anns.contents()).isEmpty();
        anns.press("!", Keys.ENTER);
        bobs.waitForMessage("hello @" + bob + " !");
        assertThat(bobs.one("message").getDomAttribute("class")).contains("is-mention");
        assertThat(anns.one("message").getDomAttribute("class")).doesNotContain("is-mention");
        anns.press("@an", Keys.ESCAPE, Keys.ENTER).waitForMessage("@an");
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    @Test
    void aLineStandsWhereOneStoppedReading() throws Exception {
        Browser anns = enter(ann).makeRoom("open", "elsewhere " + mark).openRoom(room);
        Browser bobs = enter(bob).say("old").waitForMessage("old");
        anns.waitForMessage("old").openRoom("elsewhere " + mark);
        bobs.say("new").waitForMessage("new");
        anns.waitUntil(() -> !anns.countOf(room).isEmpty());

        anns.openRoom(room).waitForMessage("new").waitForNotice("New since you were here");

        assertThat(anns.run("return document.querySelector('[data-what=new]').nextElementSibling.textContent"))
                .asString()
                .contains("new");
        anns.picture("messages-new");
        anns.assertNoComplaints();
    }

    @Test
    void anAddressOfAMessageOpensThePageAtIt() throws Exception {
        Browser anns = enter(ann).say("look here").waitForMessage("look here");
        sayMany(60);
        anns.waitForMessage("m60").act("look here", "link");
        anns.waitUntil(() -> anns.text("copied").equals("Copied"));

        Browser bobs = BROWSERS.of("Bob").open(anns.clipboard()).enterAs(bob);

        bobs.waitForMessage("look here").waitUntil(() -> bobs.sees("look here"));
        anns.waitForMessage("look here").act("look here", "react");
        anns.one("emoji-grid").findElement(By.tagName("button")).click();
        bobs.waitUntil(() -> !bobs.all("reaction").isEmpty());
        assertThat(bobs.message("look here").getDomAttribute("class")).contains("is-reached");
        bobs.assertNoComplaints();
    }

    @Test
    void aMessageOfAThousandLinesFillsThePageOnlyForWhoWantsToSeeIt() throws Exception {
        String tall = "top\n" + "r\n".repeat(1_000) + "https://example.com/bottom";
        Browser anns = enter(ann).say("before").waitForMessage("before");
        try (WireClient peer = peer(bob)) {
            peer.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + tall.replace("\n", "\\n")
                    + "\",\"room\":\"" + room + "\"}");
            String seq = peer.nextWith("bottom").replaceAll(".*\"seq\":(\\d+).*", "$1");
            anns.waitForMessage(tall);
            assertThat(placeOf(anns, tall).get("height")).isBetween(400.0, 700.0);
            assertThat(anns.text("fold")).isEqualTo("Show more");
            anns.picture("messages-folded");
            double top = placeOf(anns, tall).get("top");

            anns.in(tall, ".more").sendKeys(Keys.SHIFT, Keys.TAB);
            anns.type(Keys.ENTER);
            assertThat(placeOf(anns, tall).get("height")).isGreaterThan(15_000.0);
            assertThat(placeOf(anns, tall).get("top")).isEqualTo(top);
            assertThat(anns.focused()).isEqualTo("fold");

            peer.say("{\"type\":\"react\",\"target\":" + seq + ",\"emoji\":\"👍\",\"room\":\"" + room + "\"}");
            anns.waitUntil(() -> anns.all("reaction").size() > 0);
            assertThat(placeOf(anns, tall).get("height")).isGreaterThan(15_000.0);
            assertThat(anns.focused()).isEqualTo("fold");
            assertThat(anns.text("fold")).isEqualTo("Show less");

            anns.type(Keys.ENTER);
            assertThat(placeOf(anns, tall).get("height")).isBetween(400.0, 700.0);
            assertThat(anns.run("""
                    const at = document.activeElement.getBoundingClientRect();
                    return document.elementFromPoint(at.x + 5, at.y + 5) === document.activeElement""")).as("one sees where one is").isEqualTo(true);

            anns.run("document.querySelector('.content a').focus()");
            anns.waitUntil(() -> placeOf(anns, tall).get("height") > 15_000);
            anns.waitUntil(() -> (boolean) anns.run("""
                    const at = document.querySelector('.content a').getBoundingClientRect();
                    return at.top > 0 && at.bottom < innerHeight"""));
        }
        anns.assertNoComplaints();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> placeOf(Browser browser, String message) {
        return ((Map<String, Number>) browser.run(
                        "const { top, height } = arguments[0].getBoundingClientRect(); return { top, height }",
                        browser.message(message)))
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().doubleValue()));
    }

    @Test
    void whoTypesIsSaidToAndNoMoreOnceItIsSaid() throws Exception {
        Browser anns = enter(ann);
        Browser bobs = enter(bob);

        bobs.press("we");
        anns.waitUntil(() -> anns.text("typing").equals(bob + " is typing…"));
        anns.picture("messages-typing");
        anns.waitUntil(() -> anns.text("typing").isEmpty());
        assertThat(anns.contents()).isEmpty();

        anns.waitUntil(() -> {
            bobs.press("l");
            return !anns.text("typing").isEmpty();
        });
        bobs.press(Keys.ENTER);
        anns.waitUntil(() -> anns.contents().size() == 1);
        assertThat(anns.text("typing")).isEmpty();
        anns.assertNoComplaints();
    }

    @Test
    void whoIsAwayIsMarkedAmongTheMembersUntilTheyComeBack() throws Exception {
        Browser anns = enter(ann);
        try (WireClient peer = peer(bob)) {
            anns.waitForAll(ann, bob);

            peer.say("{\"type\":\"status\",\"away\":true}");
            anns.waitUntil(() -> anns.find(".is-away .member-name").getText().equals(bob));
            assertThat(anns.find(".is-away").getText()).contains("away");
            anns.picture("messages-away");

            peer.say("{\"type\":\"status\",\"away\":false}");
            anns.waitUntil(() -> anns.members().size() == 2
                    && (boolean) anns.run("return document.querySelector('.members .is-away') === null"));
        }
        anns.assertNoComplaints();
    }

    private Browser enter(String name) {
        return BROWSERS.of(name.split(" ")[0]).open(at(room)).enterAs(name);
    }

    private void sayMany(int count) throws Exception {
        try (WireClient peer = peer("Many " + mark)) {
            for (int i = 1; i <= count; i++) {
                peer.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"m" + i + "\",\"room\":\"" + room + "\"}");
            }
            peer.nextWith("m" + count + "\"");
        }
    }

    private WireClient peer(String name) throws Exception {
        WireClient peer = WireClient.speakingNative(socket)
                .say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\",\"token\":\"token-of-"
                        + name.replace(' ', '-') + "-0123456789\"}");
        // Until it is known who that is, sixteen frames may wait.
        peer.nextWith("\"type\":\"user_list\"");
        return peer;
    }

    private String at(String room) {
        return root + "?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }
}
