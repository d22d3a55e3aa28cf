package org.kaiwa.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NativeFramesTest {

    private static final User PIGS = new User(783654164, "猪猪");
    private static final User MYNICK = new User(783700053, "mynick");
    private static final Frames FRAMES = Dialect.NATIVE.frames();
    private static final Instant AT = LocalDateTime.parse("2014-08-12T17:50:30.653")
            .atZone(ZoneId.systemDefault())
            .toInstant();
    private static final String AT_TEXT = AT.toString();

    @Test
    void theCapturesMembersComeFirstInItsOrderAndOursAfterThem() {
        assertThat(List.of(
                        FRAMES.welcome(new Event.Change(1, "1", MYNICK, true, AT), page(PIGS, MYNICK)),
                        FRAMES.joined(new Event.Change(1, "1", MYNICK, true, AT))))
                .extracting(ServerFrame::text)
                .containsExactly(
                        "{\"type\":\"user_list\",\"user_list\":[{\"uid\":783654164,\"name\":\"\\u732a\\u732a\"},{\"uid\":783700053,\"name\":\"mynick\"}],"
                                + "\"room\":\"1\",\"uid\":783700053,\"count\":2}",
                        "{\"type\":\"login\",\"uid\":783700053,\"name\":\"mynick\",\"time\":\"2014-08-12 17:50:30\",\"room\":\"1\",\"at\":\""
                                + AT_TEXT + "\"}");
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", MYNICK, "c-1", "hi,  all !", AT))
                        .text())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_uid\":783700053,\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"time\":\"2014-08-12 17:50:30\","
                                + "\"room\":\"1\",\"from_name\":\"mynick\",\"at\":\"" + AT_TEXT
                                + "\",\"seq\":812,\"epoch\":\"e\",\"id\":\"c-1\"}");
        assertThat(FRAMES.left(new Event.Change(1, "1", MYNICK, false, AT)).text())
                .isEqualTo(
                        "{\"type\":\"logout\",\"uid\":783700053,\"time\":\"2014-08-12 17:50:30\",\"room\":\"1\",\"name\":\"mynick\",\"at\":\""
                                + AT_TEXT + "\"}");
    }

    @Test
    void textIsAsItWasTypedAndNeverHtml() {
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", MYNICK, null, "<img src=x onerror=alert(1)>\n& '\"", AT))
                        .text())
                .contains("\"content\":\"<img src=x onerror=alert(1)>\\n& '\\\"\"");
    }

    @Test
    void aPrivateMessageIsTheSameForBoth() {
        Event.Whispered whisper = new Event.Whispered(
                InboxName.of(5), 41, "e", "1", MYNICK, PIGS, "783654164", "p-1", "psst", Event.Version.ORIGINAL, AT);

        assertThat(FRAMES.whisperedToAddressee(whisper).text())
                .isEqualTo(
                        "{\"type\":\"say\",\"from_uid\":783700053,\"to_uid\":783654164,\"content\":\"psst\",\"time\":\"2014-08-12 17:50:30\","
                                + "\"room\":\"1\",\"from_name\":\"mynick\",\"to_name\":\"\\u732a\\u732a\",\"at\":\""
                                + AT_TEXT + "\",\"seq\":41,\"epoch\":\"e\",\"id\":\"p-1\",\"inbox\":true}");
        assertThat(FRAMES.whisperedToSender(whisper).orElseThrow().text())
                .isEqualTo(FRAMES.whisperedToAddressee(whisper).text());
    }

    @Test
    void aChangeNamesTheMessageAndHasANumberOfItsOwn() {
        assertThat(text(FRAMES.noted(new Event.Amended("1", 815, "e", MYNICK, "c-2", 812, "new", AT))))
                .isEqualTo(
                        "{\"type\":\"edit\",\"from_uid\":783700053,\"target\":812,\"content\":\"new\",\"time\":\"2014-08-12 17:50:30\","
                                + "\"room\":\"1\",\"from_name\":\"mynick\",\"at\":\"" + AT_TEXT
                                + "\",\"seq\":815,\"epoch\":\"e\",\"id\":\"c-2\"}");
        assertThat(text(FRAMES.noted(new Event.Amended(InboxName.of(5), 42, null, MYNICK, null, 41, null, AT))))
                .isEqualTo("{\"type\":\"delete\",\"from_uid\":783700053,\"target\":41,\"time\":\"2014-08-12 17:50:30\","
                        + "\"from_name\":\"mynick\",\"at\":\"" + AT_TEXT + "\",\"seq\":42,\"inbox\":true}");
    }

    @Test
    void anEmojiNamesTheMessageThatItWasPutTo() {
        assertThat(text(FRAMES.noted(new Event.Reacted("1", 817, "e", MYNICK, "r-1", 812, "\uD83D\uDC4D", true, AT))))
                .isEqualTo(
                        "{\"type\":\"react\",\"from_uid\":783700053,\"target\":812,\"emoji\":\"\\ud83d\\udc4d\",\"time\":\"2014-08-12 17:50:30\","
                                + "\"room\":\"1\",\"from_name\":\"mynick\",\"at\":\"" + AT_TEXT
                                + "\",\"seq\":817,\"epoch\":\"e\",\"id\":\"r-1\"}");
        assertThat(text(FRAMES.noted(new Event.Reacted("1", 818, null, MYNICK, null, 812, "\u2764", false, AT))))
                .startsWith("{\"type\":\"unreact\",\"from_uid\":783700053,\"target\":812,\"emoji\":\"\\u2764\"");
    }

    @Test
    void anAnswerSaysWhatItAnswersAndAPageWhatWasPutToIt() {
        Event.About about = new Event.About(7L, List.of(5L, 9L));
        Event.Said said = new Event.Said("1", 812, "e", MYNICK, "c-1", "x", Event.Version.EDITED, about, AT);

        assertThat(FRAMES.said(said).text())
                .endsWith("\"id\":\"c-1\",\"reply_to\":7,\"mentions\":[5,9],\"edited\":true}");
        assertThat(text(FRAMES.history(new HistoryPage(
                        "1",
                        List.of(said),
                        Map.of(812L, List.of(new Reaction("\u2764", 2, List.of(5L, 6L)))),
                        null,
                        false))))
                .endsWith(
                        "\"edited\":true,\"reactions\":[{\"emoji\":\"\\u2764\",\"count\":2,\"uids\":[5,6]}]}],\"room\":\"1\"}");
    }

    @Test
    void aMessageSaysWhatHasBecomeOfIt() {
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", MYNICK, "c-1", "new", Event.Version.EDITED, AT))
                        .text())
                .endsWith("\"id\":\"c-1\",\"edited\":true}");
        assertThat(FRAMES.said(new Event.Said("1", 812, "e", MYNICK, null, "", Event.Version.DELETED, AT))
                        .text())
                .contains("\"content\":\"\"")
                .endsWith("\"epoch\":\"e\",\"deleted\":true}");
    }

    @Test
    void whatIsOfTheInboxSaysSoAndNamesNoRoom() {
        String inbox = InboxName.of(5);
        assertThat(FRAMES.live(inbox, new Position("e", 41)).text())
                .isEqualTo("{\"type\":\"live\",\"seq\":41,\"epoch\":\"e\",\"inbox\":true}");
        assertThat(FRAMES.gap(inbox, 1, 7L, "retention").text())
                .isEqualTo("{\"type\":\"gap\",\"from\":1,\"to\":7,\"reason\":\"retention\",\"inbox\":true}");
        assertThat(text(FRAMES.history(new HistoryPage(inbox, List.of(), Map.of(), 7L, true))))
                .isEqualTo("{\"type\":\"history\",\"messages\":[],\"before\":7,\"more\":true,\"inbox\":true}");
    }

    private static String text(Optional<ServerFrame> frame) {
        return frame.orElseThrow().text();
    }

    @Test
    void anErrorHasACodeAMessageAndTheRoomIfThereIsOne() {
        assertThat(refused(new RefusedException(ErrorCode.NOT_IN_ROOM, "You are not.", "tea")))
                .isEqualTo(
                        "{\"type\":\"error\",\"code\":\"not_in_room\",\"message\":\"You are not.\",\"room\":\"tea\"}");
        assertThat(refused(new RefusedException(ErrorCode.INVALID_JSON, "No.")))
                .isEqualTo("{\"type\":\"error\",\"code\":\"invalid_json\",\"message\":\"No.\"}");
    }

    @Test
    void theInstantHasItsMillisecondsEvenWhenTheyAreZero() {
        Instant whole = Instant.parse("2014-08-12T09:50:30Z");

        assertThat(FRAMES.joined(new Event.Change(1, "1", MYNICK, true, whole)).text())
                .contains("\"at\":\"2014-08-12T09:50:30.000Z\"");
    }

    @Test
    void whatIsOutsideAsciiIsEscapedSoThatACaptureIsLegible() {
        assertThat(FRAMES.said(new Event.Said("猪/1", 812, "e", MYNICK, null, "a/b 猪 😀 \u007f", AT))
                        .text())
                .contains("\"content\":\"a\\/b \\u732a \\ud83d\\ude00 \u007f\"")
                .contains("\"room\":\"\\u732a\\/1\"");
    }

    @Test
    void whoIsAwayIsListedSoAndWhoIsNotAsInTheCapture() {
        MemberPage page = new MemberPage("1", 0, List.of(PIGS, MYNICK), Set.of(PIGS.uid()), 2, null);

        assertThat(FRAMES.welcome(new Event.Change(1, "1", MYNICK, true, AT), page)
                        .text())
                .contains(
                        "[{\"uid\":783654164,\"name\":\"\\u732a\\u732a\",\"away\":true},{\"uid\":783700053,\"name\":\"mynick\"}]");
    }

    @Test
    void whatIsSoForTheMomentHasNoNumber() {
        assertThat(text(FRAMES.signalled(new Event.Typing("1", MYNICK, AT))))
                .isEqualTo("{\"type\":\"typing\",\"uid\":783700053,\"name\":\"mynick\",\"room\":\"1\"}");
        assertThat(text(FRAMES.signalled(new Event.StatusChanged("1", MYNICK, false, AT))))
                .isEqualTo("{\"type\":\"status\",\"uid\":783700053,\"name\":\"mynick\",\"away\":false,\"room\":\"1\"}");
    }

    @Test
    void aPageOfMembersSaysHowManyThereAreAndWhereTheNextBegins() {
        MemberPage first = new MemberPage("1", 0, List.of(PIGS), Set.of(), 2, 7L);

        assertThat(FRAMES.welcome(new Event.Change(1, "1", MYNICK, true, AT), first)
                        .text())
                .endsWith("\"room\":\"1\",\"uid\":783700053,\"count\":2,\"next\":7}");
        assertThat(FRAMES.members(first).orElseThrow().text())
                .isEqualTo("{\"type\":\"members\",\"members\":[{\"uid\":783654164,\"name\":\"\\u732a\\u732a\"}],"
                        + "\"room\":\"1\",\"after\":0,\"count\":2,\"next\":7}");
        assertThat(FRAMES.members(page(PIGS)).orElseThrow().text()).endsWith("\"count\":1}");
    }

    @Test
    void aBatchNamesWhoCameAndWhoWent() {
        assertThat(presence(true, came(PIGS), went(MYNICK)))
                .containsExactly("{\"type\":\"presence\",\"joined\":[{\"uid\":783654164,\"name\":\"\\u732a\\u732a\"}],"
                        + "\"left\":[{\"uid\":783700053,\"name\":\"mynick\"}],\"room\":\"1\",\"count\":9,\"at\":\""
                        + AT_TEXT + "\"}");
    }

    @Test
    void ofOneWhoCameAndWentABatchTellsTheLast() {
        assertThat(presence(true, went(PIGS), came(MYNICK), came(PIGS), went(MYNICK)))
                .singleElement()
                .asString()
                .contains("\"joined\":[{\"uid\":783654164,", "\"left\":[{\"uid\":783700053,");
    }

    @Test
    void aBatchNamesNoMoreThan32AndSaysSo() {
        Event.Change[] crowd = IntStream.rangeClosed(1, 33)
                .mapToObj(uid -> came(new User(uid, "n")))
                .toArray(Event.Change[]::new);

        assertThat(presence(true, crowd).get(0))
                .contains("{\"uid\":32,", "\"count\":9,\"partial\":true,\"at\"")
                .doesNotContain("{\"uid\":33,");
        assertThat(presence(true, Arrays.copyOf(crowd, 32)).get(0))
                .contains("{\"uid\":32,")
                .doesNotContain("partial");
    }

    @Test
    void whatIsNotBatchedIsALoginOrALogout() {
        assertThat(presence(false, came(PIGS)))
                .containsExactly(FRAMES.joined(came(PIGS)).text());
        assertThat(presence(false, went(PIGS)))
                .containsExactly(FRAMES.left(went(PIGS)).text());
    }

    private static Event.Change came(User user) {
        return new Event.Change(1, "1", user, true, AT);
    }

    private static Event.Change went(User user) {
        return new Event.Change(2, "1", user, false, AT);
    }

    private static List<String> presence(boolean batched, Event.Change... changes) {
        return FRAMES.presenceChanged(new Event.PresenceChanged("1", List.of(changes), 9, batched, AT)).stream()
                .map(ServerFrame::text)
                .toList();
    }

    private static String refused(RefusedException refusal) {
        return FRAMES.refused(refusal).orElseThrow().text();
    }

    private static MemberPage page(User... members) {
        return new MemberPage("1", 0, List.of(members), Set.of(), members.length, null);
    }
}
