package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client as {@code nc} is one: it writes bytes and reads bytes, answers no ping, and knows of RFC 6455 what a test needs. */
final class RawSocket implements AutoCloseable {

    /** The mask of the capture's login frame does not matter; this one is legible in a hex dump. */
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawSocket(int port) throws IOException {
        socket = new Socket();
        // Small, so that a test which does not read stalls its server soon.
        socket.setReceiveBufferSize(16_384);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(60_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Connects and shakes hands. */
    static RawSocket open(int port, String... headers) throws IOException {
        RawSocket raw = new RawSocket(port);
        StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        raw.write(request.append("\r\n").toString().getBytes(US_ASCII));
        raw.readHead();
        return raw;
    }

    int localPort() {
        return socket.getLocalPort();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A masked text frame as a browser sends it, of at most 65,535 bytes. */
    static byte[] textFrame(String text) {
        return frame(0x81, text.getBytes(UTF_8));
    }

    static byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    void say(String text) throws IOException {
        write(textFrame(text));
    }

    /** The head of an HTTP answer, with its empty line. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        return head.toString(US_ASCII);
    }

    byte[] read(int length) throws IOException {
        return in.readNBytes(length);
    }

    /** One frame, its header included. */
    byte[] readFrame() throws IOException {
        byte[] start = in.readNBytes(2);
        int length = start[1] & 0x7F;
        byte[] extended = new byte[0];
        if (length == 126) {
            extended = in.readNBytes(2);
            length = ByteBuffer.wrap(extended).getShort() & 0xFFFF;
        }
        return ByteBuffer.allocate(2 + extended.length + length)
                .put(start)
                .put(extended)
                .put(in.readNBytes(length))
                .array();
    }

    /** The next text, with pings passed over. */
    String readText() throws IOException {
        byte[] frame = readFrame();
        while ((frame[0] & 0xFF) != 0x81) {
            frame = readFrame();
        }
        int header = (frame[1] & 0x7F) == 126 ? 4 : 2;
        return new String(frame, header, frame.length - header, UTF_8);
    }

    /** Passes over everything until the close frame, and gives its code. */
    int readCloseCode() throws IOException {
        byte[] frame = readFrame();
        while ((frame[0] & 0xFF) != 0x88) {
            frame = readFrame();
        }
        return ByteBuffer.wrap(frame, 2, 2).getShort() & 0xFFFF;
    }

    /** Whether the server has closed its side. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Goes without a close frame, as a browser that is killed. */
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
