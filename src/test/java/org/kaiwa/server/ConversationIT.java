package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;
import org.kaiwa.signon.Visitor;

/** What is said on the socket. */
@Tag("server")
class ConversationIT {

    private static AppServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AppServers.start(Setup.plain());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theConversationOfTheCaptureIsHeldAtTheRoot() throws Exception {
        WireClient second = WireClient.old(server.root());
        try (WireClient first = WireClient.old(server.root())) {
            first.say("{\"type\":\"login\",\"name\":\"capture1\"}").nextWith("\"type\":\"login\"");
            second.say("{\"type\":\"login\",\"name\":\"mynick\"}");

            assertThat(second.next())
                    .matches("\\{\"type\":\"user_list\",\"user_list\":\\[.*\\{\"uid\":\\d+,\"name\":\"mynick\"}]}");
            String login = second.next();
            assertThat(login).matches("\\{\"type\":\"login\",\"uid\":\\d+,\"name\":\"mynick\",T}");
            assertThat(first.nextWith("mynick")).isEqualTo(login);
            String uid = uid(login);

            second.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\"}");

            String said = "{\"type\":\"say\",\"from_uid\":" + uid + ",\"to_uid\":\"all\",\"content\":\"hi,  all !\",T}";
            assertThat(second.next()).isEqualTo(said);
            assertThat(first.next()).isEqualTo(said);
            second.close();

            assertThat(first.next()).isEqualTo("{\"type\":\"logout\",\"uid\":" + uid + ",T}");
        }
    }

    /** What goes behind the standard API has found what it knows. */
    @Test
    void theServerIsMadeAsIsKnown() throws Exception {
        try (WireClient one = WireClient.old(server.socket())) {
            one.say("{\"type\":\"login\",\"name\":\"one\"}").nextWith("\"type\":\"login\"");
        }

        assertThat(server.log()).noneMatch(line -> line.contains("made otherwise than is known"));
    }

    @Test
    void theThreeDialectsMeetInOneRoom() throws Exception {
        try (WireClient capture = WireClient.old(server.socket());
                WireClient later = WireClient.old(server.socket());
                WireClient own = WireClient.speakingNative(server.socket())) {
            capture.say("{\"type\":\"login\",\"name\":\"oldest\"}").nextWith("\"type\":\"login\"");
            later.say("{\"type\":\"login\",\"client_name\":\"later\",\"room_id\":\"1\"}")
                    .nextWith("\"client_list\"");
            own.say("{\"type\":\"login\",\"name\":\"newest\",\"room\":\"1\"}").nextWith("\"type\":\"login\"");

            own.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"to all three\",\"room\":\"1\",\"id\":\"m\"}");

            assertThat(capture.nextWith("to all three"))
                    .contains("\"from_uid\"")
                    .doesNotContain("\"seq\"", "\"room\"");
            assertThat(later.nextWith("to all three")).contains("\"from_client_name\":\"newest\"");
            assertThat(own.nextWith("to all three")).contains("\"seq\":", "\"id\":\"m\"");
        }
    }

    @Test
    void whoComesBackGoesOnWhereTheLineWasCut() throws Exception {
        String login = "{\"type\":\"login\",\"name\":\"back\",\"room\":\"cut\",\"token\":\"q83vASNFZ4mrze8BI0Vnia\"";
        try (WireClient other = WireClient.speakingNative(server.socket())) {
            other.say("{\"type\":\"login\",\"name\":\"other\",\"room\":\"cut\"}")
                    .nextWith("\"type\":\"login\"");
            String last;
            try (WireClient before = WireClient.speakingNative(server.socket())) {
                before.say(login + "}").nextWith("\"type\":\"login\"");
                other.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"before\",\"room\":\"cut\"}");
                last = before.nextAsItCame();
                while (!last.contains("before")) {
                    last = before.nextAsItCame();
                }
            }
            long seq = Long.parseLong(last.replaceAll(".*\"seq\":(\\d+).*", "$1"));
            String epoch = last.replaceAll(".*\"epoch\":\"(\\w+)\".*", "$1");
            other.nextWith("before");
            other.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"meanwhile\",\"room\":\"cut\"}")
                    .nextWith("meanwhile");

            try (WireClient after = WireClient.speakingNative(server.socket())) {
                after.say(login + ",\"epoch\":\"" + epoch + "\",\"seq\":" + seq + "}");

                String missed = after.nextWith("meanwhile");
                assertThat(missed).contains("\"seq\":" + (seq + 1)).doesNotContain("before");
                after.nextWith("\"type\":\"live\"");
            }
        }
    }

    @Test
    void whatIsNotAllowedEndsTheSocketWithItsCode() throws Exception {
        try (WireClient client = WireClient.speakingNative(server.socket())) {
            client.sayBinary(new byte[] {1});
            assertThat(client.nextCloseCode()).isEqualTo(1003);
        }
        try (WireClient client = WireClient.speakingNative(server.socket())) {
            client.say("{\"type\":\"say\",\"content\":\"" + "x".repeat(70_000) + "\"}");
            assertThat(client.nextCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void aForeignPageOpensNoSocket() throws Exception {
        assertThat(WireClient.statusOfHandshake(server.socket(), Map.of("Origin", "http://evil.example")))
                .isEqualTo(403);
        assertThat(WireClient.statusOfHandshake(server.root(), Map.of("Origin", "http://evil.example")))
                .isEqualTo(403);
        assertThat(WireClient.statusOfHandshake(server.socket(), Map.of("Origin", "http://127.0.0.1:55151")))
                .isEqualTo(101);
    }

    @Test
    void thePageIsToldWhereTheSocketIs() throws Exception {
        String config = new Visitor().get(server.page().resolve("config.json")).body();

        assertThat(config).matches("\\{\"socket\":\\{\"port\":\\d+,\"path\":\"/(socket)?\"},\"auth\":\"guest\"}");
        String at = config.replaceAll(".*\"port\":(\\d+),\"path\":\"([^\"]*)\".*", "$1$2");
        try (WireClient client = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + at))) {
            client.say("{\"type\":\"login\",\"name\":\"there\"}").nextWith("\"type\":\"login\"");
        }
    }

    @Test
    void whatPassesIsSeenByWhoeverWatchesTheWire() throws Exception {
        HttpURLConnection watch = (HttpURLConnection)
                server.page().resolve("api/wire?user=watched").toURL().openConnection();
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("event: watch");
            try (WireClient client = WireClient.speakingNative(server.socket())) {
                client.say("{\"type\":\"login\",\"name\":\"watched\",\"room\":\"w\"}")
                        .nextWith("\"type\":\"login\"");
            }

            String seen = events.lines()
                    .filter(line -> line.contains("\"direction\":\"out\"") && line.contains("watched"))
                    .findFirst()
                    .orElseThrow();
            assertThat(seen).contains("\"opcode\":1");
        } finally {
            watch.disconnect();
        }
    }

    @Test
    void whatTheServerKnowsOfItselfIsNotForEverybody() throws Exception {
        for (String path : List.of("metrics", "health", "openapi")) {
            assertThat(new Visitor().get(server.page().resolve(path)).status())
                    .as(path)
                    .isIn(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_NOT_FOUND);
        }
    }

    @Test
    void whenTheServerStopsEverySocketIsToldThatItGoesAway() throws Exception {
        WireClient client;
        try (AppServer stopped = AppServers.start(Setup.plain())) {
            client = WireClient.speakingNative(stopped.socket());
            client.say("{\"type\":\"login\",\"name\":\"left\"}").nextWith("\"type\":\"login\"");
            stopped.stop();
        }
        assertThat(client.nextCloseCode()).isEqualTo(1001);
    }

    private static String uid(String login) {
        return login.replaceAll(".*\"uid\":(\\d+).*", "$1");
    }
}
