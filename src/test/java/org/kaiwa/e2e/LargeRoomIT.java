package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;

/** The page in a room of more members than one page of the list holds. */
@ExtendWith(RunningKaiwa.class)
class LargeRoomIT {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WebSocket> crowd = new ArrayList<>();

    @Test
    void theListIsShownPageByPageAndFollowsThoseWhoComeAndGo(KaiwaProcess kaiwa) throws Exception {
        try (Browser browser = new Browser()) {
            comeIn(kaiwa, 0, 150);
            browser.open("http://127.0.0.1:" + kaiwa.httpPort() + "/?room=large")
                    .enterAs("me");

            browser.waitUntil(() -> browser.members().size() == 101);
            assertThat(browser.members()).endsWith("me");
            assertThat(browser.text("members-count")).isEqualTo("151");
            assertThat(browser.text("members-more")).isEqualTo("Show more (50 others)");

            browser.one("members-more").click();
            browser.waitUntil(() -> browser.members().size() == 151);
            assertThat(browser.one("members-more").isDisplayed()).isFalse();

            String gone = "n7";
            crowd.remove(7).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            comeIn(kaiwa, 150, 153);
            browser.waitUntil(() -> browser.text("members-count").equals("153"));
            assertThat(browser.members()).doesNotContain(gone).contains("n150", "n151", "n152");
            assertThat(browser.text("messages")).doesNotContain("joined");
            browser.assertNoComplaints();
        } finally {
            crowd.forEach(WebSocket::abort);
        }
    }

    private void comeIn(KaiwaProcess kaiwa, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            WebSocket socket = client.newWebSocketBuilder()
                    .subprotocols("kaiwa.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"), new WebSocket.Listener() {})
                    .join();
            crowd.add(socket);
            socket.sendText("{\"type\":\"login\",\"name\":\"n" + i + "\",\"room\":\"large\"}", true)
                    .join();
        }
    }
}
