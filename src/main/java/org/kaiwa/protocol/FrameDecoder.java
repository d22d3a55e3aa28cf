package org.kaiwa.protocol;

import static org.kaiwa.protocol.ErrorCode.CURSOR_INVALID;
import static org.kaiwa.protocol.ErrorCode.INVALID_JSON;
import static org.kaiwa.protocol.ErrorCode.KIND_INVALID;
import static org.kaiwa.protocol.ErrorCode.MENTIONS_INVALID;
import static org.kaiwa.protocol.ErrorCode.PEOPLE_INVALID;
import static org.kaiwa.protocol.ErrorCode.RECIPIENT_MISSING;
import static org.kaiwa.protocol.ErrorCode.ROOM_INVALID;
import static org.kaiwa.protocol.ErrorCode.TARGET_INVALID;
import static org.kaiwa.protocol.ErrorCode.TYPE_MISSING;
import static org.kaiwa.protocol.ErrorCode.TYPE_UNKNOWN;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.websocket.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The endpoint's decoder. It reads the frames of all dialects, which differ only in the names of some members, and never fails: what is no frame
 * becomes a {@link ClientFrame.Malformed} with the reason.
 */
public final class FrameDecoder implements Decoder.Text<ClientFrame> {

    /** The largest text message, in bytes of UTF-8. A larger one ends the connection with {@link CloseCode#TOO_BIG}. */
    public static final int MAX_MESSAGE_BYTES = 65_536;

    /** The room of a client that never names one. */
    public static final String DEFAULT_ROOM = "1";

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 100;

    private static final int MAX_ID_DIGITS = 18;

    /** Made by the WebSocket container, one a connection. */
    public FrameDecoder() {}

    /** Yes: Tyrus asks this and then decodes, and to look at the text twice would be to parse it twice. */
    @Override
    public boolean willDecode(String text) {
        return true;
    }

    @Override
    public ClientFrame decode(String text) {
        if (isOversized(text)) {
            return new ClientFrame.Oversized();
        }
        try {
            return frame(parse(text));
        } catch (RefusedException refusal) {
            return new ClientFrame.Malformed(refusal);
        }
    }

    /**
     * Counts the bytes that the text had on the wire, unless its length tells enough. A container's own bound counts characters where a message came
     * in fragments, and a default charset's bytes where it came in one piece (Tyrus 2.1).
     */
    private static boolean isOversized(String text) {
        return text.length() > MAX_MESSAGE_BYTES
                || text.length() > MAX_MESSAGE_BYTES / 3
                        && text.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES;
    }

    /**
     * Reads the text as a JSON object. Whatever is thrown there, the parser's own bounds on depth and on numbers among it, means the same to the
     * client; a {@link StackOverflowError} is taken for such a bound on servers whose parser has none.
     */
    private static JsonObject parse(String text) {
        try {
            if (Json.read(text, JsonValue.class) instanceof JsonObject object) {
                return object;
            }
        } catch (RuntimeException | StackOverflowError notJson) {
            // Said below.
        }
        throw new RefusedException(INVALID_JSON, "A frame is one JSON object.");
    }

    private static ClientFrame frame(JsonObject json) {
        String type = string(json, "type");
        if (type == null) {
            throw new RefusedException(TYPE_MISSING, "A frame needs a type, which is a string.");
        }
        return switch (type) {
            case "login" -> login(json);
            case "join" -> new ClientFrame.Join(roomOrDefault(json));
            case "say" -> say(json);
            case "edit", "delete" -> amend(json, type);
            case "react", "unreact" -> react(json, type);
            case "typing" -> new ClientFrame.Typing(roomOrDefault(json));
            case "status" -> new ClientFrame.Status(json.get("away") == JsonValue.TRUE);
            case "read" -> read(json);
            case "rooms" -> new ClientFrame.Rooms(json.containsKey("find") ? find(json) : null);
            case "create" -> create(json);
            case "change" -> change(json);
            case "people" -> new ClientFrame.People(find(json));
            case "logout" -> new ClientFrame.Logout(roomOrDefault(json));
            case "members" -> members(json);
            case "history" -> history(json);
            case "resume" -> resume(json);
            case "ping" -> new ClientFrame.Ping();
            case "pong" -> new ClientFrame.Pong();
            default -> throw new RefusedException(TYPE_UNKNOWN, "There is no frame of this type.");
        };
    }

    private static ClientFrame login(JsonObject json) {
        boolean later = json.containsKey("client_name") && !json.containsKey("name");
        ClientFrame.Nickname name = nickname(string(json, later ? "client_name" : "name"));
        String room = roomOrDefault(json);
        Optional<Position> since = json.containsKey("epoch") ? Optional.of(position(json, room)) : Optional.empty();
        boolean known = json.containsKey("token") && json.get("token") != JsonValue.NULL;
        String token = known ? TextRules.token(string(json, "token")) : null;
        Optional<Position> inboxSince =
                json.get("inbox") instanceof JsonObject inbox ? Optional.of(position(inbox, null)) : Optional.empty();
        return new ClientFrame.Login(later ? Dialect.LATER : Dialect.CAPTURE, name, room, since, token, inboxSince);
    }

    /** A name that is none is refused by who needs it: whoever is signed in has another. */
    private static ClientFrame.Nickname nickname(String name) {
        try {
            return new ClientFrame.Nickname(TextRules.name(name), null);
        } catch (RefusedException refusal) {
            return new ClientFrame.Nickname(null, refusal);
        }
    }

    private static ClientFrame say(JsonObject json) {
        String room = room(json);
        String id = id(json, room);
        try {
            Recipient to = recipient(json, room);
            String content = TextRules.content(string(json, "content"), room);
            return new ClientFrame.Say(room, to, id, content, about(json, room));
        } catch (RefusedException refusal) {
            throw refusal.ofMessage(id);
        }
    }

    private static ClientFrame amend(JsonObject json, String type) {
        String room = logOf(json);
        String id = id(json, room);
        try {
            long target = target(json, "target", room);
            String content = type.equals("edit") ? TextRules.content(string(json, "content"), room) : null;
            return new ClientFrame.Amend(room, target, content, id);
        } catch (RefusedException refusal) {
            throw refusal.ofMessage(id);
        }
    }

    private static ClientFrame react(JsonObject json, String type) {
        String room = roomOrDefault(json);
        String id = id(json, room);
        try {
            String emoji = TextRules.emoji(string(json, "emoji"), room);
            return new ClientFrame.React(room, target(json, "target", room), emoji, type.equals("react"), id);
        } catch (RefusedException refusal) {
            throw refusal.ofMessage(id);
        }
    }

    private static ClientFrame read(JsonObject json) {
        String room = logOf(json);
        long seq = number(json, "seq", 0, room);
        if (seq < 1) {
            throw new RefusedException(CURSOR_INVALID, "seq is the number of what you have read last.", room);
        }
        return new ClientFrame.Read(room, seq);
    }

    /** What somebody looks for; nobody looks for more than the longest name. */
    private static String find(JsonObject json) {
        String find = string(json, "find");
        return find == null
                ? ""
                : find.substring(0, Math.min(find.length(), TextRules.MAX_NAME)).strip();
    }

    private static ClientFrame create(JsonObject json) {
        String id = id(json, null);
        try {
            RoomKind kind = RoomKind.of(string(json, "kind"))
                    .filter(known -> known != RoomKind.GROUPS)
                    .orElseThrow(
                            () -> new RefusedException(KIND_INVALID, "The kind of a room is open, closed or direct."));
            String room = room(json);
            if ((room == null) == (kind == RoomKind.OPEN)) {
                throw new RefusedException(ROOM_INVALID, "An open room has a name of its own, and no other has.");
            }
            String title = title(json, room);
            List<Long> people = people(json, "people", room);
            boolean ofPeople =
                    kind == RoomKind.DIRECT ? !people.isEmpty() : kind == RoomKind.CLOSED || people.isEmpty();
            if (!ofPeople) {
                throw new RefusedException(PEOPLE_INVALID, "A direct room has people, and an open one has not.");
            }
            String topic = json.containsKey("topic") ? TextRules.topic(string(json, "topic"), room) : "";
            return new ClientFrame.Create(kind, room, title, topic, people, id);
        } catch (RefusedException refusal) {
            throw refusal.ofMessage(id);
        }
    }

    private static ClientFrame change(JsonObject json) {
        String room = roomOrDefault(json);
        String id = id(json, room);
        try {
            JsonValue archived = json.get("archived");
            return new ClientFrame.Change(
                    room,
                    title(json, room),
                    json.containsKey("topic") ? TextRules.topic(string(json, "topic"), room) : null,
                    archived == JsonValue.TRUE || archived == JsonValue.FALSE
                            ? (Boolean) (archived == JsonValue.TRUE)
                            : null,
                    people(json, "invite", room),
                    people(json, "remove", room),
                    id);
        } catch (RefusedException refusal) {
            throw refusal.ofMessage(id);
        }
    }

    private static String title(JsonObject json, String room) {
        return json.containsKey("title") ? TextRules.title(string(json, "title"), room) : null;
    }

    private static List<Long> people(JsonObject json, String member, String room) {
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

    private static long target(JsonObject json, String member, String room) {
        long target =
                json.get(member) instanceof JsonNumber number ? integer(number).orElse(0) : 0;
        if (target < 1) {
            throw new RefusedException(TARGET_INVALID, member + " is the number of a message.", room);
        }
        return target;
    }

    private static Event.About about(JsonObject json, String room) {
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
    private static String logOf(JsonObject json) {
        return json.get("inbox") == JsonValue.TRUE ? null : roomOrDefault(json);
    }

    private static String id(JsonObject json, String room) {
        JsonValue id = json.get("id");
        if (id == null || id == JsonValue.NULL) {
            return null;
        }
        return TextRules.id(id instanceof JsonString text ? text.getString() : "", room);
    }

    private static ClientFrame members(JsonObject json) {
        String room = roomOrDefault(json);
        JsonValue after = json.get("after");
        if (after == null || after == JsonValue.NULL) {
            return new ClientFrame.Members(room, 0);
        }
        if (after instanceof JsonNumber number && integer(number).orElse(-1) >= 0) {
            return new ClientFrame.Members(room, integer(number).getAsLong());
        }
        throw new RefusedException(CURSOR_INVALID, "after is the next of an earlier page.", room);
    }

    private static ClientFrame history(JsonObject json) {
        String room = logOf(json);
        long before = number(json, "before", Long.MAX_VALUE, room);
        long limit = number(json, "limit", DEFAULT_PAGE, room);
        if (before < 1 || limit < 1 || limit > MAX_PAGE) {
            throw new RefusedException(
                    CURSOR_INVALID, "before is the number of a message, and limit from 1 to " + MAX_PAGE + ".", room);
        }
        return new ClientFrame.History(room, before, (int) limit);
    }

    private static ClientFrame resume(JsonObject json) {
        String room = roomOrDefault(json);
        return new ClientFrame.Resume(room, position(json, room));
    }

    private static Position position(JsonObject json, String room) {
        long seq = number(json, "seq", -1, room);
        String epoch = string(json, "epoch");
        if (seq < 0 || epoch == null || epoch.length() > TextRules.MAX_ID) {
            throw new RefusedException(
                    CURSOR_INVALID, "epoch and seq are those of the last message that you have.", room);
        }
        return new Position(epoch, seq);
    }

    private static long number(JsonObject json, String member, long fallback, String room) {
        JsonValue value = json.get(member);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value instanceof JsonNumber number && integer(number).isPresent()) {
            return integer(number).getAsLong();
        }
        throw new RefusedException(CURSOR_INVALID, member + " is a whole number.", room);
    }

    private static Recipient recipient(JsonObject json, String room) {
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

    private static String roomOrDefault(JsonObject json) {
        String room = room(json);
        return room == null ? DEFAULT_ROOM : room;
    }

    private static String room(JsonObject json) {
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
    private static OptionalLong integer(JsonNumber number) {
        String digits = number.toString();
        boolean plain = digits.length() <= MAX_ID_DIGITS && digits.matches("-?\\d+");
        return plain ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static String string(JsonObject json, String member) {
        return json.get(member) instanceof JsonString text ? text.getString() : null;
    }
}
