package org.kaiwa.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final String TOKEN = "q83vASNFZ4mrze8BI0Vnia";

    private final FrameDecoder decoder = new FrameDecoder();

    @Test
    void aPageOfMembersIsAskedForByTheNextOfTheOneBefore() {
        assertThat(decode("{\"type\":\"members\",\"room\":\"tea\",\"after\":100}"))
                .isEqualTo(new ClientFrame.Members("tea", 100));
        assertThat(decode("{\"type\":\"members\"}")).isEqualTo(new ClientFrame.Members("1", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"100\"", "-1", "1.5", "1e3", "9999999999999999999", "[]"})
    void aPageThatBeginsNowhereIsRefused(String after) {
        assertRefused("{\"type\":\"members\",\"after\":" + after + "}", ErrorCode.CURSOR_INVALID);
    }

    @Test
    void theCapturesFramesAreUnderstood() {
        assertThat(decode("{\"type\":\"login\",\"name\":\"mynick\"}"))
                .isEqualTo(guest(Dialect.CAPTURE, "mynick", "1", Optional.empty()));
        assertThat(decode("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\"}"))
                .isEqualTo(
                        new ClientFrame.Say(null, new Recipient.Everyone(), null, "hi,  all !", Event.About.NOTHING));
        assertThat(decode("{\"type\":\"say\",\"to_uid\":783654164,\"content\":\"psst\"}"))
                .isEqualTo(new ClientFrame.Say(
                        null, new Recipient.One(783654164, 783654164L), null, "psst", Event.About.NOTHING));
        assertThat(decode("{\"type\":\"say\",\"to_uid\":\"783654164\",\"content\":\"psst\"}"))
                .isEqualTo(new ClientFrame.Say(
                        null, new Recipient.One(783654164, "783654164"), null, "psst", Event.About.NOTHING));
    }

    @Test
    void theLaterFramesAreUnderstood() {
        assertThat(decode("{\"type\":\"login\",\"client_name\":\"NAME\",\"room_id\":1}"))
                .isEqualTo(guest(Dialect.LATER, "NAME", "1", Optional.empty()));
        assertThat(decode("{\"type\":\"login\",\"client_name\":\"NAME\",\"room_id\":\"tea\"}"))
                .isEqualTo(guest(Dialect.LATER, "NAME", "tea", Optional.empty()));
        assertThat(
                        decode(
                                "{\"type\":\"say\",\"to_client_id\":\"0000000000002eb65055\",\"to_client_name\":\"x\",\"content\":\"psst\"}"))
                .isEqualTo(new ClientFrame.Say(
                        null, new Recipient.One(783700053, "0000000000002eb65055"), null, "psst", Event.About.NOTHING));
        assertThat(decode("{\"type\":\"pong\"}")).isEqualTo(new ClientFrame.Pong());
    }

    @Test
    void theNativeFramesAreUnderstood() {
        assertThat(decode("{\"type\":\"join\",\"room\":\"tea\"}")).isEqualTo(new ClientFrame.Join("tea"));
        assertThat(decode("{\"type\":\"logout\",\"room\":5}")).isEqualTo(new ClientFrame.Logout("5"));
        assertThat(decode("{\"type\":\"ping\"}")).isEqualTo(new ClientFrame.Ping());
        assertThat(decode("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"tea\"}"))
                .isEqualTo(new ClientFrame.Say("tea", new Recipient.Everyone(), null, "x", Event.About.NOTHING));
    }

    @Test
    void anAnswerSaysWhatItAnswersAndWhomItNames() {
        assertThat(
                        decode(
                                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"@Ann yes\",\"room\":\"tea\",\"reply_to\":812,\"mentions\":[5,7]}"))
                .isEqualTo(new ClientFrame.Say(
                        "tea", new Recipient.Everyone(), null, "@Ann yes", new Event.About(812L, List.of(5L, 7L))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[5,5]", "[0]", "[4200000000]", "[\"5\"]", "[1.5]", "5", "{}", "\"all\""})
    void mentionsThatNameNobodyAreRefused(String mentions) {
        assertRefused(
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"mentions\":" + mentions + "}",
                ErrorCode.MENTIONS_INVALID);
    }

    @Test
    void moreMentionsThanAreReadAtOnceAreRefused() {
        String fiftyOne =
                LongStream.rangeClosed(1, 51).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
        mentionsThatNameNobodyAreRefused(fiftyOne);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"812\"", "1.5", "[]"})
    void anAnswerToNothingIsRefused(String target) {
        assertRefused(
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"reply_to\":" + target + "}",
                ErrorCode.TARGET_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC4D",
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\u2764\uFE0F",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
                "\uD83C\uDDEF\uD83C\uDDF5",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                "1\uFE0F\u20E3",
                "\u2194\uFE0F"
            })
    void anEmojiOfAnyKindCanBePut(String emoji) {
        assertThat(decode("{\"type\":\"react\",\"target\":812,\"emoji\":\"" + emoji
                        + "\",\"room\":\"tea\",\"id\":\"r-1\"}"))
                .isEqualTo(new ClientFrame.React("tea", 812, emoji, true, "r-1"));
        assertThat(decode("{\"type\":\"unreact\",\"target\":812,\"emoji\":\"" + emoji + "\"}"))
                .isEqualTo(new ClientFrame.React("1", 812, emoji, false, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "^",
                "`",
                "<b>",
                "\u732a",
                "\uFE0F",
                "\u200D",
                "\uD83D",
                "\u202E",
                "+1",
                "\uD83D\uDC4Dx"
            })
    void whatIsNoEmojiIsRefused(String text) {
        assertRefused("{\"type\":\"react\",\"target\":1,\"emoji\":\"" + text + "\"}", ErrorCode.EMOJI_INVALID);
    }

    @Test
    void anEmojiWithoutEndIsRefused() {
        whatIsNoEmojiIsRefused("\uD83D\uDC4D" + "\u200D".repeat(100));
        whatIsNoEmojiIsRefused("\uD83D\uDC4D".repeat(9));
    }

    @Test
    void whatIsSoForTheMomentIsUnderstood() {
        assertThat(decode("{\"type\":\"typing\",\"room\":\"tea\"}")).isEqualTo(new ClientFrame.Typing("tea"));
        assertThat(decode("{\"type\":\"status\",\"away\":true}")).isEqualTo(new ClientFrame.Status(true));
        assertThat(decode("{\"type\":\"status\",\"away\":\"true\"}")).isEqualTo(new ClientFrame.Status(false));
    }

    @Test
    void whatIsAskedOfRoomsIsUnderstood() {
        assertThat(decode("{\"type\":\"rooms\"}")).isEqualTo(new ClientFrame.Rooms(null));
        assertThat(decode("{\"type\":\"rooms\",\"find\":\" te \"}")).isEqualTo(new ClientFrame.Rooms("te"));
        assertThat(decode("{\"type\":\"rooms\",\"find\":5}")).isEqualTo(new ClientFrame.Rooms(""));
        assertThat(decode("{\"type\":\"people\",\"find\":\"" + "a".repeat(1_000) + "\"}"))
                .isEqualTo(new ClientFrame.People("a".repeat(64)));
        assertThat(decode("{\"type\":\"read\",\"room\":\"tea\",\"seq\":812}"))
                .isEqualTo(new ClientFrame.Read("tea", 812));
        assertThat(decode("{\"type\":\"read\",\"inbox\":true,\"seq\":41}")).isEqualTo(new ClientFrame.Read(null, 41));
        assertThat(
                        decode(
                                "{\"type\":\"create\",\"kind\":\"open\",\"room\":\"tea\",\"title\":\" Tea time \",\"topic\":\"\",\"id\":\"c-1\"}"))
                .isEqualTo(new ClientFrame.Create(RoomKind.OPEN, "tea", "Tea time", "", List.of(), "c-1"));
        assertThat(decode("{\"type\":\"create\",\"kind\":\"direct\",\"people\":[5,7]}"))
                .isEqualTo(new ClientFrame.Create(RoomKind.DIRECT, null, null, "", List.of(5L, 7L), null));
        assertThat(decode("{\"type\":\"change\",\"room\":\"tea\",\"archived\":false,\"invite\":[5],\"remove\":[7]}"))
                .isEqualTo(new ClientFrame.Change("tea", null, null, false, List.of(5L), List.of(7L), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'create','kind':'groups','room':'x'}|KIND_INVALID",
                "{'type':'create','room':'x'}|KIND_INVALID",
                "{'type':'create','kind':'open'}|ROOM_INVALID",
                "{'type':'create','kind':'closed','room':'x'}|ROOM_INVALID",
                "{'type':'create','kind':'open','room':'x','people':[5]}|PEOPLE_INVALID",
                "{'type':'create','kind':'direct'}|PEOPLE_INVALID",
                "{'type':'create','kind':'direct','people':[5,5]}|PEOPLE_INVALID",
                "{'type':'create','kind':'open','room':'x','title':' '}|TITLE_INVALID",
                "{'type':'create','kind':'open','room':'x','topic':5}|TOPIC_INVALID",
                "{'type':'change','room':'x','topic':'a\\nb'}|TOPIC_INVALID",
                "{'type':'change','room':'x','title':'a\\u202eb'}|TITLE_INVALID",
                "{'type':'change','room':'x','invite':['5']}|PEOPLE_INVALID",
                "{'type':'read','room':'x','seq':0}|CURSOR_INVALID",
                "{'type':'read','room':'x'}|CURSOR_INVALID",
            })
    void whatCannotBeAskedOfRoomsIsRefused(String frame, ErrorCode code) {
        assertRefused(frame.replace((char) 0x27, (char) 0x22), code);
    }

    @Test
    void membersThatNobodyKnowsAndTheOrderAreOfNoAccount() {
        assertThat(decode(" {\"x\":{\"y\":[1,2]},\"name\":\"猪\",\"type\":\"login\"} "))
                .isEqualTo(guest(Dialect.CAPTURE, "猪", "1", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "[]", "5", "null", "\"login\"", "{\"type\":\"login\"", "{'type':'ping'}"})
    void whatIsNoJsonObjectIsInvalidJson(String text) {
        assertRefused(text, ErrorCode.INVALID_JSON);
    }

    @Test
    void bracketsNestedTooDeepAreInvalidJsonAndNoFault() {
        assertRefused("[".repeat(65_536), ErrorCode.INVALID_JSON);
        assertRefused(
                "{\"type\":\"ping\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}", ErrorCode.INVALID_JSON);
        assertRefused("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), ErrorCode.INVALID_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|TYPE_MISSING",
                "{\"type\":5}|TYPE_MISSING",
                "{\"type\":null}|TYPE_MISSING",
                "{\"type\":\"shout\"}|TYPE_UNKNOWN",
                "{\"type\":\"login\"}|NAME_MISSING",
                "{\"type\":\"login\",\"name\":5}|NAME_MISSING",
                "{\"type\":\"login\",\"name\":\" \\t \"}|NAME_MISSING",
                "{\"type\":\"login\",\"client_name\":\"\"}|NAME_MISSING",
                "{\"type\":\"login\",\"name\":\"a\\u0000b\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\\nb\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\\u2028b\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\\u202eb\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\\u2066b\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\\ud800b\"}|NAME_INVALID",
                "{\"type\":\"login\",\"name\":\"a\",\"room\":\"\"}|ROOM_INVALID",
                "{\"type\":\"login\",\"name\":\"a\",\"room\":1.5}|ROOM_INVALID",
                "{\"type\":\"login\",\"name\":\"a\",\"room\":{}}|ROOM_INVALID",
                "{\"type\":\"login\",\"name\":\"a\",\"room\":1e999999999}|ROOM_INVALID",
                "{\"type\":\"say\",\"to_uid\":\"all\"}|CONTENT_MISSING",
                "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\" \\n \"}|CONTENT_MISSING",
                "{\"type\":\"say\",\"content\":\"x\"}|RECIPIENT_MISSING",
                "{\"type\":\"say\",\"to_uid\":null,\"content\":\"x\"}|RECIPIENT_MISSING",
                "{\"type\":\"say\",\"to_uid\":{},\"content\":\"x\"}|RECIPIENT_MISSING"
            })
    void badInputHasANameOfItsOwn(String text, ErrorCode code) {
        assertRefused(text, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "1e999999999", "99999999999999999999999", "\"x\"", "\"\"", "\"1e5\""})
    void anAddresseeThatCannotBeIsNobody(String uid) {
        ClientFrame frame = decode("{\"type\":\"say\",\"to_uid\":" + uid + ",\"content\":\"x\"}");

        assertThat(((Recipient.One) ((ClientFrame.Say) frame).to()).uid()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2eb65055", "zz00000000002eb65055", "", "-000000000002eb65055", "1234000000002eb65055"})
    void aClientIdOfAnotherFormIsNobody(String id) {
        ClientFrame frame = decode("{\"type\":\"say\",\"to_client_id\":\"" + id + "\",\"content\":\"x\"}");

        assertThat(((Recipient.One) ((ClientFrame.Say) frame).to()).uid()).isEqualTo(Recipient.One.NOBODY);
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        String emoji = "😀";
        assertThat(decode(login(emoji.repeat(64)))).isInstanceOf(ClientFrame.Login.class);
        assertRefused(login(emoji.repeat(65)), ErrorCode.NAME_TOO_LONG);
        assertThat(decode(say(emoji.repeat(4_000)))).isInstanceOf(ClientFrame.Say.class);
        assertRefused(say(emoji.repeat(4_001)), ErrorCode.CONTENT_TOO_LONG);
    }

    @Test
    void whiteSpaceAroundANameIsTakenOff() {
        assertThat(decode(login("  mynick\\t"))).isEqualTo(guest(Dialect.CAPTURE, "mynick", "1", Optional.empty()));
    }

    @Test
    void sizeIsCountedInBytesOfUtf8() {
        assertThat(decode("a".repeat(65_536))).isInstanceOf(ClientFrame.Malformed.class);
        assertThat(decode("a".repeat(65_537))).isEqualTo(new ClientFrame.Oversized());
        assertThat(decode("猪".repeat(21_845))).isInstanceOf(ClientFrame.Malformed.class);
        assertThat(decode("猪".repeat(21_846))).isEqualTo(new ClientFrame.Oversized());
    }

    private static String login(String name) {
        return "{\"type\":\"login\",\"name\":\"" + name + "\"}";
    }

    private static String say(String content) {
        return "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + content + "\"}";
    }

    private ClientFrame decode(String text) {
        assertThat(decoder.willDecode(text)).isTrue();
        return decoder.decode(text).frame();
    }

    /** A name is refused by who needs it; all else by the decoder. */
    private void assertRefused(String text, ErrorCode code) {
        if (decode(text) instanceof ClientFrame.Login login) {
            assertThatThrownBy(login.nickname()::required)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(code));
            return;
        }
        assertThat(decode(text))
                .isInstanceOfSatisfying(
                        ClientFrame.Malformed.class,
                        malformed -> assertThat(malformed.refusal().code()).isEqualTo(code));
    }

    @Test
    void aLoginMayHaveATokenAndAPositionInTheInbox() {
        assertThat(decode("{\"type\":\"login\",\"name\":\"n\",\"token\":\"" + TOKEN
                        + "\",\"inbox\":{\"epoch\":\"e\",\"seq\":41}}"))
                .isEqualTo(new ClientFrame.Login(
                        Dialect.CAPTURE,
                        new ClientFrame.Nickname("n", null),
                        "1",
                        Optional.empty(),
                        TOKEN,
                        Optional.of(new Position("e", 41))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"short\"",
                "7",
                "\"with a space in the midst of it\"",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaa\\u00e9\"",
                "[]"
            })
    void aTokenThatCouldBeGuessedIsRefused(String token) {
        assertRefused("{\"type\":\"login\",\"name\":\"n\",\"token\":" + token + "}", ErrorCode.TOKEN_INVALID);
    }

    @Test
    void aChangeNamesAMessageOfARoomOrOfTheInbox() {
        assertThat(decode("{\"type\":\"edit\",\"room\":\"tea\",\"target\":812,\"content\":\"new\",\"id\":\"e-1\"}"))
                .isEqualTo(new ClientFrame.Amend("tea", 812, "new", "e-1"));
        assertThat(decode("{\"type\":\"delete\",\"target\":812,\"content\":\"ignored\"}"))
                .isEqualTo(new ClientFrame.Amend("1", 812, null, null));
        assertThat(decode("{\"type\":\"delete\",\"inbox\":true,\"target\":41}"))
                .isEqualTo(new ClientFrame.Amend(null, 41, null, null));
        assertThat(decode("{\"type\":\"history\",\"inbox\":true}"))
                .isEqualTo(new ClientFrame.History(null, Long.MAX_VALUE, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e999999999", "\"812\"", "null", "99999999999999999999"})
    void aTargetThatIsNoNumberOfAMessageIsRefused(String target) {
        assertRefused("{\"type\":\"delete\",\"target\":" + target + "}", ErrorCode.TARGET_INVALID);
    }

    @Test
    void anEditWithoutATextIsRefusedUnderItsId() {
        assertThat(decode("{\"type\":\"edit\",\"target\":812,\"content\":\" \",\"id\":\"e-1\"}"))
                .isInstanceOfSatisfying(ClientFrame.Malformed.class, malformed -> {
                    assertThat(malformed.refusal().code()).isEqualTo(ErrorCode.CONTENT_MISSING);
                    assertThat(malformed.refusal().id()).isEqualTo("e-1");
                });
    }

    private static ClientFrame.Login guest(Dialect dialect, String name, String room, Optional<Position> since) {
        return new ClientFrame.Login(
                dialect, new ClientFrame.Nickname(name, null), room, since, null, Optional.empty());
    }
}
