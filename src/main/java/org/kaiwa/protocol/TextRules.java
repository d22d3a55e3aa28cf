package org.kaiwa.protocol;

import static org.kaiwa.protocol.ErrorCode.CONTENT_INVALID;
import static org.kaiwa.protocol.ErrorCode.CONTENT_MISSING;
import static org.kaiwa.protocol.ErrorCode.CONTENT_TOO_LONG;
import static org.kaiwa.protocol.ErrorCode.EMOJI_INVALID;
import static org.kaiwa.protocol.ErrorCode.ID_INVALID;
import static org.kaiwa.protocol.ErrorCode.NAME_INVALID;
import static org.kaiwa.protocol.ErrorCode.NAME_MISSING;
import static org.kaiwa.protocol.ErrorCode.NAME_TOO_LONG;
import static org.kaiwa.protocol.ErrorCode.ROOM_INVALID;
import static org.kaiwa.protocol.ErrorCode.TITLE_INVALID;
import static org.kaiwa.protocol.ErrorCode.TOKEN_INVALID;
import static org.kaiwa.protocol.ErrorCode.TOPIC_INVALID;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a name, a room and a content may be. Lengths are counted in code points, so that an emoji counts once. */
public final class TextRules {

    /** The longest nickname and the longest name of a room, in code points. */
    public static final int MAX_NAME = 64;

    /** The longest topic of a room, in code points. */
    public static final int MAX_TOPIC = 250;

    /** The longest content of a message, in code points. */
    public static final int MAX_CONTENT = 4_000;

    /** The longest id of a message, in characters. */
    public static final int MAX_ID = 64;

    private static final Pattern ID = Pattern.compile("[!-~]{1," + MAX_ID + "}");

    /** Twenty-two characters of base64 are 128 bits: what is shorter could be guessed. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{22,128}");

    /**
     * What an emoji may be made of (Unicode TS 51): symbols, joined and varied, or a keycap. Java 17 does not know more, and what is no letter is no text that
     * one could send so.
     */
    private static final Pattern EMOJI = Pattern.compile(
            "(?:[\\p{So}\\x{1F3FB}-\\x{1F3FF}\\u203C\\u2049\\u2139\\u2190-\\u21FF\\u25FB-\\u25FE]"
                    + "[\\uFE0F\\u200D\\u20E3\\x{1F3FB}-\\x{1F3FF}\\x{E0020}-\\x{E007F}]*){1,8}|[#*0-9]\\uFE0F?\\u20E3");

    /** Families and flags of regions are the longest, some thirty characters. */
    private static final int MAX_EMOJI = 64;

    private TextRules() {}

    static String name(String name) {
        if (name == null || name.isBlank()) {
            throw new RefusedException(NAME_MISSING, "A login needs a name that is not blank.");
        }
        String stripped = name.strip();
        if (length(stripped) > MAX_NAME) {
            throw new RefusedException(NAME_TOO_LONG, "A name has at most " + MAX_NAME + " characters.");
        }
        if (!isPlain(stripped)) {
            throw new RefusedException(NAME_INVALID, "A name has no control characters.");
        }
        return stripped;
    }

    /**
     * Makes a nickname of a name that cannot be asked for again: what may not be in a nickname is left out, and the end of one that is too long.
     *
     * @param name any text
     * @return a nickname; empty: nothing is left
     */
    public static Optional<String> nicknameOf(String name) {
        int[] kept = name.codePoints()
                .filter(codePoint -> !isHarmful(codePoint))
                .limit(MAX_NAME)
                .toArray();
        return Optional.of(new String(kept, 0, kept.length).strip()).filter(text -> !text.isEmpty());
    }

    /**
     * Checks the name of a room.
     *
     * @param room the name
     * @return the name without white space around it
     * @throws RefusedException if it is none
     */
    public static String room(String room) {
        String stripped = room.strip();
        if (stripped.isEmpty() || length(stripped) > MAX_NAME || !isPlain(stripped)) {
            throw new RefusedException(
                    ROOM_INVALID,
                    "A room is named by 1 to " + MAX_NAME + " characters, none of them a control character.");
        }
        return stripped;
    }

    static String content(String content, String room) {
        if (content == null || content.isBlank()) {
            throw new RefusedException(CONTENT_MISSING, "A message needs a content that is not blank.", room);
        }
        if (length(content) > MAX_CONTENT) {
            throw new RefusedException(CONTENT_TOO_LONG, "A message has at most 4,000 characters.", room);
        }
        if (content.codePoints().anyMatch(TextRules::isNoText)) {
            throw new RefusedException(CONTENT_INVALID, "A message has no NUL and no half of a surrogate pair.", room);
        }
        return content;
    }

    /** What UTF-8 cannot write (RFC 3629 §3), and what PostgreSQL cannot keep. */
    private static boolean isNoText(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    static String title(String title, String room) {
        String stripped = title == null ? "" : title.strip();
        if (stripped.isEmpty() || length(stripped) > MAX_NAME || !isPlain(stripped)) {
            throw new RefusedException(
                    TITLE_INVALID,
                    "A title has 1 to " + MAX_NAME + " characters, none of them a control character.",
                    room);
        }
        return stripped;
    }

    static String topic(String topic, String room) {
        String stripped = topic == null ? "" : topic.strip();
        if (topic == null || length(stripped) > MAX_TOPIC || !isPlain(stripped)) {
            throw new RefusedException(
                    TOPIC_INVALID,
                    "A topic has at most " + MAX_TOPIC + " characters, none of them a control character.",
                    room);
        }
        return stripped;
    }

    static String emoji(String emoji, String room) {
        if (emoji == null || emoji.length() > MAX_EMOJI || !EMOJI.matcher(emoji).matches()) {
            throw new RefusedException(EMOJI_INVALID, "An emoji is one emoji of Unicode.", room);
        }
        return emoji;
    }

    static String id(String id, String room) {
        if (!ID.matcher(id).matches()) {
            throw new RefusedException(
                    ID_INVALID, "An id has 1 to " + MAX_ID + " printable ASCII characters without space.", room);
        }
        return id;
    }

    static String token(String token) {
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw new RefusedException(
                    TOKEN_INVALID, "A token has 22 to 128 printable ASCII characters without space, chosen at random.");
        }
        return token;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(TextRules::isHarmful);
    }

    /** Characters by which a name could break a line, or turn round the line in which another page shows it (Unicode TR 36 §3.1). */
    private static boolean isHarmful(int codePoint) {
        boolean ofHarmfulType = switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
        boolean turnsTheLine = codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
        return ofHarmfulType || turnsTheLine;
    }
}
