package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where people sign in administrators alone watch the wire, see no words of others, and no longer than they are administrators. */
class WireRightsIT {

    private static final List<String> PATHS = List.of("/wire.html", "/api/wire", "/api/capture.pcapng");

    private static KaiwaProcess kaiwa;

    @BeforeAll
    static void start() throws Exception {
        kaiwa = KaiwaProcess.start(
                "-Dkaiwa.auth=proxy",
                "-Dkaiwa.proxy.addresses=127.0.0.1",
                "-Dkaiwa.admin.groups=ops",
                "-Dkaiwa.capture.notice=on");
    }

    @AfterAll
    static void stop() {
        kaiwa.close();
    }

    @Test
    void whoIsNoAdministratorIsToldNothing() throws Exception {
        for (String path : PATHS) {
            assertThat(ask(path, user("bob", "staff")).statusCode()).as(path).isEqualTo(403);
            assertThat(ask(path, "Accept", "*/*").statusCode()).as(path).isEqualTo(401);
        }
        assertThat(text(ask("/api/wire/access", user("bob", "staff")))).isEqualTo("{\"allowed\":false}");
        assertThat(text(ask("/api/wire/access", user("ann", "ops")))).isEqualTo("{\"allowed\":true}");
        assertThat(ask("/wire.html", user("ann", "ops")).statusCode()).isEqualTo(200);
    }

    @Test
    void wordsAreAsterisksAndThoseInTheRoomAreToldThatSomebodyWatches() throws Exception {
        try (WireClient carl = WireClient.withHeaders(
                URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"),
                Map.of("X-Forwarded-User", "carl", "X-Forwarded-Groups", "staff"))) {
            carl.say("{\"type\":\"login\",\"room\":\"secrets\"}").nextWith("\"type\":\"login\"");
            try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "room=secrets", user("ann", "ops"))) {
                assertThat(carl.nextWith("\"watched\""))
                        .isEqualTo("{\"type\":\"watched\",\"on\":true,\"room\":\"secrets\"}");
                carl.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"nobody knows\",\"room\":\"secrets\"}")
                        .nextWith("nobody knows");

                List<String> texts = new ArrayList<>();
                while (texts.stream().filter(text -> text.contains("\"say\"")).count() < 2) {
                    watch.next("packets")
                            .getJsonArray("packets")
                            .getValuesAs(JsonObject.class)
                            .forEach(packet -> texts.add(packet.getString("text", "")));
                }
                assertThat(texts).noneMatch(text -> text.contains("nobody knows"));
                assertThat(texts).anyMatch(text -> text.contains("\"content\":\"************\""));
            }
            assertThat(carl.nextWith("\"watched\"")).contains("\"on\":false");
        }
    }

    @Test
    void aWatchEndsWhenItsAdministratorIsNoneAnyMore() throws Exception {
        String cookie = ask("/", user("dora", "ops"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "", with(cookie, user("dora", "ops")))) {
            ask("/api/me", with(cookie, user("dora", "staff")));

            watch.awaitEnd();
        }
    }

    private static String[] user(String name, String group) {
        return new String[] {"X-Forwarded-User", name, "X-Forwarded-Groups", group};
    }

    private static String[] with(String cookie, String[] headers) {
        return Stream.concat(Stream.of("Cookie", cookie), Stream.of(headers)).toArray(String[]::new);
    }

    private static HttpResponse<InputStream> ask(String path, String... headers) throws Exception {
        return WatchClient.ask(kaiwa.httpPort(), path, headers);
    }

    private static String text(HttpResponse<InputStream> answer) throws Exception {
        return new String(answer.body().readAllBytes(), UTF_8);
    }
}
