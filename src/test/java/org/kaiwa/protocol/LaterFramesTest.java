package org.kaiwa.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaterFramesTest {

    private static final User OTHER = new User(783654164, "OTHER");
    private static final User NAME = new User(783700053, "NAME");
    private static final Frames FRAMES = Dialect.LATER.frames();
    private static final Instant AT = LocalDateTime.parse("2014-08-12T17:50:30")
            .atZone(ZoneId.systemDefault())
            .toInstant();

    @Test
    void theOthersHearOfANewcomerWithoutAList() {
        assertThat(FRAMES.joined(new Event.Change(1, "1", NAME, true, AT)).text())
                .isEqualTo(
                        "{\"type\":\"login\",\"client_id\":\"0000000000002eb65055\",\"client_name\":\"NAME\",\"time\":\"2014-08-12 17:50:30\"}");
    }

    @Test
    void theNewcomerGetsTheSameWithTheListAfterTheTimeAndNothingElse() {
        assertThat(FRAMES.welcomeIsLogin()).isTrue();
        assertThat(FRAMES.welcome(new Event.Change(1, "1", NAME, true, AT), page(OTHER, NAME))
                        .text())
                .isEqualTo(
                        "{\"type\":\"login\",\"client_id\":\"0000000000002eb65055\",\"client_name\":\"NAME\",\"time\":\"2014-08-12 17:50:30\","
                                + "\"client_list\":{\"0000000000002eb59d14\":\"OTHER\",\"0000000000002eb65055\":\"NAME\"}}");
    }

    @Test
    void aMessageNamesItsSender() {
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", NAME, null, "hello", AT))
                        .text())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_client_id\":\"0000000000002eb65055\",\"from_client_name\":\"NAME\",\"to_client_id\":\"all\","
                                + "\"content\":\"hello\",\"time\":\"2014-08-12 17:50:30\"}");
    }

    @Test
    void aPrivateMessageSaysInBoldWhomItIsForAndBothHearOfIt() {
        Event.Whispered whisper = new Event.Whispered(
                "inbox", 0, null, "1", NAME, OTHER, "as sent", null, "psst", Event.Version.ORIGINAL, AT);

        assertThat(FRAMES.whisperedToAddressee(whisper).text())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_client_id\":\"0000000000002eb65055\",\"from_client_name\":\"NAME\",\"to_client_id\":\"0000000000002eb59d14\","
                                + "\"content\":\"<b>\\u5bf9\\u4f60\\u8bf4: <\\/b>psst\",\"time\":\"2014-08-12 17:50:30\"}");
        assertThat(FRAMES.whisperedToSender(whisper).orElseThrow().text())
                .contains("\"to_client_id\":\"0000000000002eb59d14\"")
                .contains("\"content\":\"<b>\\u4f60\\u5bf9OTHER\\u8bf4: <\\/b>psst\"");
    }

    @Test
    void nobodyWritesMarkupIntoAPageByItsNameNotEvenAsAnAddressee() {
        User evil = new User(1, "<img src=x onerror=alert(1)>");
        Event.Whispered whisper = new Event.Whispered(
                "inbox", 0, null, "1", NAME, evil, "", null, "<script>", Event.Version.ORIGINAL, AT);

        assertThat(List.of(
                        FRAMES.joined(new Event.Change(1, "1", evil, true, AT)).text(),
                        FRAMES.welcome(new Event.Change(1, "1", evil, true, AT), page(evil))
                                .text(),
                        FRAMES.left(new Event.Change(1, "1", evil, false, AT)).text(),
                        FRAMES.said(new Event.Said("1", 812, "e", evil, null, "<script>", AT))
                                .text(),
                        FRAMES.whisperedToSender(whisper).orElseThrow().text()))
                .allSatisfy(text ->
                        assertThat(text).contains("&lt;").doesNotContain("<img").doesNotContain("<script"));
    }

    @Test
    void theHeartbeatIsATextPing() {
        assertThat(FRAMES.heartbeat().orElseThrow().text()).isEqualTo("{\"type\":\"ping\"}");
    }

    @Test
    void whoGoesIsNamed() {
        assertThat(FRAMES.left(new Event.Change(1, "1", NAME, false, AT)).text())
                .isEqualTo(
                        "{\"type\":\"logout\",\"from_client_id\":\"0000000000002eb65055\",\"from_client_name\":\"NAME\",\"time\":\"2014-08-12 17:50:30\"}");
    }

    @Test
    void anIdOfDigitsAloneIsNoArrayIndexSoThatAPageKeepsTheOrderOfItsList() {
        User digits = new User(0x12345678L, "digits");

        assertThat(FRAMES.joined(new Event.Change(1, "1", digits, true, AT)).text())
                .contains("\"client_id\":\"00000000000012345678\"");
    }

    private static MemberPage page(User... members) {
        return new MemberPage("1", 0, List.of(members), Set.of(), members.length, null);
    }
}
