package org.kaiwa.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client of the native dialect that reads one frame after the other on the thread that calls, for what a single one sees; {@link LoadGenerator} is for
 * many. It is connected and not logged in when it has been made.
 */
final class Visitor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int READ_BUFFER = 1 << 16;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Visitor(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), READ_BUFFER));
            out = socket.getOutputStream();
            out.write(Dialogue.NATIVE.upgrade(port));
            readHead();
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private void readHead() throws IOException {
        int ends = 0;
        while (ends < 2) {
            int next = in.readUnsignedByte();
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }

    void say(String frame) throws IOException {
        out.write(Bytes.clientFrame(FrameReader.TEXT, Bytes.ascii(frame)));
    }

    /** Logs in. {@code position} is empty, or the members of the frame that say how far the client has read. */
    void logIn(String room, String position) throws IOException {
        say("{\"type\":\"login\",\"name\":\"visitor\",\"room\":\"" + room + "\"" + position + "}");
    }

    /** Leaves the room and waits until that is done: a room that it was alone in is gone then. */
    void leave(String room) throws IOException {
        say("{\"type\":\"logout\",\"room\":\"" + room + "\"}");
        awaitType("logout");
    }

    /**
     * Waits for the end of the next frame of a type.
     *
     * @return how many others have been passed over that are messages
     */
    int awaitType(String type) throws IOException {
        int said = 0;
        String beginning = "{\"type\":\"" + type + "\"";
        for (String text = next(); !text.startsWith(beginning); text = next()) {
            if (text.startsWith("{\"type\":\"error\"")) {
                throw new IOException(text);
            }
            said += text.startsWith("{\"type\":\"say\"") ? 1 : 0;
        }
        return said;
    }

    private String next() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length7 = in.readUnsignedByte() & 0x7F;
            int length = length7 < 126 ? length7 : length7 == 126 ? in.readUnsignedShort() : (int) in.readLong();
            byte[] payload = in.readNBytes(length);
            switch (opcode) {
                case FrameReader.TEXT -> {
                    return new String(payload, StandardCharsets.US_ASCII);
                }
                case FrameReader.PING -> out.write(Bytes.clientFrame(PONG, payload));
                case FrameReader.CLOSE -> throw new EOFException("the server closed");
                default -> {}
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
