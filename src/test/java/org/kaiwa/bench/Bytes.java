package org.kaiwa.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is done with bytes where a String would be garbage. */
final class Bytes {

    private Bytes() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static int indexOf(ByteBuffer data, int from, int end, byte[] wanted) {
        for (int at = from; at <= end - wanted.length; at++) {
            if (matches(data, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(ByteBuffer data, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (data.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** A masked frame of a client (RFC 6455 §5.3), of at most 65,535 bytes. The mask is zero, so the payload stands in it as it is. */
    static byte[] clientFrame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }
}
