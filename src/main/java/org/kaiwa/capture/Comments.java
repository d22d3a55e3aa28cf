package org.kaiwa.capture;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.kaiwa.connection.WireEvent;

/** Says of a packet in plain words what it is, as the document does with which the project began. */
final class Comments {

    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** What is said of no room, even if none is named. */
    private static final Set<String> OF_NO_ROOM = Set.of("ping", "pong", "rooms", "people", "error", "re_login");

    private static final Map<String, String> IN = new HashMap<>();
    private static final Map<String, String> OUT = new HashMap<>();

    static {
        IN.put("login", "the browser sends its nickname");
        IN.put("re_login", "the browser, whose line broke, sends its nickname again");
        IN.put("join", "the browser enters one more room");
        IN.put("say", "the browser says something to all in the room");
        IN.put("edit", "the browser gives a message another text");
        IN.put("delete", "the browser takes the text of a message away");
        IN.put("react", "the browser puts an emoji to a message");
        IN.put("unreact", "the browser takes an emoji away");
        IN.put("typing", "the browser says that somebody is writing");
        IN.put("status", "the browser says whether somebody sits before it");
        IN.put("rooms", "the browser asks for rooms");
        IN.put("people", "the browser looks for people");
        IN.put("create", "the browser makes a room");
        IN.put("change", "the browser changes a room");
        IN.put("read", "the browser says how far somebody has read");
        IN.put("logout", "the browser leaves a room");
        IN.put("members", "the browser asks for more of those in the room");
        IN.put("history", "the browser asks for older messages");
        IN.put("resume", "the browser, whose line broke, goes on where it has read");
        IN.put("ping", "the browser asks whether the server is there");
        IN.put("pong", "the browser says that it is there");

        OUT.put("user_list", "the browser is given the list of those in the room");
        OUT.put("login", "every browser is told of the newcomer");
        OUT.put("logout", "the other browsers are told that somebody has left");
        OUT.put("say", "every browser in the room is given what was said");
        OUT.put("edit", "every browser is told of the new text of a message");
        OUT.put("delete", "every browser is told that a message is gone");
        OUT.put("react", "every browser is told of an emoji to a message");
        OUT.put("unreact", "every browser is told that an emoji is gone");
        OUT.put("typing", "the other browsers are told that somebody is writing");
        OUT.put("status", "every browser is told who is away, or back");
        OUT.put("presence", "every browser is told who came and went in a large room");
        OUT.put("members", "the browser is given more of those in the room");
        OUT.put("history", "the browser is given messages of the past");
        OUT.put("live", "the browser is told that from here on it hears of things as they happen");
        OUT.put("gap", "the browser is told what it cannot be given any more");
        OUT.put("read", "the devices of a user are told how far it has read");
        OUT.put("rooms", "the browser is given rooms");
        OUT.put("room", "the browser is told of a room");
        OUT.put("people", "the browser is given people");
        OUT.put("change", "every browser is told that the room was changed");
        OUT.put("watched", "every browser is told whether an administrator watches");
        OUT.put("error", "the browser is told why not");
        OUT.put("ping", "the server asks whether the browser is there");
        OUT.put("pong", "the server says that it is there");
    }

    private Comments() {}

    /** Whether what has a type is about a room. */
    static boolean isOfRoom(String type) {
        return type != null && !OF_NO_ROOM.contains(type);
    }

    /** A line that begins or ends. */
    static String of(WireEvent event) {
        return event instanceof WireEvent.Opened
                ? "the handshake has succeeded, and the browser is connected"
                : "the line is gone";
    }

    /**
     * A frame that is no whole text.
     *
     * @param frame which
     * @param payload what is in it
     */
    static String of(WireEvent.Frame frame, byte[] payload) {
        boolean isIn = frame.direction() == WireEvent.Direction.IN;
        String who = isIn ? "the browser" : "the server";
        return switch (frame.opcode()) {
            case 0 -> who + " sends " + (frame.fin() ? "the last part" : "one more part") + " of a message";
            case 1, 2 -> frame.fin() ? who + " sends bytes" : who + " sends the first part of a message";
            case CLOSE ->
                who
                        + (payload.length < 2
                                ? " closes the connection"
                                : " closes the connection with " + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF));
            case PING -> who + " asks whether " + (isIn ? "the server" : "the browser") + " is there";
            case PONG -> who + " answers that it is there";
            default -> who + " sends what no rule knows";
        };
    }

    /**
     * A whole text.
     *
     * @param direction which way
     * @param type what is said; null: nothing that has a type
     * @param said all of it; empty: it is no JSON object
     */
    static String of(WireEvent.Direction direction, String type, JsonObject said) {
        boolean isIn = direction == WireEvent.Direction.IN;
        if ("say".equals(type) && isPrivate(said)) {
            return isIn
                    ? "the browser says something to one alone"
                    : "the two who talk are given what was said to one alone";
        }
        String comment = type == null ? null : (isIn ? IN : OUT).get(type);
        if (comment != null) {
            return comment;
        }
        return isIn ? "the browser sends what the server does not know" : "the server sends a text";
    }

    private static boolean isPrivate(JsonObject said) {
        String member = said.containsKey("to_uid") ? "to_uid" : "to_client_id";
        return said.containsKey(member) && !"\"all\"".equals(said.get(member).toString());
    }
}
