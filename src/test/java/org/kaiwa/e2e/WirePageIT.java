package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.openqa.selenium.WebElement;

/** An administrator watches the wire in a real browser while somebody chats. */
@ExtendWith(RunningKaiwa.class)
class WirePageIT {

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private String root;
    private URI socket;
    private Browser page;

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
        socket = URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
        page = BROWSERS.of("Ann");
    }

    @Test
    void whatPassesIsListedWithItsMeaningAsTheDocumentDoes() throws Exception {
        watch("?room=" + mark);
        chat();
        page.waitUntil(() -> page.all("packet").size() >= 5);

        assertThat(texts("comment"))
                .startsWith(
                        "/* the browser sends its nickname */",
                        "/* the browser is given the list of those in the room */",
                        "/* every browser is told of the newcomer */")
                .contains("/* the browser says something to all in the room */");
        assertThat(texts("packet-line").get(0))
                .matches(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{6} 127\\.0\\.0\\.1\\.\\d+ > 127\\.0\\.0\\.1\\.\\d+: text, length \\d+.*");
        assertThat(texts("payload").get(0)).contains("\"name\":\"" + mark + "\"");
        page.waitUntil(() -> Integer.parseInt(page.text("count-shown")) >= 5);
        page.picture("wire");
        page.shine("dark").picture("wire-dark");
        page.shine("light").assertNoComplaints();
    }

    @Test
    void aFrameIsShownAsTextAsJsonAndAsBytes() throws Exception {
        watch("?room=" + mark + "&direction=in&type=say");
        chat();
        page.waitUntil(() -> page.all("packet").size() == 1);

        page.find("[name=view][value=hex]").click();
        page.waitUntil(() -> texts("payload").get(0).contains("0x0000:"));
        assertThat(texts("payload").get(0)).contains("7b22 7479 7065 223a");
        page.find("[name=view][value=json]").click();
        page.waitUntil(() -> page.one("payload").getTagName().equals("details"));
        page.assertNoComplaints();
    }

    @Test
    void whoPausesSeesLaterWhatCameMeanwhile() throws Exception {
        watch("?room=" + mark + "&type=say");
        page.click("pause");
        chat();
        page.waitUntil(() -> page.text("count-shown").equals("2"));
        assertThat(page.all("packet")).isEmpty();

        page.click("pause");
        page.waitUntil(() -> page.all("packet").size() == 2);
        page.assertNoComplaints();
    }

    @Test
    void oneConnectionIsFollowedToItsClose() throws Exception {
        watch("?user=" + mark);
        try (WireClient client = WireClient.speakingNative(socket)) {
            say(client);
            page.waitUntil(() -> page.all("packet").size() >= 4);
            page.all("address").get(0).click();
            page.waitUntil(() -> page.one("following").isDisplayed());
            page.waitUntil(() -> page.text("state").equals("watching"));
        }
        page.waitUntil(() -> texts("comment").stream().anyMatch(comment -> comment.contains("the line is gone")));
        assertThat(texts("payload")).anyMatch(head -> head.contains("GET / HTTP/1.1"));
        page.assertNoComplaints();
    }

    @Test
    void theSettingsOfTheChatLeadThere() throws Exception {
        page.open(root).enterAs(mark).click("open-settings");
        page.waitUntil(() -> page.one("open-wire").isDisplayed());
        assertThat(page.one("open-wire").getDomProperty("href")).isEqualTo(root + "wire.html");
        page.assertNoComplaints();
    }

    private void watch(String filter) {
        page.open(root + "wire.html" + filter)
                .waitUntil(() -> page.text("state").equals("watching"));
    }

    private void chat() throws Exception {
        try (WireClient client = WireClient.speakingNative(socket)) {
            say(client);
        }
    }

    private void say(WireClient client) throws Exception {
        client.say("{\"type\":\"login\",\"name\":\"" + mark + "\",\"room\":\"" + mark + "\"}")
                .nextWith("\"type\":\"login\"");
        client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"room\":\"" + mark + "\"}")
                .nextWith("\"type\":\"say\"");
    }

    private List<String> texts(String testId) {
        return page.all(testId).stream().map(WebElement::getText).toList();
    }
}
