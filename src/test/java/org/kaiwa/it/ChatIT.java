package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DeploymentException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built WAR on a real Payara Micro, spoken to by the Tyrus client. */
@ExtendWith(ArquillianExtension.class)
class ChatIT {

    private static final Pattern OWN_UID = Pattern.compile("\"uid\":(\\d+),\"count\"");
    private static final String IMG = "<img src=x onerror=alert(1)>";
    private static final String IMG_ESCAPED = "&lt;img src=x onerror=alert(1)&gt;";

    @ArquillianResource
    private URL page;

    /** Of kaiwa.war. The adapter reads it from the server's log, and now and then before it is there. */
    private static final String CONTEXT = "/kaiwa/";

    /** A room of its own for each test, so that their order does not matter. */
    private final String room = UUID.randomUUID().toString();

    private final List<WireClient> clients = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("kaiwa.test.war")));
    }

    /** Whoever is still there hears the end of the test next, and nothing before it. */
    @AfterEach
    void nothingMoreWasReceived() throws Exception {
        try (WireClient end = WireClient.speakingNative(socket())) {
            end.say("{\"type\":\"login\",\"name\":\"the end\",\"room\":\"" + room + "\"}");
            for (WireClient client : clients) {
                if (client.isOpen()) {
                    assertThat(client.next()).contains("the end");
                }
            }
        } finally {
            for (WireClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void theCapturesDialectIsSpokenInTheCapturesOrder() throws Exception {
        WireClient pigs = capture("猪猪");
        String pigsUid = uidOf(pigs.next());
        assertThat(pigs.next()).contains("\"type\":\"login\"");

        WireClient mynick = capture("mynick");
        String list = mynick.next();
        String uid = list.replaceAll(".*\"uid\":(\\d+),\"name\":\"mynick\".*", "$1");
        assertThat(list)
                .isEqualTo("{\"type\":\"user_list\",\"user_list\":[{\"uid\":" + pigsUid
                        + ",\"name\":\"\\u732a\\u732a\"},{\"uid\":" + uid + ",\"name\":\"mynick\"}]}");
        String login = "{\"type\":\"login\",\"uid\":" + uid + ",\"name\":\"mynick\",T}";
        assertThat(mynick.next()).isEqualTo(login);
        assertThat(pigs.next()).isEqualTo(login);

        mynick.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\"}");
        String say = "{\"type\":\"say\",\"from_uid\":" + uid + ",\"to_uid\":\"all\",\"content\":\"hi,  all !\",T}";
        assertThat(mynick.next()).isEqualTo(say);
        assertThat(pigs.next()).isEqualTo(say);

        mynick.say("{\"type\":\"say\",\"to_uid\":" + pigsUid + ",\"content\":\"psst\"}");
        assertThat(pigs.next())
                .isEqualTo("{\"type\":\"say\",\"from_uid\":" + uid + ",\"to_uid\":" + pigsUid
                        + ",\"content\":\"psst\",T}");

        mynick.close();
        assertThat(pigs.next()).isEqualTo("{\"type\":\"logout\",\"uid\":" + uid + ",T}");
    }

    @Test
    void theLaterDialectIsSpokenWithItsListItsPrivateMessagesAndItsLogout() throws Exception {
        WireClient first = later("first");
        String firstId = idOf(first.next());
        WireClient second = later("second");
        String secondId = idOf(first.next());

        assertThat(second.next())
                .isEqualTo("{\"type\":\"login\",\"client_id\":\"" + secondId
                        + "\",\"client_name\":\"second\",T,\"client_list\":{\"" + firstId + "\":\"first\",\"" + secondId
                        + "\":\"second\"}}");

        second.say("{\"type\":\"say\",\"to_client_id\":\"all\",\"to_client_name\":\"所有人\",\"content\":\"hello\"}");
        String say = "{\"type\":\"say\",\"from_client_id\":\"" + secondId
                + "\",\"from_client_name\":\"second\",\"to_client_id\":\"all\",\"content\":\"hello\",T}";
        assertThat(first.next()).isEqualTo(say);
        assertThat(second.next()).isEqualTo(say);

        second.say("{\"type\":\"say\",\"to_client_id\":\"" + firstId
                + "\",\"to_client_name\":\"first\",\"content\":\"psst\"}");
        String whisper = "{\"type\":\"say\",\"from_client_id\":\"" + secondId
                + "\",\"from_client_name\":\"second\",\"to_client_id\":\"" + firstId + "\",\"content\":\"<b>";
        assertThat(first.next()).isEqualTo(whisper + "\\u5bf9\\u4f60\\u8bf4: <\\/b>psst\",T}");
        assertThat(second.next()).isEqualTo(whisper + "\\u4f60\\u5bf9first\\u8bf4: <\\/b>psst\",T}");

        second.close();
        assertThat(first.next())
                .isEqualTo("{\"type\":\"logout\",\"from_client_id\":\"" + secondId
                        + "\",\"from_client_name\":\"second\",T}");
    }

    @Test
    void allThreeDialectsMeetAndHtmlIsMarkupInNone() throws Exception {
        WireClient own = speakingNative("own");
        own.next();
        own.next();
        WireClient capture = capture("capture");
        capture.next();
        capture.next();
        own.next();
        WireClient later = later(IMG);
        assertThat(later.next()).contains(IMG_ESCAPED).doesNotContain("<img");
        assertThat(capture.next()).contains("\"name\":\"" + IMG_ESCAPED + "\"");
        assertThat(own.next()).contains("\"name\":\"" + IMG + "\"");

        own.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + IMG + "\",\"room\":\"" + room + "\"}");

        assertThat(capture.next()).contains("\"content\":\"" + IMG_ESCAPED + "\"");
        assertThat(later.next()).contains("\"content\":\"" + IMG_ESCAPED + "\"");
        assertThat(own.next()).contains("\"content\":\"" + IMG + "\"");
    }

    @Test
    void aNativeClientIsInSeveralRoomsAndLeavesOne() throws Exception {
        String tea = room + "-tea";
        WireClient client = speakingNative("c");
        String uid = ownUid(client.next());
        client.next();

        client.say("{\"type\":\"join\",\"room\":\"" + tea + "\"}");
        assertThat(client.next())
                .isEqualTo("{\"type\":\"user_list\",\"user_list\":[{\"uid\":" + uid + ",\"name\":\"c\"}],\"room\":\""
                        + tea + "\",\"uid\":" + uid + ",\"count\":1}");
        assertThat(client.next()).contains("\"type\":\"login\"", "\"room\":\"" + tea + "\"");

        client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"" + tea + "\"}");
        assertThat(client.next())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_uid\":" + uid + ",\"to_uid\":\"all\",\"content\":\"x\",T,\"room\":\""
                                + tea + "\",\"from_name\":\"c\",\"seq\":1}");

        client.say("{\"type\":\"logout\",\"room\":\"" + tea + "\"}");
        assertThat(client.next())
                .isEqualTo("{\"type\":\"logout\",\"uid\":" + uid + ",T,\"room\":\"" + tea + "\",\"name\":\"c\"}");
        client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"" + tea + "\"}");
        assertThat(client.next())
                .isEqualTo(
                        "{\"type\":\"error\",\"code\":\"not_in_room\",\"message\":\"You are not in this room.\",\"room\":\""
                                + tea + "\"}");
    }

    @Test
    void aPrivateMessageComesBackToItsSenderAndReachesItsAddresseeOnly() throws Exception {
        WireClient from = speakingNative("from");
        String fromUid = ownUid(from.next());
        from.next();
        WireClient to = speakingNative("to");
        String toUid = ownUid(to.next());
        to.next();
        from.next();
        WireClient other = speakingNative("other");
        other.next();
        other.next();
        from.next();
        to.next();

        from.say("{\"type\":\"say\",\"to_uid\":" + toUid + ",\"content\":\"psst\",\"room\":\"" + room + "\"}");

        String whisper = "{\"type\":\"say\",\"from_uid\":" + fromUid + ",\"to_uid\":" + toUid
                + ",\"content\":\"psst\",T,\"room\":\"" + room
                + "\",\"from_name\":\"from\",\"to_name\":\"to\",\"inbox\":true}";
        assertThat(to.next()).isEqualTo(whisper);
        assertThat(from.next()).isEqualTo(whisper);
    }

    @Test
    void whoComesLaterIsToldWhatWasSaidAndWhoComesBackWhatItHasMissed() throws Exception {
        WireClient first = speakingNative("first");
        String uid = ownUid(first.next());
        first.next();
        for (String content : List.of("one", "two", "three")) {
            first.say(
                    "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + content + "\",\"room\":\"" + room + "\"}");
            first.next();
        }

        WireClient second = speakingNative("second");
        second.next();
        second.next();
        first.next();
        String history = second.nextWith("\"history\"");
        assertThat(history)
                .startsWith("{\"type\":\"history\",\"messages\":[{\"type\":\"say\",\"from_uid\":" + uid
                        + ",\"to_uid\":\"all\",\"content\":\"one\",T,\"room\":\"" + room
                        + "\",\"from_name\":\"first\",\"seq\":1}")
                .endsWith("\"content\":\"three\",T,\"room\":\"" + room
                        + "\",\"from_name\":\"first\",\"seq\":3}],\"room\":\"" + room + "\"}");
        second.say("{\"type\":\"history\",\"room\":\"" + room + "\",\"before\":3,\"limit\":1}");
        assertThat(second.next()).contains("\"two\"").endsWith("\"before\":3,\"more\":true}");

        WireClient back = known(WireClient.speakingNative(socket()))
                .say("{\"type\":\"login\",\"name\":\"back\",\"room\":\"" + room + "\",\"epoch\":\"\",\"seq\":0}");
        back.next();
        back.next();
        first.next();
        second.next();
        assertThat(List.of(back.next(), back.next(), back.next()))
                .allMatch(frame -> frame.startsWith("{\"type\":\"say\","));
        assertThat(back.next()).isEqualTo("{\"type\":\"live\",\"room\":\"" + room + "\",\"seq\":3}");
    }

    @Test
    void anIdComesBackOnItsMessageAndSentAgainItIsStillThatMessage() throws Exception {
        WireClient other = speakingNative("other");
        other.next();
        other.next();
        WireClient client = speakingNative("c");
        String uid = ownUid(client.next());
        client.next();
        other.next();
        String say =
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"once\",\"id\":\"m-1\",\"room\":\"" + room + "\"}";
        String told = "{\"type\":\"say\",\"from_uid\":" + uid + ",\"to_uid\":\"all\",\"content\":\"once\",T,\"room\":\""
                + room + "\",\"from_name\":\"c\",\"seq\":1,\"id\":\"m-1\"}";

        client.say(say).say(say).say(say.replace("once", "twice"));

        assertThat(client.next()).isEqualTo(told);
        assertThat(client.next()).isEqualTo(told);
        assertThat(client.next())
                .contains("\"code\":\"id_conflict\"")
                .endsWith(",\"room\":\"" + room + "\",\"id\":\"m-1\"}");
        client.say(say.replace("once", " ").replace("m-1", "m-2"));
        assertThat(client.next()).contains("\"code\":\"content_missing\"").endsWith(",\"id\":\"m-2\"}");
        assertThat(other.next()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|invalid_json",
                "[1]|invalid_json",
                "{}|type_missing",
                "{\"type\":\"shout\"}|type_unknown",
                "{\"type\":\"login\",\"name\":\"again\"}|already_logged_in",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"  \"}|content_missing",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"a\\u0000b\"}|content_invalid",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"a\\ud83d\"}|content_invalid",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"id\":\"a b\"}|id_invalid",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"id\":7}|id_invalid",
                "{\"type\":\"say\",\"content\":\"x\"}|recipient_missing",
                "{\"type\":\"say\",\"to_uid\":5,\"content\":\"x\",\"room\":\"ROOM\"}|recipient_unknown",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"elsewhere\"}|not_in_room",
                "{\"type\":\"history\",\"room\":\"ROOM\",\"limit\":101}|cursor_invalid",
                "{\"type\":\"history\",\"room\":\"elsewhere\"}|not_in_room",
                "{\"type\":\"resume\",\"room\":\"elsewhere\"}|cursor_invalid",
                "{\"type\":\"resume\",\"room\":\"elsewhere\",\"epoch\":\"e\",\"seq\":-1}|cursor_invalid",
                "{\"type\":\"resume\",\"room\":\"ROOM\",\"epoch\":\"e\",\"seq\":1}|already_joined",
                "{\"type\":\"join\",\"room\":\"ROOM\"}|already_joined"
            })
    void badInputIsNamedAndCostsNobodyElseAnything(String frame, String code) throws Exception {
        WireClient other = speakingNative("other");
        other.next();
        other.next();
        WireClient client = speakingNative("c");
        client.next();
        client.next();
        other.next();

        client.say(frame.replace("ROOM", room));

        assertThat(client.next()).startsWith("{\"type\":\"error\",\"code\":\"" + code + "\",\"message\":\"");
        client.say("{\"type\":\"ping\"}");
        assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void beforeTheLoginEverythingElseIsRefused() throws Exception {
        WireClient client = WireClient.old(socket());

        client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\"}");

        assertThat(client.next()).contains("\"code\":\"not_logged_in\"");
        client.say("{\"type\":\"login\",\"name\":\"a\\u0007b\"}");
        assertThat(client.next()).contains("\"code\":\"name_invalid\"");
        client.close();
    }

    @Test
    void anOversizedTextEndsWith1009HoweverItComes() throws Exception {
        WireClient whole = speakingNative("whole");
        whole.say("x".repeat(65_537));
        assertThat(whole.nextCloseCode()).isEqualTo(1009);

        WireClient wide = speakingNative("wide");
        wide.say("猪".repeat(21_846));
        assertThat(wide.nextCloseCode()).isEqualTo(1009);

        WireClient inParts = speakingNative("in parts");
        inParts.sayInParts("x".repeat(60_000), "x".repeat(6_000));
        assertThat(inParts.nextCloseCode()).isEqualTo(1009);
    }

    /**
     * Larger than Tyrus gathers (web.xml, incoming-buffer-size): the class that puts 1009 in the place of its 1011 depends on how this Tyrus is made.
     * Not much larger, for a client that goes on sending into a socket that is closed may see the line break before it sees why.
     */
    @Test
    void aFrameThatTyrusGivesUpOnEndsWith1009Too() throws Exception {
        WireClient client = speakingNative("huge");

        client.say("x".repeat(1_114_112));

        assertThat(client.nextCloseCode()).isEqualTo(1009);
    }

    @Test
    void aBinaryMessageEndsWith1003() throws Exception {
        WireClient client = speakingNative("binary");

        client.sayBinary(new byte[] {1, 2, 3});

        assertThat(client.nextCloseCode()).isEqualTo(1003);
    }

    @Test
    void aHandshakeFromAForeignOriginIsForbidden() {
        assertThatThrownBy(() -> WireClient.ofPage(socket(), "http://evil.example"))
                .isInstanceOf(DeploymentException.class)
                .rootCause()
                .hasMessageContaining("403");
    }

    @Test
    void theSameHostOnAnotherPortAndAnOriginThatIsConfiguredAreNotForeign() throws Exception {
        WireClient.ofPage(socket(), "http://" + page.getHost() + ":1").close();
        WireClient.ofPage(socket(), "http://allowed.example:8000").close();
    }

    @Test
    void withOnePortForBothThePageIsToldSo() throws Exception {
        HttpResponse<String> config = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(page.toURI().resolve(CONTEXT + "config.json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(config.body())
                .isEqualTo("{\"socket\":{\"port\":null,\"path\":\"" + CONTEXT + "\"},\"auth\":\"guest\"}");
        assertThat(config.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    private URI socket() {
        return URI.create("ws://" + page.getHost() + ":" + page.getPort() + CONTEXT);
    }

    private WireClient speakingNative(String name) throws DeploymentException, IOException {
        return known(WireClient.speakingNative(socket()))
                .say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"" + room + "\"}");
    }

    private WireClient capture(String name) throws DeploymentException, IOException {
        return known(WireClient.old(socket()))
                .say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room_id\":\"" + room + "\"}");
    }

    private WireClient later(String name) throws DeploymentException, IOException {
        return known(WireClient.old(socket()))
                .say("{\"type\":\"login\",\"client_name\":\"" + name + "\",\"room_id\":\"" + room + "\"}");
    }

    private WireClient known(WireClient client) {
        clients.add(client);
        return client;
    }

    private static String ownUid(String userList) {
        Matcher matcher = OWN_UID.matcher(userList);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String uidOf(String frame) {
        return frame.replaceFirst(".*?\"uid\":(\\d+).*", "$1");
    }

    private static String idOf(String frame) {
        return frame.replaceFirst(".*?\"client_id\":\"([0-9a-f]{20})\".*", "$1");
    }
}
