package org.kaiwa.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Puts asterisks in the place of what may not be seen, as many as there were bytes, so that lengths stay those of the wire.
 *
 * <p>It goes through the strings of JSON (RFC 8259 §7) wherever they stand, in what is well-formed and in what is not: the string behind the name of a secret member is a secret.
 */
final class Redaction {

    private static final Set<String> TOKENS = Set.of("token");

    /** What people write. */
    private static final Set<String> WORDS = Set.of("token", "content");

    private final byte[] bytes;
    private final Set<String> secret;

    private Redaction(byte[] bytes, Set<String> secret) {
        this.bytes = bytes;
        this.secret = secret;
    }

    /**
     * Redacts a whole text.
     *
     * @param text in UTF-8; not changed
     * @param content whether what people write may be seen
     */
    static byte[] ofText(byte[] text, boolean content) {
        boolean isObject = text.length > 0 && text[0] == '{' && text[text.length - 1] == '}';
        return isObject || content ? new Redaction(text.clone(), content ? TOKENS : WORDS).redacted() : all(text);
    }

    /** Redacts a part of a text, or what is no text: what a token is, or what somebody writes, cannot be told there. */
    static byte[] all(byte[] part) {
        byte[] asterisks = new byte[part.length];
        Arrays.fill(asterisks, (byte) '*');
        return asterisks;
    }

    private byte[] redacted() {
        String before = null; // the last string, as long as nothing but a colon has come since
        boolean isNamed = false;
        int at = 0;
        while (at < bytes.length) {
            byte next = bytes[at];
            if (next == '"') {
                int end = endOf(at + 1);
                if (isNamed && before != null && secret.contains(before)) {
                    Arrays.fill(bytes, at + 1, end, (byte) '*');
                }
                before = isNamed ? null : unescaped(at + 1, end);
                isNamed = false;
                at = end;
            } else if (next == ':') {
                isNamed = true;
            } else if (next > ' ' || next < 0) {
                before = null;
                isNamed = false;
            }
            at++;
        }
        return bytes;
    }

    /** Where a string ends: at its quote, or with the text. */
    private int endOf(int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, bytes.length);
    }

    /** The string, of which escapes of characters that names consist of are undone. */
    private String unescaped(int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.startsWith("\\u", i) && i + 6 <= raw.length()) {
                text.append((char) hex(raw.substring(i + 2, i + 6)));
                i += 5;
            } else {
                text.append(raw.charAt(i));
            }
        }
        return text.toString();
    }

    private static int hex(String digits) {
        try {
            return Integer.parseInt(digits, 16);
        } catch (NumberFormatException noHex) {
            return '?';
        }
    }
}
