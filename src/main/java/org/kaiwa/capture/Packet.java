package org.kaiwa.capture;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.kaiwa.connection.WireEvent;

/**
 * Something that has passed, made readable.
 *
 * @param event what
 * @param payload of a frame, as it may be seen; empty: of no frame
 * @param text the payload of a text frame; null: it is none
 * @param type what is said; null: nothing that has a type
 * @param room the room it is about; null: none
 * @param name the name that is said in it, of a login; null: none
 * @param comment what that is, in plain words
 */
record Packet(WireEvent event, byte[] payload, String text, String type, String room, String name, String comment) {

    /** Kept, because {@link Json} looks for its provider in all jars at each call. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CONTROL = 8;

    private static final String DEFAULT_ROOM = "1";
    private static final byte[] NOTHING = {};

    /**
     * Makes an event readable.
     *
     * @param event what has passed
     * @param content whether what people write may be seen
     */
    static Packet of(WireEvent event, boolean content) {
        if (!(event instanceof WireEvent.Frame frame)) {
            return new Packet(event, NOTHING, null, null, null, null, Comments.of(event));
        }
        byte[] payload = Arrays.copyOfRange(frame.bytes(), frame.from(), frame.bytes().length);
        if (frame.opcode() == TEXT && frame.fin()) {
            return ofText(frame, payload, content);
        }
        byte[] seen = frame.opcode() >= CONTROL ? payload : Redaction.all(payload);
        String text = frame.opcode() == TEXT || frame.opcode() == CONTINUATION
                ? new String(seen, StandardCharsets.UTF_8)
                : null;
        return new Packet(frame, seen, text, null, null, null, Comments.of(frame, payload));
    }

    private static Packet ofText(WireEvent.Frame frame, byte[] payload, boolean content) {
        byte[] seen = Redaction.ofText(payload, content);
        JsonObject said = read(new String(payload, StandardCharsets.UTF_8));
        String type = string(said, "type");
        String room = string(said, "room");
        String name = string(said, "name");
        return new Packet(
                frame,
                seen,
                new String(seen, StandardCharsets.UTF_8),
                type,
                room == null && Comments.isOfRoom(type) ? DEFAULT_ROOM : room,
                name == null ? string(said, "client_name") : name,
                Comments.of(frame.direction(), type, said));
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (JsonException | IllegalStateException | StackOverflowError noJson) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static String string(JsonObject said, String member) {
        return said.get(member) instanceof JsonString text ? text.getString() : null;
    }
}
