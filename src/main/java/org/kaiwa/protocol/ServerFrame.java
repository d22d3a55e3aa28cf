package org.kaiwa.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame of the server in one dialect, turned into text when it is first needed and then kept: however many members it goes to, it is encoded once.
 *
 * <p>Thread-safe: two threads at the same time may at worst both make the same text.
 */
public final class ServerFrame {

    private static final byte FINAL_TEXT = (byte) 0x81;

    private final Object body;

    /** The text; a plain field, since a String may be published by a race (JLS §17.5). */
    private String text;

    /** The frame; volatile, since the content of an array may not. Nobody writes to it once it is here. */
    private volatile byte[] wire;

    ServerFrame(Object body) {
        this.body = body;
    }

    /**
     * What goes out.
     *
     * @return one JSON object in plain ASCII
     */
    public String text() {
        String known = text;
        if (known == null) {
            known = Json.write(body);
            text = known;
        }
        return known;
    }

    /**
     * What goes out, framed: one unfragmented, unmasked text frame (RFC 6455 §5.2).
     *
     * @return the bytes, header and payload; the same array for all, which nobody may change
     */
    public byte[] wire() {
        byte[] known = wire;
        if (known == null) {
            known = frame(text().getBytes(StandardCharsets.US_ASCII));
            wire = known;
        }
        return known;
    }

    private static byte[] frame(byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(length + (length < 126 ? 2 : length < 65_536 ? 4 : 10));
        frame.put(FINAL_TEXT);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 65_536) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload).array();
    }

    @Override
    public String toString() {
        return text();
    }
}
