package org.kaiwa.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

/**
 * A file as Wireshark reads it (PCAP Next Generation, draft-ietf-opsawg-pcapng): packets of IP, each with its comment. Used by one thread at a time.
 *
 * <p>What it knows of a line is forgotten with the line.
 */
final class Pcapng {

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    /** Packets begin with the header of IPv4 or IPv6 (LINKTYPE_RAW). */
    private static final short RAW_IP = 101;

    private static final int COMMENT = 1;
    private static final int INTERFACE_NAME = 2;
    private static final int APPLICATION = 4;
    private static final int RECEIVED = 4;
    private static final int DROPPED = 5;
    private static final int TIME_RESOLUTION = 9;

    /** A power of ten: microseconds. */
    private static final byte[] MICROSECONDS = {6};

    private final Map<Long, TcpStream> streams = new HashMap<>();

    /** What a file begins with. */
    byte[] begin() {
        ByteBuffer section = buffer(16)
                .putInt(BYTE_ORDER_MAGIC)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1);
        List<Option> ofSection = List.of(
                Option.text(
                        COMMENT,
                        "What passed on the sockets of Kaiwa. Addresses, ports, times and lengths are those of the wire; the packets of TCP around the frames are made up, and frames of clients have a mask of zero."),
                Option.text(APPLICATION, "Kaiwa"));
        ByteBuffer description = buffer(8).putShort(RAW_IP).putShort((short) 0).putInt(0);
        List<Option> ofDescription =
                List.of(Option.text(INTERFACE_NAME, "kaiwa"), new Option(TIME_RESOLUTION, MICROSECONDS));
        return joined(List.of(
                block(SECTION_HEADER, section, ofSection), block(INTERFACE_DESCRIPTION, description, ofDescription)));
    }

    /** What there is of a packet: of the first of a line its handshakes as well. */
    byte[] packet(Packet packet) {
        List<byte[]> blocks = new ArrayList<>();
        Line line = packet.event().line();
        TcpStream stream = streams.get(line.number());
        if (stream == null) {
            stream = new TcpStream(line);
            streams.put(line.number(), stream);
            Instant at = line.handshake().at();
            stream.open().forEach(segment -> blocks.add(block(at, segment.bytes(), segment.comment())));
        }
        Instant at = packet.event().at();
        if (packet.event() instanceof WireEvent.Frame frame) {
            byte[] bytes = frameOf(frame, packet.payload());
            boolean fromClient = frame.direction() == WireEvent.Direction.IN;
            stream.data(fromClient, bytes, packet.comment())
                    .forEach(segment -> blocks.add(block(at, segment.bytes(), segment.comment())));
        } else if (packet.event() instanceof WireEvent.Closed) {
            streams.remove(line.number());
            stream.close(packet.comment())
                    .forEach(segment -> blocks.add(block(at, segment.bytes(), segment.comment())));
        }
        return joined(blocks);
    }

    /** How much has come so far, and how much of it is not in the file. */
    byte[] statistics(Counts counts) {
        ByteBuffer body = buffer(12).putInt(0);
        time(body, Instant.now());
        return block(
                INTERFACE_STATISTICS,
                body,
                List.of(
                        Option.text(COMMENT, counts.toString()),
                        new Option(RECEIVED, buffer(8).putLong(counts.passed()).array()),
                        new Option(DROPPED, buffer(8).putLong(counts.dropped()).array())));
    }

    /** A frame as it goes over the line (RFC 6455 §5.2): a client's with a mask, of zero here, and a server's without. */
    private static byte[] frameOf(WireEvent.Frame frame, byte[] payload) {
        boolean isMasked = frame.direction() == WireEvent.Direction.IN;
        int length = payload.length;
        ByteBuffer bytes = ByteBuffer.allocate(length + 14);
        bytes.put((byte) ((frame.fin() ? 0x80 : 0) | frame.opcode()));
        int mask = isMasked ? 0x80 : 0;
        if (length < 126) {
            bytes.put((byte) (mask | length));
        } else if (length < 65_536) {
            bytes.put((byte) (mask | 126)).putShort((short) length);
        } else {
            bytes.put((byte) (mask | 127)).putLong(length);
        }
        if (isMasked) {
            bytes.putInt(0);
        }
        bytes.put(payload);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] block(Instant at, byte[] packet, String comment) {
        ByteBuffer body = buffer(20 + padded(packet.length)).putInt(0);
        time(body, at);
        body.putInt(packet.length).putInt(packet.length).put(packet);
        body.position(body.capacity());
        return block(ENHANCED_PACKET, body, comment == null ? List.of() : List.of(Option.text(COMMENT, comment)));
    }

    private static void time(ByteBuffer body, Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        body.putInt((int) (micros >>> 32)).putInt((int) micros);
    }

    /**
     * An option of a block.
     *
     * @param code which
     * @param value its bytes
     */
    private record Option(int code, byte[] value) {
        static Option text(int code, String text) {
            return new Option(code, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] block(int type, ByteBuffer body, List<Option> options) {
        int ofOptions = options.isEmpty()
                ? 0
                : 4
                        + options.stream()
                                .mapToInt(option -> 4 + padded(option.value().length))
                                .sum();
        int length = 12 + body.capacity() + ofOptions;
        ByteBuffer block = buffer(length).putInt(type).putInt(length).put(body.array());
        for (Option option : options) {
            int end = block.position() + 4 + padded(option.value().length);
            block.putShort((short) option.code())
                    .putShort((short) option.value().length)
                    .put(option.value());
            block.position(end);
        }
        return block.putInt(length - 4, length).array();
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
