package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/** The wire as one watches it in a real Chromium at the server itself, where in guest mode everybody may. */
@ExtendWith(RunningKaiwa.class)
class WirePageIT {

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final String BLOCK_OF_PCAPNG = "10,13,13,10";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String room = "wire-" + mark;
    private final String name = "mynick-" + mark;

    private String root;
    private int wsPort;
    private Browser browser;

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        wsPort = kaiwa.wsPort();
        browser = BROWSERS.of("an administrator");
    }

    @Test
    void whatPassesIsSeenInOrderAsTheFoundingDocumentShowsIt() throws Exception {
        watch("?room=" + room);
        try (WireClient client = enter(name)) {
            say(client, "hi,  all !");

            waitForFrame("\"seq\":");
            assertThat(frames("says")).containsSubsequence("in " + login(name), "in " + said("hi,  all !"));
            assertThat(types()).containsSubsequence("in login", "out user_list", "out login", "in say", "out say");
            assertThat(frames("line"))
                    .isSorted()
                    .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6} "
                            + "127\\.0\\.0\\.1\\.\\d+ > 127\\.0\\.0\\.1\\.\\d+: text, length \\d+(, " + name + ")?"));
            assertThat(lineOf(said("hi,  all !")))
                    .contains(" > 127.0.0.1." + wsPort + ": text, length "
                            + said("hi,  all !").length() + ", " + name);
            assertThat(frames("comment")).allMatch(comment -> comment.matches("/\\* .+ \\*/"));
            assertThat(frames("comment").get(0)).isEqualTo("/* the browser sends its nickname */");
        }
        browser.picture("wire").assertNoComplaints();
    }

    @Test
    void whatTheFilterKeepsBackIsCountedAndNotSeenAndTheAddressSaysTheFilter() throws Exception {
        watch("");
        browser.one("filter-room").sendKeys(room);
        browser.one("filter-type").sendKeys("say");
        browser.click("apply");
        browser.waitUntil(() -> browser.run("return location.search").equals("?room=" + room + "&type=say"));
        waitUntilWatching();

        try (WireClient client = enter(name)) {
            say(client, "only this");
            waitForFrame("\"seq\":");
        }

        assertThat(types()).containsOnly("in say", "out say");
        browser.waitUntil(() ->
                count("unmatched") > 0 && count("passed") == count("shown") + count("dropped") + count("unmatched"));
        browser.assertNoComplaints();
    }

    @Test
    void aFilterThatMakesNoSenseIsRefusedWithASentence() {
        browser.open(root + "wire.html?direction=up");

        browser.waitUntil(() -> browser.text("filter-problem").contains("direction"));
        assertThat(browser.text("state")).isEqualTo("not watching");
        browser.forgetComplaints();
    }

    @Test
    void whatComesDuringAPauseIsCountedAndSeenAfterwards() throws Exception {
        watch("?room=" + room + "&type=say");
        try (WireClient client = enter(name)) {
            say(client, "before");
            waitForFrame("before", 2);
            browser.click("pause");

            say(client, "meanwhile");

            browser.waitUntil(() -> count("waiting") == 2);
            assertThat(String.join(" ", frames("says"))).doesNotContain("meanwhile");
            browser.click("pause");
            waitForFrame("meanwhile", 2);
        }
        browser.assertNoComplaints();
    }

    @Test
    void oneConnectionIsFollowedFromItsHandshakeToItsClose() throws Exception {
        watch("?room=" + room);
        try (WireClient other = enter("other-" + mark)) {
            try (WireClient client = enter(name)) {
                say(client, "seen before");
                waitForFrame("\"seq\":", 2);
                packet(login(name))
                        .findElement(By.cssSelector("[data-testid=address]"))
                        .click();
                browser.waitUntil(
                        () -> browser.run("return location.search").toString().matches("\\?line=\\d+"));
                waitUntilWatching();

                say(other, "of the other to both");
                say(client, "of this one");
                waitForFrame("of this one", 2);
            }
            browser.waitUntil(() -> {
                List<String> seen = all("what");
                return seen.get(seen.size() - 1).equals("closed");
            });
        }

        assertThat(all("what").get(0)).isEqualTo("opened");
        assertThat(all("says").get(0))
                .startsWith("GET / HTTP/1.1")
                .containsIgnoringCase("Host: 127.0.0.1:" + wsPort)
                .containsIgnoringCase("Sec-WebSocket-Key: ");
        assertThat(browser.text("following")).contains(name);
        assertThat(
                        (long)
                                browser.run(
                                        "return new Set([...document.querySelectorAll('.packet')].map(({ dataset }) => dataset.line)).size"))
                .isEqualTo(1);
        assertThat(frames("says"))
                .contains("in " + login(name), "in " + said("seen before"), "in " + said("of this one"))
                .doesNotContain("in " + said("of the other to both"))
                .anyMatch(frame -> frame.startsWith("out ") && frame.contains("of the other to both"));
        browser.assertNoComplaints();
    }

    @Test
    void aPayloadIsSeenAsJsonAndInHexAndAscii() throws Exception {
        watch("?room=" + room + "&type=say&direction=in");
        try (WireClient client = enter(name)) {
            say(client, "猪");
            waitForFrame("猪");

            browser.find("[name=view][value=hex]").click();
            browser.waitUntil(() -> frames("says")
                    .get(0)
                    .startsWith(
                            "in 0x0000:  7b22 7479 7065 223a 2273 6179 222c 2274  {\"type\":\"say\",\"t\n0x0010:  "));
            browser.find("[name=view][value=ascii]").click();
            browser.waitUntil(() -> frames("says").get(0).equals("in " + said("...")));
            browser.find("[name=view][value=json]").click();
            browser.waitUntil(() -> browser.find(".packet summary").isDisplayed());
            browser.find(".packet summary").click();
            browser.waitUntil(() -> browser.find(".packet details pre")
                    .getText()
                    .startsWith("{\n  \"type\": \"say\",\n  \"to_uid\": \"all\","));
        }
        browser.assertNoComplaints();
    }

    @Test
    void aFrameIsTakenAlongAsALineForAShellAndAsText() throws Exception {
        watch("?room=" + room + "&type=say&direction=in");
        try (WireClient client = enter(name)) {
            say(client, "it's me");
            waitForFrame("it's me");

            packet(said("it's me")).findElement(By.cssSelector(".packet-what")).click();
            String script = "printf '%s\\n' '" + said("it's me").replace("'", "'\\''")
                    + "' | websocat -n1 --protocol 'kaiwa.v1' 'ws://127.0.0.1:" + wsPort + "/'";
            browser.click("copy-script").waitUntil(() -> browser.clipboard().equals(script));
            browser.click("copy-text").waitUntil(() -> browser.clipboard().equals(said("it's me")));
        }
        browser.assertNoComplaints();
    }

    @Test
    void whatWasSeenIsSavedAsAFile() throws Exception {
        watch("?room=" + room);
        enter(name).close();
        waitForFrame("user_list");

        assertThat(browser.run("""
                        return fetch(document.querySelector('[data-testid=save]').href)
                          .then((file) => file.arrayBuffer()).then((bytes) => new Uint8Array(bytes).subarray(0, 4).join())""")).isEqualTo(BLOCK_OF_PCAPNG);
        browser.assertNoComplaints();
    }

    @Test
    void whoWatchesGoesOnByItselfWhenTheNetworkComesBack() throws Exception {
        watch("?room=" + room);
        browser.goOffline(true).run("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        browser.waitUntil(() -> browser.text("state").equals("interrupted"));
        assertThat(browser.text("status")).contains("goes on by itself");

        browser.goOffline(false);

        waitUntilWatching();
        enter(name).close();
        waitForFrame("user_list");
        browser.forgetComplaints();
    }

    @Test
    void theSettingsOfTheChatLeadThere() throws Exception {
        browser.open(root).enterAs(name).click("open-settings");
        browser.waitUntil(() -> browser.one("open-wire").isDisplayed());
        assertThat(browser.one("open-wire").getDomProperty("href")).isEqualTo(root + "wire.html");
        browser.assertNoComplaints();
    }

    private void watch(String filter) {
        browser.open(root + "wire.html" + filter);
        waitUntilWatching();
    }

    private void waitUntilWatching() {
        browser.waitUntil(() -> browser.text("state").equals("watching"));
    }

    private WireClient enter(String nickname) throws Exception {
        WireClient client = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + wsPort + "/"))
                .say(login(nickname));
        client.nextWith("{\"type\":\"login\"");
        return client;
    }

    private void say(WireClient client, String content) throws InterruptedException, IOException {
        client.say(said(content)).nextWith("{\"type\":\"say\"");
    }

    private String login(String nickname) {
        return "{\"type\":\"login\",\"name\":\"" + nickname + "\",\"room\":\"" + room + "\"}";
    }

    private String said(String content) {
        return "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + content + "\",\"room\":\"" + room + "\"}";
    }

    private void waitForFrame(String part) {
        waitForFrame(part, 1);
    }

    /** Waits until so many frames that contain the text are seen. */
    private void waitForFrame(String part, int times) {
        browser.waitUntil(() ->
                frames("says").stream().filter(frame -> frame.contains(part)).count() >= times);
    }

    private long count(String what) {
        return Long.parseLong(browser.text("count-" + what).replace(",", ""));
    }

    private List<String> types() {
        return frames("says").stream()
                .map(frame -> frame.replaceAll("(?s)^(in|out) \\{\"type\":\"(\\w+)\".*", "$1 $2"))
                .toList();
    }

    private WebElement packet(String payload) {
        return browser.all("packet").stream()
                .filter(packet -> packet.getText().contains(payload))
                .findFirst()
                .orElseThrow(() -> new WebDriverException("no packet " + payload + " among " + all("says")));
    }

    private String lineOf(String payload) {
        return packet(payload)
                .findElement(By.cssSelector("[data-testid=packet-line]"))
                .getText();
    }

    /** Of all that is seen: {@code what} it is, the {@code line}, the {@code comment}, or what it {@code says}. */
    private List<String> all(String part) {
        return read(".packet", part);
    }

    /** The same of the frames alone; before what they say it stands which way they go. */
    private List<String> frames(String part) {
        return read(".packet[data-what=frame]", part);
    }

    @SuppressWarnings("unchecked")
    private List<String> read(String selector, String part) {
        return (List<String>) browser.run("""
                const [selector, part] = arguments;
                const text = (packet, testid) => packet.querySelector(`[data-testid=${testid}]`)?.textContent ?? '';
                const read = {
                  what: ({ dataset }) => dataset.what,
                  line: (packet) => text(packet, 'packet-line'),
                  comment: (packet) => text(packet, 'comment'),
                  says: (packet) => `${packet.dataset.direction} ${text(packet, 'payload')}`.trim(),
                };
                return [...document.querySelectorAll(selector)].map(read[part]);""", selector, part);
    }
}
