package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes on the wire is seen by whoever sits at the server, in both directions, with what it means; and by nobody else. */
@ExtendWith(RunningKaiwa.class)
class WireIT {

    /** Each of them, and its pong, is a packet of some 500 bytes: more than all that lies between can hold. */
    private static final int PINGS = 40_000;

    private static final Pattern COUNTS =
            Pattern.compile("\"passed\":(\\d+),\"shown\":(\\d+),\"dropped\":(\\d+),\"unmatched\":(\\d+)");

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aConversationIsSeenInBothDirectionsFromTheHandshakeToTheClose(KaiwaProcess kaiwa) throws Exception {
        try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "");
                RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Cookie: secret=42")) {
            socket.say("{\"type\":\"login\",\"name\":\"" + mark + "\",\"room\":\"" + mark + "\"}");
            socket.readText();
            socket.readText();
            socket.write(RawSocket.frame(0x89, "are you there?".getBytes(UTF_8)));
            socket.readFrame();
            socket.write(RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8}));
            socket.readFrame();

            List<JsonObject> packets = packetsOf(watch, mark);
            assertThat(packets.get(0).getString("what")).isEqualTo("opened");
            assertThat(packets.subList(1, packets.size() - 1).stream().map(WireIT::words))
                    .containsExactly("in 1 login", "out 1 user_list", "out 1 login", "in 9", "out 10", "in 8", "out 8");
            assertThat(packets.get(packets.size() - 1).getString("what")).isEqualTo("closed");
            assertThat(packets.get(1).getString("text"))
                    .isEqualTo("{\"type\":\"login\",\"name\":\"" + mark + "\",\"room\":\"" + mark + "\"}");
            assertThat(packets.get(1).getString("comment")).contains("nickname");
            assertThat(packets.get(4).getString("hex")).isEqualTo("61726520796f752074686572653f");
            assertThat(packets.get(5).getString("hex")).isEqualTo("61726520796f752074686572653f");
            assertThat(packets.get(6).getString("hex")).isEqualTo("03e8");
        }
    }

    @Test
    void aLineIsShownWithItsAddressesAndItsHandshakeAndNoCookie(KaiwaProcess kaiwa) throws Exception {
        try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "");
                RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Cookie: secret=42", "X-Mark: " + mark)) {
            JsonObject line;
            do {
                line = watch.next("lines").getJsonArray("lines").getJsonObject(0);
            } while (!line.getString("head").contains(mark));

            assertThat(line.getString("server")).isEqualTo("127.0.0.1:" + kaiwa.wsPort());
            assertThat(line.getString("client")).isEqualTo("127.0.0.1:" + socket.localPort());
            assertThat(line.getString("head"))
                    .startsWith("GET / HTTP/1.1\r\n")
                    .containsIgnoringCase("cookie: *********\r\n")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aTokenIsNeverShownAndWhatPeopleWriteIsAmongGuests(KaiwaProcess kaiwa) throws Exception {
        String token = "token-of-" + mark + "-0123456789";
        try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "user=" + mark);
                WireClient client = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"))) {
            client.say("{\"type\":\"login\",\"name\":\"" + mark + "\",\"room\":\"" + mark + "\",\"token\":\"" + token
                            + "\"}")
                    .nextWith("\"type\":\"login\"");
            client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hello\",\"room\":\"" + mark + "\"}")
                    .nextWith("\"say\"");

            List<String> texts = new ArrayList<>();
            while (texts.stream().filter(text -> text.contains("\"hello\"")).count() < 2) {
                watch.next("packets")
                        .getJsonArray("packets")
                        .getValuesAs(JsonObject.class)
                        .forEach(packet -> texts.add(packet.getString("text", "")));
            }
            assertThat(texts).anyMatch(text -> text.contains("\"token\":\"" + "*".repeat(token.length()) + "\""));
            assertThat(texts).noneMatch(text -> text.contains(token));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 10.0.0.1", "Forwarded, for=10.0.0.1", "Via, 1.1 proxy", "Sec-Fetch-Site, cross-site"})
    void whoComesByAnotherWayIsToldNothing(String header, String value, KaiwaProcess kaiwa) throws Exception {
        for (String path : List.of("/wire.html", "/api/wire", "/api/capture.pcapng")) {
            var answer = WatchClient.ask(kaiwa.httpPort(), path, header, value);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(new String(answer.body().readAllBytes(), UTF_8)).startsWith("{\"error\":\"forbidden\"");
        }
        assertThat(access(kaiwa, header, value)).isEqualTo("{\"allowed\":false}");
        assertThat(access(kaiwa)).isEqualTo("{\"allowed\":true}");
    }

    @Test
    void aFilterThatMakesNoSenseIsNamed(KaiwaProcess kaiwa) throws Exception {
        var answer = WatchClient.ask(kaiwa.httpPort(), "/api/wire?direction=up");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body().readAllBytes(), UTF_8)).contains("direction", "up", "filter_invalid");
    }

    @Test
    void whoStopsReadingSlowsNobodyAndIsToldHowMuchWasMissed(KaiwaProcess kaiwa) throws Exception {
        try (Socket watcher = new Socket();
                RawSocket chatting = RawSocket.open(kaiwa.wsPort())) {
            watcher.setReceiveBufferSize(16_384);
            watcher.connect(new InetSocketAddress("127.0.0.1", kaiwa.httpPort()));
            watcher.setSoTimeout(20_000);
            watcher.getOutputStream()
                    .write(("GET /api/wire HTTP/1.1\r\nHost: 127.0.0.1:" + kaiwa.httpPort() + "\r\n\r\n")
                            .getBytes(UTF_8));
            BufferedReader answer = new BufferedReader(new InputStreamReader(watcher.getInputStream(), UTF_8));
            assertThat(answer.readLine()).contains("200");

            byte[] ping = RawSocket.frame(0x89, new byte[100]);
            for (int i = 0; i < PINGS; i++) {
                chatting.write(ping);
                chatting.readFrame();
            }

            Matcher counts;
            do {
                counts = COUNTS.matcher(answer.readLine());
            } while (!counts.find()
                    || number(counts, 1) < 2 * PINGS
                    || number(counts, 1) != number(counts, 2) + number(counts, 3) + number(counts, 4));
            assertThat(number(counts, 2)).as("shown").isPositive();
            assertThat(number(counts, 3)).as("dropped").isPositive();
        }
    }

    private static long number(Matcher counts, int group) {
        return Long.parseLong(counts.group(group));
    }

    @Test
    void oneWatchCanTakeThePlaceOfAnother(KaiwaProcess kaiwa) throws Exception {
        try (WatchClient first = WatchClient.open(kaiwa.httpPort(), "");
                WatchClient second = WatchClient.open(kaiwa.httpPort(), "instead=" + first.id())) {
            first.awaitEnd();
            second.next("counts");
        }
    }

    @Test
    void everyWatchIsInTheLogWithItsFilterAndItsEnd(KaiwaProcess kaiwa) throws Exception {
        WatchClient.open(kaiwa.httpPort(), "room=" + mark).close();

        await().until(() ->
                kaiwa.log().stream().anyMatch(line -> line.contains("begins to watch") && line.contains(mark)));
        await().until(() -> kaiwa.log().stream().anyMatch(line -> line.contains("has watched") && line.contains(mark)));
    }

    private static String access(KaiwaProcess kaiwa, String... headers) throws Exception {
        var answer = WatchClient.ask(kaiwa.httpPort(), "/api/wire/access", headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body().readAllBytes(), UTF_8);
    }

    /** What passed on the line of somebody, from its begin to its end. */
    private static List<JsonObject> packetsOf(WatchClient watch, String name) throws InterruptedException {
        List<JsonObject> all = new ArrayList<>();
        while (true) {
            all.addAll(watch.next("packets").getJsonArray("packets").getValuesAs(JsonObject.class));
            List<JsonObject> of = all.stream()
                    .filter(packet -> packet.getString("text", "").contains("\"name\":\"" + name)
                            && packet.getString("direction").equals("in"))
                    .findFirst()
                    .map(login -> all.stream()
                            .filter(packet -> packet.getInt("line") == login.getInt("line"))
                            .toList())
                    .orElse(List.of());
            if (!of.isEmpty() && of.get(of.size() - 1).getString("what").equals("closed")) {
                return of;
            }
        }
    }

    private static String words(JsonObject packet) {
        return (packet.getString("direction") + " " + packet.getInt("opcode") + " " + packet.getString("type", ""))
                .strip();
    }
}
