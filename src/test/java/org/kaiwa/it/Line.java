package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket connection of a {@link ReliableClient}. It answers pings, and unlike {@link RawSocket} it takes no frame that is not whole, for it is made for lines that
 * break in the middle of one. For one thread.
 */
final class Line implements AutoCloseable {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    private final Socket socket = new Socket();
    private final int patienceMillis;
    private BufferedInputStream buffered;
    private DataInputStream in;
    private long lastHeard = System.nanoTime();

    /** What the server must not do, whatever becomes of the line. */
    static final class Broken extends IOException {

        private static final long serialVersionUID = 1L;

        Broken(String rule) {
            super(rule);
        }
    }

    /** The server has closed it, and has said why. */
    static final class Closed extends IOException {

        private static final long serialVersionUID = 1L;

        private final int code;

        private Closed(int code) {
            super("closed with " + code);
            this.code = code;
        }

        /** Whether it stops or is deployed anew, or the client was too slow; for anything else there is no reason here. */
        boolean mayComeBack() {
            return code == 1001 || code == 1012 || code == 4001;
        }
    }

    private Line(int patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /**
     * Connects and shakes hands for {@code kaiwa.v1}.
     *
     * @param port where
     * @param patienceMillis how long it waits for bytes before it holds the line for dead
     * @param bufferBytes how much the kernel takes for a client that does not read; 0: as much as it likes
     * @throws IOException if the line breaks
     */
    static Line open(int port, int patienceMillis, int bufferBytes) throws IOException {
        Line line = new Line(patienceMillis);
        try {
            line.shakeHands(port, bufferBytes);
            return line;
        } catch (IOException broken) {
            line.close();
            throw broken;
        }
    }

    private void shakeHands(int port, int bufferBytes) throws IOException {
        if (bufferBytes > 0) {
            socket.setReceiveBufferSize(bufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), patienceMillis);
        socket.setSoTimeout(patienceMillis);
        buffered = new BufferedInputStream(socket.getInputStream());
        in = new DataInputStream(buffered);
        write(("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n"
                        + "Sec-WebSocket-Protocol: kaiwa.v1\r\n\r\n")
                .getBytes(US_ASCII));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        if (!head.toString(US_ASCII).startsWith("HTTP/1.1 101 ")) {
            throw new Broken("a handshake was answered with "
                    + head.toString(US_ASCII).lines().findFirst().orElse(""));
        }
    }

    void say(String text) throws IOException {
        write(RawSocket.textFrame(text));
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /**
     * The next text.
     *
     * @param millis how long to wait for it to begin
     * @return the text; null: nothing yet
     * @throws Closed if the server has closed the line
     * @throws Broken if that is no frame of a server
     * @throws IOException if the line is broken, or has been silent for too long
     */
    String next(int millis) throws IOException {
        while (begins(millis)) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            lastHeard = System.nanoTime();
            switch (first) {
                case TEXT:
                    return new String(payload, UTF_8);
                case PING:
                    write(RawSocket.frame(PONG, payload));
                    break;
                case CLOSE:
                    throw new Closed(
                            payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
                default:
                    throw new Broken("a frame began with 0x" + Integer.toHexString(first));
            }
        }
        return null;
    }

    private boolean begins(int millis) throws IOException {
        buffered.mark(1);
        socket.setSoTimeout(Math.max(1, millis));
        try {
            if (buffered.read() < 0) {
                throw new EOFException();
            }
            buffered.reset();
            return true;
        } catch (SocketTimeoutException nothing) {
            if (System.nanoTime() - lastHeard > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
                throw nothing;
            }
            return false;
        } finally {
            socket.setSoTimeout(patienceMillis);
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if (length > 127) {
            throw new Broken("a server masked a frame");
        }
        long whole = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
        byte[] payload = new byte[Math.toIntExact(whole)];
        in.readFully(payload);
        return payload;
    }

    /** Goes without a close frame. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // So it is closed.
        }
    }
}
