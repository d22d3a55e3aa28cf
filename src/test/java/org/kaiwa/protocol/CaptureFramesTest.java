package org.kaiwa.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fixtures are the frames of the packet-capture page; the lengths are those that tcpdump printed there, less the two bytes of the header. */
class CaptureFramesTest {

    private static final User PIGS = new User(783654164, "猪猪");
    private static final User MYNICK = new User(783700053, "mynick");
    private static final Frames FRAMES = Dialect.CAPTURE.frames();

    @Test
    void theUserListIsTheCapturesToTheByte() {
        ServerFrame list = FRAMES.welcome(
                new Event.Change(1, "1", MYNICK, true, local("2014-08-12T17:50:30")), page(PIGS, MYNICK));

        assertThat(list.text())
                .isEqualTo(
                        "{\"type\":\"user_list\",\"user_list\":[{\"uid\":783654164,\"name\":\"\\u732a\\u732a\"},{\"uid\":783700053,\"name\":\"mynick\"}]}");
        assertThat(list.text().getBytes(UTF_8)).hasSize(108);
    }

    @Test
    void theLoginIsTheCapturesToTheByte() {
        ServerFrame login = FRAMES.joined(new Event.Change(1, "1", MYNICK, true, local("2014-08-12T17:50:30")));

        assertThat(login.text())
                .isEqualTo(
                        "{\"type\":\"login\",\"uid\":783700053,\"name\":\"mynick\",\"time\":\"2014-08-12 17:50:30\"}");
        assertThat(login.text().getBytes(UTF_8)).hasSize(77);
    }

    @Test
    void theMessageIsTheCapturesWithTheHourThatItsServerLost() {
        ServerFrame say =
                FRAMES.said(new Event.Said("1", 812, "e", MYNICK, null, "hi,  all !", local("2014-08-12T17:51:02")));

        assertThat(say.text())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_uid\":783700053,\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"time\":\"2014-08-12 17:51:02\"}");
        assertThat(say.text().getBytes(UTF_8)).hasSize(102);
        assertThat(say.text().replace("17:51:02", ":51:02").getBytes(UTF_8)).hasSize(100);
    }

    @Test
    void onTheWireEveryLengthIsFramedAsRfc6455Says() {
        assertThat(wireOf("x".repeat(10))).startsWith(0x81, 94);
        assertThat(wireOf("x".repeat(41))).startsWith(0x81, 125);
        assertThat(wireOf("x".repeat(42))).startsWith(0x81, 126, 0, 126);
        assertThat(wireOf("x".repeat(65_451))).startsWith(0x81, 126, 0xFF, 0xFF);
        assertThat(wireOf("x".repeat(65_452))).startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0);
    }

    private static byte[] wireOf(String content) {
        ServerFrame frame = FRAMES.said(new Event.Said("1", 812, "e", new User(1, "u"), null, content, Instant.now()));
        byte[] wire = frame.wire();
        assertThat(new String(wire, UTF_8)).endsWith(frame.text());
        return wire;
    }

    @Test
    void theNewcomerHearsItsOwnLoginBesidesTheList() {
        assertThat(FRAMES.welcomeIsLogin()).isFalse();
    }

    @Test
    void theLogoutHasTheUidAndTheTimeOnly() {
        assertThat(FRAMES.left(new Event.Change(1, "1", MYNICK, false, local("2014-08-12T17:52:00")))
                        .text())
                .isEqualTo("{\"type\":\"logout\",\"uid\":783700053,\"time\":\"2014-08-12 17:52:00\"}");
    }

    @Test
    void aPrivateMessageNamesTheAddresseeAsTheSenderDidANumberAsANumberAndAStringAsAString() {
        assertThat(whispered(783654164L)).contains("\"to_uid\":783654164,");
        assertThat(whispered("783654164")).contains("\"to_uid\":\"783654164\",");
    }

    @Test
    void theSenderOfAPrivateMessageIsToldNothing() {
        assertThat(FRAMES.whisperedToSender(whisper(1L))).isEmpty();
    }

    @Test
    void nothingInANameOrAMessageIsMarkupOnAnOldPage() {
        User evil = new User(1, "<img src=x onerror=alert(1)>");
        Instant now = Instant.now();

        assertThat(FRAMES.joined(new Event.Change(1, "1", evil, true, now)).text())
                .contains("\"name\":\"&lt;img src=x onerror=alert(1)&gt;\"");
        assertThat(FRAMES.welcome(new Event.Change(1, "1", evil, true, now), page(evil))
                        .text())
                .contains("\"name\":\"&lt;img src=x onerror=alert(1)&gt;\"");
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", evil, null, "a & b \"c\" 'd' <i>", now))
                        .text())
                .contains("\"content\":\"a &amp; b &quot;c&quot; &#039;d&#039; &lt;i&gt;\"");
    }

    @Test
    void everyKindOfLineEndIsABreakAndANewline() {
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", MYNICK, null, "a\r\nb\rc\nd", Instant.now()))
                        .text())
                .contains("\"content\":\"a<br \\/>\\nb<br \\/>\\nc<br \\/>\\nd\"");
    }

    @Test
    void aClientOfThisDialectHasNoErrorsHeartbeatsOrPongs() {
        assertThat(FRAMES.refused(new RefusedException(ErrorCode.CONTENT_MISSING, "…")))
                .isEmpty();
        assertThat(FRAMES.heartbeat()).isEmpty();
        assertThat(FRAMES.pong()).isEmpty();
    }

    private static String whispered(Object toAsSent) {
        return FRAMES.whisperedToAddressee(whisper(toAsSent)).text();
    }

    private static Event.Whispered whisper(Object toAsSent) {
        return new Event.Whispered(
                "inbox", 0, null, "1", MYNICK, PIGS, toAsSent, null, "psst", Event.Version.ORIGINAL, Instant.now());
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
    }

    private static MemberPage page(User... members) {
        return new MemberPage("1", 0, List.of(members), Set.of(), members.length, null);
    }
}
