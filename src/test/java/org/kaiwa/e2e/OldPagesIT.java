package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.kaiwa.it.WireClient;

/**
 * Pages as they were written for the original servers, on another port of the same host: they build their JSON by hand, and insert names and messages as
 * HTML.
 */
@ExtendWith(RunningKaiwa.class)
class OldPagesIT {

    private static final String IMG = "<img src=x onerror=\\\"window.hacked=1\\\">";

    private static final String CAPTURE_PAGE = """
            <!DOCTYPE html><title>old</title><ul id="users"></ul><div id="log"></div><script>
            var ws = new WebSocket("ws://" + document.domain + ":PORT");
            ws.onopen = function () { ws.send('{"type":"login","name":"old","room_id":"ROOM"}'); };
            ws.onmessage = function (e) {
              var data = JSON.parse(e.data), log = document.getElementById('log');
              switch (data['type']) {
                case 'user_list':
                  data['user_list'].forEach(function (user) {
                    document.getElementById('users').innerHTML += '<li id="' + user.uid + '">' + user.name + '</li>';
                  });
                  break;
                case 'login': log.innerHTML += '<p>' + data.name + ' came ' + data.time + '</p>'; break;
                case 'say': log.innerHTML += '<p class="say">' + data.content + '</p>'; break;
                case 'logout': log.innerHTML += '<p>' + data.uid + ' went</p>'; break;
                default: log.innerHTML += '<p class="unknown">' + e.data + '</p>';
              }
            };
            function say(text) { ws.send('{"type":"say","to_uid":"all","content":"' + text + '"}'); }
            </script>
            """;

    private static final String LATER_PAGE = """
            <!DOCTYPE html><title>later</title><ul id="users"></ul><div id="log"></div><script>
            var ws = new WebSocket("ws://" + document.domain + ":PORT"), client_list = {}, client_id, pings = 0;
            ws.onopen = function () { ws.send('{"type":"login","client_name":"old","room_id":"ROOM"}'); };
            ws.onmessage = function (e) {
              var data = JSON.parse(e.data), log = document.getElementById('log');
              switch (data['type']) {
                case 'ping': pings++; ws.send('{"type":"pong"}'); break;
                case 'login':
                  if (data['client_list']) { client_id = data['client_id']; client_list = data['client_list']; }
                  else { client_list[data['client_id']] = data['client_name']; }
                  log.innerHTML += '<p>' + data.client_name + ' came ' + data.time + '</p>';
                  flush();
                  break;
                case 'say': log.innerHTML += '<p class="say">' + data.from_client_name + ': ' + data.content + '</p>'; break;
                case 'logout': delete client_list[data['from_client_id']]; flush(); break;
                default: log.innerHTML += '<p class="unknown">' + e.data + '</p>';
              }
            };
            function flush() {
              var users = document.getElementById('users');
              users.innerHTML = '';
              for (var id in client_list) { users.innerHTML += '<li id="' + id + '">' + client_list[id] + '</li>'; }
            }
            function say(text) {
              ws.send('{"type":"say","to_client_id":"all","to_client_name":"all","content":"' + text + '"}');
            }
            </script>
            """;

    @Test
    void aPageOfTheCapturesTimeChatsAndIsSafe(KaiwaProcess kaiwa) throws Exception {
        assertChatsAndIsSafe(kaiwa, CAPTURE_PAGE, "hello & <b>bye</b>");
    }

    @Test
    void aPageOfTheLaterTimeChatsAndIsSafe(KaiwaProcess kaiwa) throws Exception {
        assertChatsAndIsSafe(kaiwa, LATER_PAGE, "evil: hello & <b>bye</b>");
    }

    private static void assertChatsAndIsSafe(KaiwaProcess kaiwa, String page, String shown) throws Exception {
        String room = UUID.randomUUID().toString();
        try (StaticServer pages = new StaticServer()
                        .text(
                                "/old.html",
                                page.replace("PORT", "" + kaiwa.wsPort()).replace("ROOM", room));
                Browser browser = new Browser();
                WireClient peer = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"))) {
            browser.open(pages.url("/old.html"));
            browser.waitUntil(() -> count(browser, "#users li") == 1);
            peer.say("{\"type\":\"login\",\"name\":\"" + IMG + "\",\"room\":\"" + room + "\"}");
            browser.waitUntil(() -> text(browser, "#log").contains("<img src=x"));

            browser.run("say('from the old page')");
            assertThat(peer.nextWith("\"say\"")).contains("\"content\":\"from the old page\"");
            peer.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hello & <b>bye</b>\",\"room\":\"" + room
                    + "\"}");
            peer.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + IMG + "\",\"room\":\"" + room + "\"}");
            browser.waitUntil(() -> count(browser, ".say") == 3);

            assertThat(text(browser, "#log"))
                    .contains(shown.replace("evil", IMG.replace("\\", "")))
                    .contains(IMG.replace("\\", ""));
            assertThat(count(browser, "img")).isZero();
            assertThat(count(browser, ".say b")).isZero();
            assertThat(count(browser, ".unknown")).isZero();
            assertThat(browser.run("return window.hacked")).isNull();
        }
    }

    private static long count(Browser browser, String selector) {
        return (long) browser.run("return document.querySelectorAll(arguments[0]).length", selector);
    }

    private static String text(Browser browser, String selector) {
        return (String) browser.run("return document.querySelector(arguments[0]).textContent", selector);
    }
}
