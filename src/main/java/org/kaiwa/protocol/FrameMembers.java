package org.kaiwa.protocol;

import static org.kaiwa.protocol.ErrorCode.CURSOR_INVALID;
import static org.kaiwa.protocol.ErrorCode.MENTIONS_INVALID;
import static org.kaiwa.protocol.ErrorCode.PEOPLE_INVALID;
import static org.kaiwa.protocol.ErrorCode.RECIPIENT_MISSING;
import static org.kaiwa.protocol.ErrorCode.ROOM_INVALID;
import static org.kaiwa.protocol.ErrorCode.TARGET_INVALID;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The members of clients' frames, each read and checked as far as it goes without the others. What is none is refused by name. */
final class FrameMembers {

    private static final int MAX_ID_DIGITS = 18;

    private FrameMembers() {}

    static String title(JsonObject json, String room) {
        return json.containsKey("title") ? TextRules.title(string(json, "title"), room) : null;
    }

    static List<Long> people(JsonObject json, String member, String room) {
        JsonValue named = json.get(member);
        if (named == null || named instanceof JsonArray none && none.isEmpty()) {
            return List.of();
        }
        List<Long> uids = uids(named);
        if (uids.isEmpty() || uids.size() > RoomChange.MOST_PEOPLE) {
            throw new RefusedException(
                    PEOPLE_INVALID, member + " are at most " + RoomChange.MOST_PEOPLE + " uids, each once.", room);
        }
        return uids;
    }

    static long target(JsonObject json, String member, String room) {
        long target =
                json.get(member) instanceof JsonNumber number ? integer(number).orElse(0) : 0;
        if (target < 1) {
            throw new RefusedException(TARGET_INVALID, member + " is the number of a message.", room);
        }
        return target;
    }

    static Event.About about(JsonObject json, String room) {
        boolean answers = json.containsKey("reply_to") && json.get("reply_to") != JsonValue.NULL;
        Long replyTo = answers ? (Long) target(json, "reply_to", room) : null;
        List<Long> mentions = mentions(json, room);
        return answers || !mentions.isEmpty() ? new Event.About(replyTo, mentions) : Event.About.NOTHING;
    }

    private static List<Long> mentions(JsonObject json, String room) {
        JsonValue named = json.get("mentions");
        if (named == null || named == JsonValue.NULL) {
            return List.of();
        }
        List<Long> uids = uids(named);
        if (uids.isEmpty() || uids.size() > Event.About.MAX_MENTIONS) {
            throw new RefusedException(
                    MENTIONS_INVALID,
                    "mentions are 1 to " + Event.About.MAX_MENTIONS + " uids, each of them once.",
                    room);
        }
        return uids;
    }

    /** Uids in a list, each once; empty: they are none. */
    private static List<Long> uids(JsonValue list) {
        Set<Long> uids = new LinkedHashSet<>();
        if (list instanceof JsonArray array) {
            for (JsonValue value : array) {
                long uid = value instanceof JsonNumber number ? integer(number).orElse(0) : 0;
                if (uid < 1 || uid > User.MAX_UID || !uids.add(uid)) {
                    return List.of();
                }
            }
        }
        return List.copyOf(uids);
    }

    /** The room that a frame is about; null: the inbox. */
    static String logOf(JsonObject json) {
        return json.get("inbox") == JsonValue.TRUE ? null : roomOrDefault(json);
    }

    static String id(JsonObject json, String room) {
        JsonValue id = json.get("id");
        if (id == null || id == JsonValue.NULL) {
            return null;
        }
        return TextRules.id(id instanceof JsonString text ? text.getString() : "", room);
    }

    static Position position(JsonObject json, String room) {
        long seq = number(json, "seq", -1, room);
        String epoch = string(json, "epoch");
        if (seq < 0 || epoch == null || epoch.length() > TextRules.MAX_ID) {
            throw new RefusedException(
                    CURSOR_INVALID, "epoch and seq are those of the last message that you have.", room);
        }
        return new Position(epoch, seq);
    }

    static long number(JsonObject json, String member, long fallback, String room) {
        JsonValue value = json.get(member);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value instanceof JsonNumber number && integer(number).isPresent()) {
            return integer(number).getAsLong();
        }
        throw new RefusedException(CURSOR_INVALID, member + " is a whole number.", room);
    }

    static Recipient recipient(JsonObject json, String room) {
        JsonValue uid = json.get("to_uid");
        JsonValue clientId = json.get("to_client_id");
        if (uid instanceof JsonString text) {
            return text.getString().equals("all")
                    ? new Recipient.Everyone()
                    : new Recipient.One(parse(text.getString(), 10), text.getString());
        }
        if (uid instanceof JsonNumber number) {
            long value = integer(number).orElse(Recipient.One.NOBODY);
            return new Recipient.One(value, value);
        }
        if (clientId instanceof JsonString text) {
            return text.getString().equals("all")
                    ? new Recipient.Everyone()
                    : new Recipient.One(parse(text.getString(), 16), text.getString());
        }
        throw new RefusedException(
                RECIPIENT_MISSING, "A message needs a recipient: \"all\", or the id of a member.", room);
    }

    private static long parse(String digits, int radix) {
        try {
            return radix == 16 ? HexFormat.fromHexDigitsToLong(lastDigits(digits)) : Long.parseLong(digits);
        } catch (IllegalArgumentException notAnId) {
            return Recipient.One.NOBODY;
        }
    }

    /** A client id is twenty hex digits, and its first four are zeros: sixteen are what a long holds. */
    private static String lastDigits(String clientId) {
        return clientId.startsWith("0000") && clientId.length() == 20 ? clientId.substring(4) : "none";
    }

    static String roomOrDefault(JsonObject json) {
        String room = room(json);
        return room == null ? FrameDecoder.DEFAULT_ROOM : room;
    }

    static String room(JsonObject json) {
        JsonValue room = json.containsKey("room") ? json.get("room") : json.get("room_id");
        if (room == null || room == JsonValue.NULL) {
            return null;
        }
        if (room instanceof JsonString text) {
            return TextRules.room(text.getString());
        }
        if (room instanceof JsonNumber number && integer(number).isPresent()) {
            return Long.toString(integer(number).getAsLong());
        }
        throw new RefusedException(ROOM_INVALID, "A room is named by a string or a whole number.");
    }

    /** Reads a whole number of moderate size, without ever expanding an exponent: {@code 1e999999999} costs nothing. */
    static OptionalLong integer(JsonNumber number) {
        String digits = number.toString();
        boolean plain = digits.length() <= MAX_ID_DIGITS && digits.matches("-?\\d+");
        return plain ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    static String string(JsonObject json, String member) {
        return json.get(member) instanceof JsonString text ? text.getString() : null;
    }
}
