package org.kaiwa.bench;

import java.nio.ByteBuffer;

/**
 * What every message carries so that each received copy can be timed: a tilde, which no frame has elsewhere, the sender's {@link System#nanoTime} and
 * the sender's number, both in hex. Of fixed length, so a frame is made once and only its marker written anew.
 */
final class Marker {

    static final int LENGTH = 1 + 16 + 8;

    private static final byte START = '~';
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Marker() {}

    static void write(ByteBuffer frame, int at, long nanos, int sender) {
        frame.put(at, START);
        for (int i = 0; i < 16; i++) {
            frame.put(at + 1 + i, DIGITS[(int) (nanos >>> (60 - 4 * i)) & 15]);
        }
        for (int i = 0; i < 8; i++) {
            frame.put(at + 17 + i, DIGITS[sender >>> (28 - 4 * i) & 15]);
        }
    }

    /** Looks for a marker; a hint where the last one was saves most of the looking. Returns -1 if there is none. */
    static int find(ByteBuffer data, int from, int end, int hint) {
        int last = end - LENGTH;
        if (from + hint <= last && data.get(from + hint) == START) {
            return from + hint;
        }
        for (int at = from; at <= last; at++) {
            if (data.get(at) == START) {
                return at;
            }
        }
        return -1;
    }

    static long nanos(ByteBuffer data, int at) {
        return hex(data, at + 1, 16);
    }

    static int sender(ByteBuffer data, int at) {
        return (int) hex(data, at + 17, 8);
    }

    private static long hex(ByteBuffer data, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = data.get(i);
            value = value << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return value;
    }
}
