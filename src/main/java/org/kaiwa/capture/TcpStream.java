package org.kaiwa.capture;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaiwa.connection.Line;

/**
 * One line as TCP over IP (RFC 9293, RFC 791, RFC 8200): the addresses and ports are true, the rest is made so that it fits together. Used by one thread at a time.
 *
 * <p>A frame that was dropped has no bytes in the stream: what comes after it follows without a hole, or Wireshark would wait for it for ever.
 */
final class TcpStream {

    /** So much of a frame goes into one segment. */
    private static final int MOST_BYTES = 16_384;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PSH = 8;
    private static final int ACK = 16;

    private static final int TCP = 6;
    private static final int TCP_HEADER = 20;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final short WINDOW = (short) 0xFFFF;
    private static final byte HOPS = 64;

    private static final Pattern KEY = Pattern.compile("(?im)^Sec-WebSocket-Key:\\s*(\\S+)\\s*$");

    /** What a server proves by that it knows of WebSocket (RFC 6455 §1.3). */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Line line;
    private final byte[] clientAddress;
    private final byte[] serverAddress;

    /** The numbers of the next bytes. */
    private int fromClient;

    private int fromServer;
    private short identification;

    /**
     * A packet.
     *
     * @param bytes from the header of IP on
     * @param comment what it is; null: more of what the one before was
     */
    record Segment(byte[] bytes, String comment) {}

    TcpStream(Line line) {
        this.line = line;
        InetAddress client = line.handshake().client().getAddress();
        InetAddress server = line.handshake().server().getAddress();
        boolean isIpv4 = client instanceof Inet4Address && server instanceof Inet4Address;
        this.clientAddress = isIpv4 ? client.getAddress() : ipv6(client);
        this.serverAddress = isIpv4 ? server.getAddress() : ipv6(server);
    }

    /** How the line came to be: the three packets of TCP's handshake, and the two of WebSocket's. */
    List<Segment> open() {
        List<Segment> segments = new ArrayList<>();
        segments.add(segment(true, SYN, new byte[0], "the browser opens a connection"));
        segments.add(segment(false, SYN | ACK, new byte[0], "the server takes it"));
        segments.add(segment(true, ACK, new byte[0], "the connection is there"));
        segments.addAll(data(true, ascii(line.handshake().head() + "\r\n"), "the browser asks for a WebSocket"));
        segments.addAll(data(false, ascii(answer()), "the server agrees"));
        return segments;
    }

    /** Bytes that go one way. */
    List<Segment> data(boolean isClients, byte[] bytes, String comment) {
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += MOST_BYTES) {
            int to = Math.min(bytes.length, from + MOST_BYTES);
            int push = to == bytes.length ? PSH : 0;
            segments.add(
                    segment(isClients, ACK | push, Arrays.copyOfRange(bytes, from, to), from == 0 ? comment : null));
        }
        return segments;
    }

    /** How the line ended. */
    List<Segment> close(String comment) {
        return List.of(
                segment(true, FIN | ACK, new byte[0], comment),
                segment(false, FIN | ACK, new byte[0], null),
                segment(true, ACK, new byte[0], null));
    }

    private String answer() {
        Matcher key = KEY.matcher(line.handshake().head());
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + (key.find() ? "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n" : "")
                + (line.subprotocol().isEmpty() ? "" : "Sec-WebSocket-Protocol: " + line.subprotocol() + "\r\n")
                + "\r\n";
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(ascii(key + GUID)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    private Segment segment(boolean isClients, int flags, byte[] data, String comment) {
        InetSocketAddress client = line.handshake().client();
        InetSocketAddress server = line.handshake().server();
        byte[] source = isClients ? clientAddress : serverAddress;
        byte[] target = isClients ? serverAddress : clientAddress;
        ByteBuffer tcp = ByteBuffer.allocate(TCP_HEADER + data.length)
                .putShort((short) (isClients ? client : server).getPort())
                .putShort((short) (isClients ? server : client).getPort())
                .putInt(isClients ? fromClient : fromServer)
                .putInt((flags & ACK) == 0 ? 0 : isClients ? fromServer : fromClient)
                .put((byte) (TCP_HEADER / 4 << 4))
                .put((byte) flags)
                .putShort(WINDOW)
                .putShort((short) 0)
                .putShort((short) 0)
                .put(data);
        tcp.putShort(16, checksum(pseudoHeader(source, target, tcp.capacity()), tcp.array()));
        int taken = data.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        if (isClients) {
            fromClient += taken;
        } else {
            fromServer += taken;
        }
        return new Segment(inIp(source, target, tcp.array()), comment);
    }

    private byte[] inIp(byte[] source, byte[] target, byte[] tcp) {
        if (source.length == 16) {
            return ByteBuffer.allocate(IPV6_HEADER + tcp.length)
                    .putInt(6 << 28)
                    .putShort((short) tcp.length)
                    .put((byte) TCP)
                    .put(HOPS)
                    .put(source)
                    .put(target)
                    .put(tcp)
                    .array();
        }
        ByteBuffer ip = ByteBuffer.allocate(IPV4_HEADER + tcp.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER + tcp.length))
                .putShort(identification++)
                .putShort((short) 0x4000)
                .put(HOPS)
                .put((byte) TCP)
                .putShort((short) 0)
                .put(source)
                .put(target);
        ip.putShort(10, checksum(new byte[0], Arrays.copyOf(ip.array(), IPV4_HEADER)));
        return ip.put(tcp).array();
    }

    /** What TCP's checksum covers besides (RFC 9293 §3.1, RFC 8200 §8.1). */
    private static byte[] pseudoHeader(byte[] source, byte[] target, int length) {
        ByteBuffer header = ByteBuffer.allocate(2 * source.length + (source.length == 16 ? 8 : 4));
        header.put(source).put(target);
        return source.length == 16
                ? header.putInt(length).putInt(TCP).array()
                : header.putShort((short) TCP).putShort((short) length).array();
    }

    /** The Internet checksum (RFC 1071) of both, the first of them of an even length. */
    private static short checksum(byte[] first, byte[] then) {
        long sum = sum(first) + sum(then);
        while (sum >> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (short) ~sum;
    }

    private static long sum(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            sum += (bytes[i] & 0xFF) << 8 | (i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0);
        }
        return sum;
    }

    /** An IPv4 address beside one of IPv6 is mapped (RFC 4291 §2.5.5.2). */
    private static byte[] ipv6(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        return ByteBuffer.allocate(16)
                .putLong(0)
                .putShort((short) 0)
                .putShort((short) 0xFFFF)
                .put(bytes)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
