package org.kaiwa.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes apart what one connection receives: the answer to the upgrade, then frames (RFC 6455 §5.2) as a server sends them, unmasked.
 *
 * <p>All connections read into one buffer, and only an incomplete frame is kept from one read to the next. Of a long frame no more than its first
 * {@link #MOST_SHOWN} bytes are shown, since whatever the benchmark looks for is there; thus a list of 15,000 members takes no memory.
 */
final class FrameReader {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** A buffer needs more room than this, the header and what a read is to bring. */
    static final int MOST_SHOWN = 4096;

    private static final byte[] NOTHING = {};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private byte[] rest = NOTHING;
    private int restLength;
    private long toSkip;
    private boolean upgraded;

    /** Is told what there is; the data is in the buffer only during the call. */
    interface Sink {

        /** The answer to the upgrade: {@code HTTP/1.1 101} or another. */
        void answered(String statusLine) throws IOException;

        /** A frame, or the beginning of a long one. Says whether to go on. */
        boolean frame(int opcode, ByteBuffer data, int at, int length) throws IOException;
    }

    /** Reads once. Returns the bytes read, as {@link ReadableByteChannel#read} does. */
    int read(ReadableByteChannel channel, ByteBuffer buffer, Sink sink) throws IOException {
        buffer.clear().put(rest, 0, restLength);
        int count = channel.read(buffer);
        if (count > 0) {
            int end = buffer.position();
            keep(buffer, parse(buffer, end, sink), end);
        }
        return count;
    }

    /** Returns where it stopped. */
    private int parse(ByteBuffer buffer, int end, Sink sink) throws IOException {
        int at = 0;
        if (!upgraded) {
            at = head(buffer, end, sink);
        }
        while (upgraded) {
            int skipped = (int) Math.min(toSkip, end - at);
            toSkip -= skipped;
            at += skipped;
            if (end - at < 2) {
                return at;
            }
            int length7 = buffer.get(at + 1) & 0x7F;
            int header = length7 < 126 ? 2 : length7 == 126 ? 4 : 10;
            if (end - at < header) {
                return at;
            }
            long length =
                    header == 2 ? length7 : header == 4 ? buffer.getShort(at + 2) & 0xFFFF : buffer.getLong(at + 2);
            int shown = (int) Math.min(length, MOST_SHOWN);
            if (end - at < header + shown) {
                return at;
            }
            if (!sink.frame(buffer.get(at) & 0x0F, buffer, at + header, shown)) {
                return end;
            }
            at += header + shown;
            toSkip = length - shown;
        }
        return at;
    }

    private int head(ByteBuffer buffer, int end, Sink sink) throws IOException {
        int headEnd = Bytes.indexOf(buffer, 0, end, HEAD_END);
        if (headEnd < 0) {
            return 0;
        }
        byte[] head = new byte[headEnd];
        buffer.get(0, head);
        upgraded = true;
        sink.answered(
                new String(head, StandardCharsets.US_ASCII).lines().findFirst().orElse(""));
        return headEnd + HEAD_END.length;
    }

    private void keep(ByteBuffer buffer, int from, int end) {
        restLength = end - from;
        if (restLength > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(restLength, 256));
        }
        buffer.get(from, rest, 0, restLength);
    }
}
