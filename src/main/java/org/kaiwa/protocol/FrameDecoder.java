package org.kaiwa.protocol;

import static org.kaiwa.protocol.ErrorCode.CURSOR_INVALID;
import static org.kaiwa.protocol.ErrorCode.INVALID_JSON;
import static org.kaiwa.protocol.ErrorCode.KIND_INVALID;
import static org.kaiwa.protocol.ErrorCode.PEOPLE_INVALID;
import static org.kaiwa.protocol.ErrorCode.ROOM_INVALID;
import static org.kaiwa.protocol.ErrorCode.TYPE_MISSING;
import static org.kaiwa.protocol.ErrorCode.TYPE_UNKNOWN;
import static org.kaiwa.protocol.FrameMembers.about;
import static org.kaiwa.protocol.FrameMembers.id;
import static org.kaiwa.protocol.FrameMembers.integer;
import static org.kaiwa.protocol.FrameMembers.logOf;
import static org.kaiwa.protocol.FrameMembers.number;
import static org.kaiwa.protocol.FrameMembers.people;
import static org.kaiwa.protocol.FrameMembers.position;
import static org.kaiwa.protocol.FrameMembers.recipient;
import static org.kaiwa.protocol.FrameMembers.room;
import static org.kaiwa.protocol.FrameMembers.roomOrDefault;
import static org.kaiwa.protocol.FrameMembers.string;
import static org.kaiwa.protocol.FrameMembers.target;
import static org.kaiwa.protocol.FrameMembers.title;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.websocket.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The endpoint's decoder. It reads the frames of all dialects, which differ only in the names of some members, and never fails: what is no frame
 * becomes a {@link ClientFrame.Malformed} with the reason.
 */
public final class FrameDecoder implements Decoder.Text<ClientText> {

    /** The largest text message, in bytes of UTF-8. A larger one ends the connection with {@link CloseCode#TOO_BIG}. */
    public static final int MAX_MESSAGE_BYTES = 65_536;

    /** The room of a client that never names one. */
    public static final String DEFAULT_ROOM = "1";

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 100;

    /** Made by the WebSocket container, one a connection. */
    public FrameDecoder() {}

    /** Yes: Tyrus asks this and then decodes, and to look at the text twice would be to parse it twice. */
    @Override
    public boolean willDecode(String text) {
        return true;
    }

    @Override
    public ClientText decode(String text) {
        return new ClientText(frame(text), text);
    }

    private static ClientFrame frame(String text) {
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
}
