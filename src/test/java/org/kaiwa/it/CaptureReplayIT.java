package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packet-capture page replayed on bare sockets, in the default room of a server of its own, and compared byte for byte. */
class CaptureReplayIT {

    /** The browser's request, 715 bytes, as the capture shows it. */
    private static final String REQUEST = "GET / HTTP/1.1\r\n"
            + "Host: 127.0.0.1:7272\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Ubuntu; Linux i686; rv:31.0) Gecko/20100101 Firefox/31.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: zh-cn,zh;q=0.8,en-us;q=0.5,en;q=0.3\r\n"
            + "Accept-Encoding: gzip, deflate\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + "Origin: http://127.0.0.1:55151\r\n"
            + "Sec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n"
            + "Cookie: Hm_lvt_abcf9330bef79b4aba5b24fa373506d9=1402048017; "
            + "Hm_lvt_5fedb3bdce89499492c079ab4a8a0323=1403063068,1403141761; "
            + "Hm_lvt_7b1919221e89d2aa5711e4deb935debd=1407836536; "
            + "Hm_lpvt_7b1919221e89d2aa5711e4deb935debd=1407837000\r\n"
            + "Connection: keep-alive, Upgrade\r\n"
            + "Pragma: no-cache\r\n"
            + "Cache-Control: no-cache\r\n"
            + "Upgrade: websocket\r\n\r\n";

    private static final Pattern UID = Pattern.compile("\"uid\":(\\d+)");

    private static KaiwaProcess kaiwa;

    @BeforeAll
    static void start() throws Exception {
        kaiwa = KaiwaProcess.start();
    }

    @AfterAll
    static void stop() {
        kaiwa.close();
    }

    @Test
    void theReaderOfTheCaptureSeesItsFramesByteForByte() throws Exception {
        assertThat(REQUEST).hasSize(715);
        try (RawSocket pigs = new RawSocket(kaiwa.wsPort());
                RawSocket mynick = new RawSocket(kaiwa.wsPort())) {
            pigs.write(REQUEST.getBytes(US_ASCII));
            pigs.readHead();
            pigs.say("{\"type\":\"login\",\"name\":\"猪猪\"}");
            String pigsUid = uidIn(pigs.readText());
            pigs.readText();

            mynick.write(REQUEST.getBytes(US_ASCII));
            String answer = mynick.readHead();
            assertThat(answer)
                    .startsWith("HTTP/1.1 101 ")
                    .contains("\r\nSec-WebSocket-Accept: nSsCeIBUsFnDJCRb/BNlFzBUDpM=\r\n")
                    .contains("\r\nUpgrade: websocket\r\n")
                    .contains("\r\nConnection: Upgrade\r\n")
                    .doesNotContain("Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol", "Set-Cookie");

            byte[] login = RawSocket.textFrame("{\"type\":\"login\",\"name\":\"mynick\"}");
            assertThat(login).hasSize(2 + 4 + 32);
            mynick.write(login);
            byte[] list = mynick.readFrame();
            String uid = uidIn(new String(list, US_ASCII).replaceFirst("\"uid\"", ""));
            assertFrame(
                    list,
                    "{\"type\":\"user_list\",\"user_list\":[{\"uid\":" + pigsUid
                            + ",\"name\":\"\\u732a\\u732a\"},{\"uid\":" + uid + ",\"name\":\"mynick\"}]}",
                    108 - 18 + pigsUid.length() + uid.length());
            byte[] loggedIn = mynick.readFrame();
            assertFrame(
                    loggedIn,
                    "{\"type\":\"login\",\"uid\":" + uid + ",\"name\":\"mynick\",\"time\":\"" + timeIn(loggedIn)
                            + "\"}",
                    77 - 9 + uid.length());
            assertThat(pigs.readFrame()).isEqualTo(loggedIn);

            byte[] say = RawSocket.textFrame("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\"}");
            assertThat(say).hasSize(2 + 4 + 52);
            mynick.write(say);
            byte[] said = mynick.readFrame();
            assertFrame(
                    said,
                    "{\"type\":\"say\",\"from_uid\":" + uid
                            + ",\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"time\":\"" + timeIn(said) + "\"}",
                    102 - 9 + uid.length());
            assertThat(pigs.readFrame()).isEqualTo(said);

            mynick.hangUp();
            byte[] gone = pigs.readFrame();
            assertFrame(
                    gone,
                    "{\"type\":\"logout\",\"uid\":" + uid + ",\"time\":\"" + timeIn(gone) + "\"}",
                    53 + uid.length());
        }
    }

    /** One unfragmented, unmasked text frame of one length byte. */
    private static void assertFrame(byte[] frame, String text, int length) {
        assertThat(new String(frame, 2, frame.length - 2, US_ASCII)).isEqualTo(text);
        assertThat(frame[0]).isEqualTo((byte) 0x81);
        assertThat(frame[1]).isEqualTo((byte) length);
        assertThat(frame).hasSize(2 + length);
    }

    private static String uidIn(String text) {
        Matcher matcher = UID.matcher(text);
        assertThat(matcher.find()).isTrue();
        assertThat(Long.parseLong(matcher.group(1))).isBetween(1L, 4_199_999_999L);
        return matcher.group(1);
    }

    /** The time in a frame, once it has been seen to be of our day in the capture's form. */
    private static String timeIn(byte[] frame) {
        String time = new String(frame, US_ASCII).replaceFirst(".*\"time\":\"([^\"]*)\"}", "$1");
        LocalDateTime at = LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        assertThat(at)
                .isBetween(
                        LocalDateTime.now().minusMinutes(5), LocalDateTime.now().plusMinutes(1));
        return time;
    }
}
