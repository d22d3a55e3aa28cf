package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.kaiwa.e2e.PacketCapture.Packet;
import org.kaiwa.it.KaiwaProcess;

/** The steps of the packet-capture page with real parts: two Chromiums, and tcpdump on the loopback. */
class ReaderIT {

    /** What a browser adds to its login, as long as it always is: by it the server knows the person again. */
    private static final String TOKEN = ",\"token\":\"" + "x".repeat(43) + "\"";

    /** What a browser adds to what it says, as long as it always is: by it the message comes back once. */
    private static final String ID = ",\"id\":\"" + "x".repeat(22) + "\"";

    /** The types of the capture's rows. What our own page says and hears besides, of rooms and of what has been read, comes between them and after. */
    private static final Set<String> ROWS = Set.of("user_list", "login", "say", "logout");

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

    @Test
    void theReaderOfThePacketCapturePageSeesItsRowsInItsOrder() throws Exception {
        // A ping may come at any time, as long as the machine takes for the steps; it has its own test.
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.heartbeat.interval=1h");
                Browser pigs = new Browser();
                Browser mynick = new Browser()) {
            String page = "http://127.0.0.1:" + kaiwa.httpPort();
            pigs.open(page).enterAs("猪猪");

            try (PacketCapture capture = new PacketCapture(kaiwa.wsPort())) {
                mynick.open(page);
                await().atMost(Duration.ofSeconds(20)).until(() -> has(capture, said("101 ")));
                assertThat(capture.packets())
                        .as("nothing but the handshake is on the wire before a nickname is typed")
                        .hasSize(2);
                mynick.enterAs("mynick").say("hi,  all !").waitForMessage("hi,  all !");
                pigs.waitForMessage("hi,  all !");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> capture.packets().stream()
                                        .filter(said("\"type\":\"say\""))
                                        .count()
                                == 2);

                assertRows(capture.packets(), kaiwa.httpPort(), kaiwa.wsPort());
            }
            assertThat(pigs.authors()).containsExactly("mynick");
            pigs.waitForMembers("猪猪", "mynick");
            pigs.assertNoComplaints();
            mynick.assertNoComplaints();
        }
    }

    private static void assertRows(List<Packet> packets, int httpPort, int wsPort) {
        int browser = packets.get(0).from();
        List<Packet> fromBrowser =
                packets.stream().filter(packet -> packet.from() == browser).toList();
        List<Packet> toBrowser = packets.stream()
                .filter(packet -> packet.to() == browser)
                .filter(packet -> isRow(packet) || said("101 ").test(packet))
                .toList();
        List<Packet> toOther = packets.stream()
                .filter(packet -> packet.from() == wsPort && packet.to() != browser && isRow(packet))
                .toList();

        // Row 1: the handshake, from a page on another port.
        assertThat(fromBrowser.get(0).text())
                .contains("GET / HTTP/1.1", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
                .contains("Origin: http://127.0.0.1:" + httpPort);
        // Row 2: its answer, which agrees to no extension, so that what follows stays legible.
        assertThat(toBrowser.get(0).text())
                .contains("HTTP/1.1 101 ", "Sec-WebSocket-Accept: ")
                .doesNotContain("Sec-WebSocket-Extensions");
        // Rows 3 and 6: what a browser says is masked, hence cannot be read.
        assertThat(fromBrowser.get(1).length())
                .as("the login is the first that it says")
                .isEqualTo(masked("{\"type\":\"login\",\"name\":\"mynick\",\"room\":\"1\"" + TOKEN + "}"));
        assertThat(fromBrowser)
                .extracting(Packet::length)
                .as("what it says to all is as long as the capture's, and what is ours behind it")
                .contains(masked(
                        "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"room\":\"1\"" + ID + "}"));
        assertThat(fromBrowser.subList(1, fromBrowser.size()))
                .allSatisfy(packet -> assertThat(packet.text()).doesNotContain("login", "mynick", "say", "hi,"));
        // Rows 4, 5 and 7.
        assertThat(toBrowser).hasSize(4);
        assertThat(toBrowser.get(1).text())
                .containsPattern(
                        "\\{\"type\":\"user_list\",\"user_list\":\\[\\{\"uid\":\\d+,\"name\":\"\\\\u732a\\\\u732a\"},"
                                + "\\{\"uid\":\\d+,\"name\":\"mynick\"}]");
        assertThat(toBrowser.get(2).text())
                .containsPattern("\\{\"type\":\"login\",\"uid\":\\d+,\"name\":\"mynick\",\"time\":\"" + TIME + "\"");
        assertThat(toBrowser.get(3).text())
                .containsPattern(
                        "\\{\"type\":\"say\",\"from_uid\":\\d+,\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"time\":\""
                                + TIME + "\"");
        assertThat(toOther).extracting(packet -> typeOf(packet.text())).containsExactly("login", "say");
        // The list goes out before anybody hears of the newcomer.
        assertThat(packets.indexOf(toBrowser.get(1))).isLessThan(packets.indexOf(toOther.get(0)));
        assertThat(packets).extracting(Packet::flags).containsOnly("P.");
    }

    /** How long a text frame of a client is (RFC 6455 §5.2): two bytes, the key of the mask, the text. */
    private static int masked(String text) {
        return 2 + 4 + text.length();
    }

    private static boolean isRow(Packet packet) {
        return ROWS.contains(typeOf(packet.text()));
    }

    private static String typeOf(CharSequence text) {
        return text.toString().replaceFirst("(?s).*?\\{\"type\":\"(\\w+)\".*", "$1");
    }

    private static boolean has(PacketCapture capture, Predicate<Packet> which) {
        return capture.packets().stream().anyMatch(which);
    }

    private static Predicate<Packet> said(String text) {
        return packet -> packet.text().indexOf(text) >= 0;
    }
}
