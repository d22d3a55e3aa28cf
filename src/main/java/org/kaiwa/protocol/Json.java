package org.kaiwa.protocol;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;

/** JSON as it is on our wire: what JSON Binding writes, in plain ASCII. Thread-safe. */
final class Json {

    private static final Jsonb JSONB = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    private Json() {}

    /** Reads a text; throws a {@link RuntimeException} if it is no JSON of that type. */
    static <T> T read(String text, Class<T> type) {
        return JSONB.fromJson(text, type);
    }

    /** Writes a record, its absent members left out. */
    static String write(Object value) {
        return ascii(JSONB.toJson(value));
    }

    /**
     * Escapes what is outside ASCII, and the slash, as the JSON writer of the original did: it is what makes a capture legible. Both can stand only
     * inside strings, so there is no need to know where a string begins.
     */
    static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '/') {
                ascii.append("\\/");
            } else if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    ascii.append(Character.forDigit(c >> shift & 0xF, 16));
                }
            }
        }
        return ascii.toString();
    }
}
