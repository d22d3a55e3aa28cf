package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.Keys;

/** That nothing of the page bars anybody, as far as a program can tell (axe-core): WCAG 2.2 AA and good practice, light and dark, in every language. */
@ExtendWith(RunningKaiwa.class)
class AccessibilityIT {

    private static final String RUN = """
            const [place, type, ...values] = arguments;
            return axe.run(place, { runOnly: { type, values }, resultTypes: ['violations'], preload: false })
              .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
                `${id} (${help}): ${target.join(' ')}: ${failureSummary.replace(/\\s+/g, ' ')}`)))""";

    private static final List<String> LOOKED_AT = List.of(
            "[data-testid=message]",
            "[data-testid=notice]",
            "[data-testid=edited]",
            "[data-testid=quote]",
            "[data-testid=reaction]",
            ".is-mention",
            ".is-deleted",
            "[data-private=true]",
            ".lines a",
            ".lines pre",
            ".lines blockquote",
            ".lines .body li");

    private static final List<String> ALL =
            List.of("tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What another theme may break: it changes colours and nothing else. */
    private static final List<String> OF_COLOURS = List.of("rule", "color-contrast", "link-in-text-block");

    private static String axe;
    private static Browser browser;
    private static String root;
    private static WireClient peer;

    private static final String MARK = UUID.randomUUID().toString().substring(0, 8);
    private static final String ROOM = "tea " + MARK;
    private static String closed;

    private List<String> rules;

    @BeforeAll
    static void fillARoom(KaiwaProcess kaiwa) throws Exception {
        axe = script();
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        peer = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"));
        tell("{'type':'login','name':'Peer','room':'" + ROOM + "','token':'token-of-peer-0123456789-" + MARK + "'}");
        closed = part(
                tell("{'type':'create','kind':'closed','title':'Closed','id':'c-1'}")
                        .nextWith("\"id\":\"c-1\""),
                "\"room\":\"([^\"]+)\"");
        browser = new Browser();
        browser.open(at(ROOM)).enterAs("Me");
        String me = part(peer.nextWith("\"name\":\"Me\""), "\"uid\":(\\d+),\"name\":\"Me\"");

        say("plain, **bold**, *italic*, ~~struck~~ and `code`, https://example.com/", "");
        say("> said before\\n\\n- one\\n- two\\n  - three\\n\\n```\\nlet it = be;\\n```", "");
        say("@Me look", ",'mentions':[" + me + "],'reply_to':1");
        say("a slip", "");
        say("wrogn", "");
        tell("{'type':'delete','target':4,'room':'" + ROOM + "','id':'d-1'}");
        tell("{'type':'edit','target':5,'content':'right','room':'" + ROOM + "','id':'e-1'}");
        tell("{'type':'react','target':1,'emoji':'\\ud83d\\udc4d','room':'" + ROOM + "','id':'r-1'}");
        tell("{'type':'say','to_uid':" + me + ",'content':'psst','room':'" + ROOM + "'}");
        tell("{'type':'change','topic':'Leaves','room':'" + ROOM + "','id':'t-1'}")
                .nextWith("\"id\":\"t-1\"");
        browser.makeRoom("open", "elsewhere " + MARK).openRoom(ROOM);
        say("later", "");
        browser.waitForMessage("later").say("my own").waitForMessage("my own");
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, en", "dark, en", "light, zh", "dark, zh", "light, ja", "dark, ja"})
    void nobodyIsBarredFromAnyPartOfThePage(String theme, String language) throws Exception {
        SoftAssertions found = new SoftAssertions();
        rules = theme.equals("light") ? ALL : OF_COLOURS;
        browser.shine(theme).resize(1280, 800);
        browser.run("localStorage.setItem('kaiwa.settings', JSON.stringify({ language: arguments[0] }))", language);

        open(ROOM).waitForRoom(ROOM);
        browser.waitForMessage("later").waitForMessage("psst").waitForMessage("right");
        browser.waitUntil(() -> !browser.all("message-actions").isEmpty());
        assertThat(LOOKED_AT).allMatch(AccessibilityIT::isThere);
        check(found, "the room", "body");
        browser.act("my own", "delete");
        check(found, "the question whether to delete", ".message:has(.question)");
        browser.type(Keys.ESCAPE);
        browser.press("a text").act("later", "reply").type(" @Pe");
        browser.waitUntil(() -> browser.find("#completion").isDisplayed());
        check(found, "writing", ".composer");
        browser.press(Keys.ESCAPE, Keys.ESCAPE, Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);

        browser.click("new-room").find("[value=closed]").click();
        check(found, "a new room", "dialog[open]");
        browser.type(Keys.ESCAPE).click("jump");
        check(found, "the quick switcher", "dialog[open]");
        browser.type(Keys.ESCAPE).choose("edit");
        check(found, "the name of the room", "dialog[open]");
        browser.type(Keys.ESCAPE).click("room-menu");
        check(found, "the menu of the room", ".room-menu");
        browser.type(Keys.ESCAPE).click("open-settings");
        check(found, "the settings", "dialog[open]");
        browser.click("open-shortcuts");
        check(found, "the shortcuts", "dialog[open]");
        browser.type(Keys.ESCAPE).click("emoji");
        browser.waitUntil(() -> browser.all("emoji-grid").get(0).getText().length() > 10);
        check(found, "the emoji", ".emoji-picker");
        browser.type(Keys.ESCAPE);

        browser.resize(390, 844).find(".members-toggle").click();
        check(found, "the members on a telephone", "body");
        browser.find(".members .drawer-close").click();
        browser.find(".rooms-toggle").click();
        check(found, "the rooms on a telephone", "body");
        browser.find(".rooms .drawer-close").click();
        browser.resize(1280, 800);

        open(closed).waitUntil(() -> browser.one("gate").isDisplayed());
        check(found, "the gate", "body");
        browser.open(root + "wire.html").run(axe + "; return true");
        browser.waitUntil(() -> browser.text("state").equals("watching"));
        tell("{'type':'ping'}");
        browser.waitUntil(() -> browser.all("packet").size() >= 2);
        check(found, "the wire", "body");

        open(ROOM).waitForRoom(ROOM).find(".leave").click();
        browser.waitUntil(() -> browser.one("nickname").isDisplayed());
        browser.one("nickname").sendKeys(Keys.ENTER);
        browser.waitUntil(() -> !browser.text("name-error").isEmpty());
        check(found, "the welcome", "body");
        browser.enterAs("Me");
        found.assertAll();
    }

    private static boolean isThere(String selector) {
        return (boolean) browser.run("return document.querySelector(arguments[0]) !== null", selector);
    }

    private static Browser open(String room) {
        browser.open("about:blank").open(at(room)).run(axe + "; return true");
        return browser;
    }

    private void check(SoftAssertions found, String part, String selector) {
        browser.settle();
        found.assertThat((List<?>) browser.run(
                        RUN, Stream.concat(Stream.of(selector), rules.stream()).toArray()))
                .as(part)
                .isEmpty();
    }

    private static WireClient tell(String frame) throws Exception {
        return peer.say(frame.replace('\'', '"'));
    }

    /** Says something, and waits until it has its number, which what comes after it may name. */
    private static void say(String text, String more) throws Exception {
        tell("{'type':'say','to_uid':'all','content':'" + text + "','room':'" + ROOM + "'" + more + "}")
                .nextWith("{\"type\":\"say\"");
    }

    private static String part(String frame, String pattern) {
        Matcher part = Pattern.compile(pattern).matcher(frame);
        assertThat(part.find()).as(frame).isTrue();
        return part.group(1);
    }

    private static String script() throws IOException {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String at(String room) {
        return root + "?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }
}
