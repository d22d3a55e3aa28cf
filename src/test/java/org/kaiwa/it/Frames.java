package org.kaiwa.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

/** Frames as tests read them. */
final class Frames {

    /** To look for the provider takes longer than to parse a frame. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private Frames() {}

    static JsonObject parse(String frame) {
        try (JsonReader reader = JSON.createReader(new StringReader(frame))) {
            return reader.readObject();
        }
    }
}
