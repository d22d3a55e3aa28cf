package org.kaiwa.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection: connects, shakes hands, logs in, answers pings, and hands texts to the generator. */
final class Client implements FrameReader.Sink {

    /** What a connection is told that goes without a close frame (RFC 6455 §7.1.5). */
    static final int NO_CLOSE_FRAME = 1006;

    private static final int PONG = 10;
    private static final byte[] ERROR = Bytes.ascii("\"type\":\"error\"");
    private static final byte[] EMPTY = {};

    /** How far it has come. */
    enum State {
        CONNECTING,
        SHAKING_HANDS,
        LOGGING_IN,
        IN,
        GONE
    }

    /** Who is told of what happens. */
    interface Owner {
        void in(Client client);

        void gone(Client client);

        void text(Client client, ByteBuffer data, int at, int length) throws IOException;
    }

    final int number;
    final int room;

    /** Whether what it receives counts. */
    final boolean counted;

    /** How many of its own messages it has not got back. */
    int inFlight;

    private final Owner owner;
    private final Dialogue dialogue;
    private final boolean logsIn;
    private final byte[] welcome;
    private final int port;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameReader reader = new FrameReader();
    private State state = State.CONNECTING;
    private ByteBuffer unsent;
    private byte[] message;
    private int markerAt;
    private boolean stalled;
    private int closeCode = NO_CLOSE_FRAME;
    private String why = "";

    Client(Owner owner, Selector selector, Joiners joiners, int number, int room, int port) throws IOException {
        this.owner = owner;
        this.dialogue = joiners.dialogue();
        this.logsIn = joiners.logIn();
        this.counted = joiners.counted();
        this.welcome = Bytes.ascii(dialogue.welcome());
        this.number = number;
        this.room = room;
        this.port = port;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (joiners.receiveBuffer() > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, joiners.receiveBuffer());
        }
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
    }

    State state() {
        return state;
    }

    int closeCode() {
        return closeCode;
    }

    /** Why it is gone, for whoever reads the report. */
    String why() {
        return why;
    }

    /** Does what its channel is ready for. Returns how many bytes were read. */
    int ready(ByteBuffer buffer) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                state = State.SHAKING_HANDS;
                key.interestOps(SelectionKey.OP_READ);
                write(ByteBuffer.wrap(dialogue.upgrade(port)));
                return 0;
            }
            if (key.isWritable() && unsent != null) {
                flush();
            }
            return key.isReadable() ? read(buffer) : 0;
        } catch (IOException broken) {
            end(broken.toString());
            return 0;
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        int count = reader.read(channel, buffer, this);
        if (count < 0) {
            end("the server hung up");
        }
        return Math.max(0, count);
    }

    @Override
    public void answered(String statusLine) throws IOException {
        if (!statusLine.startsWith("HTTP/1.1 101")) {
            throw new IOException(statusLine);
        }
        if (logsIn) {
            state = State.LOGGING_IN;
            write(ByteBuffer.wrap(dialogue.loginFrame(number, room)));
        } else {
            enter();
        }
    }

    /** Logs in one who has only connected so far. */
    void logIn() {
        state = State.LOGGING_IN;
        try {
            write(ByteBuffer.wrap(dialogue.loginFrame(number, room)));
        } catch (IOException broken) {
            end(broken.toString());
        }
    }

    @Override
    public boolean frame(int opcode, ByteBuffer data, int at, int length) throws IOException {
        switch (opcode) {
            case FrameReader.TEXT -> text(data, at, length);
            case FrameReader.PING -> {
                byte[] payload = new byte[length];
                data.get(at, payload);
                write(ByteBuffer.wrap(Bytes.clientFrame(PONG, payload)));
            }
            case FrameReader.CLOSE -> {
                closeCode = length >= 2 ? data.getShort(at) & 0xFFFF : 1005;
                end("closed with " + closeCode);
            }
            default -> {}
        }
        return state != State.GONE;
    }

    private void text(ByteBuffer data, int at, int length) throws IOException {
        if (state == State.IN) {
            owner.text(this, data, at, length);
        } else if (Bytes.indexOf(data, at, at + length, welcome) >= 0) {
            enter();
        } else if (Bytes.indexOf(data, at, at + length, ERROR) >= 0) {
            byte[] error = new byte[length];
            data.get(at, error);
            end(new String(error, StandardCharsets.US_ASCII));
        }
    }

    private void enter() {
        state = State.IN;
        owner.in(this);
    }

    /** Makes the message that {@link #say} sends, all but its marker. */
    void prepare(int padding) {
        message = dialogue.sayFrame(number, room, padding);
        markerAt = new String(message, StandardCharsets.ISO_8859_1).indexOf(" ".repeat(Marker.LENGTH));
        inFlight = 0;
    }

    void say(ByteBuffer buffer, long now) {
        buffer.clear().put(message).flip();
        Marker.write(buffer, markerAt, now, number);
        inFlight++;
        try {
            write(buffer);
        } catch (IOException broken) {
            end(broken.toString());
        }
    }

    /** Reads no more, or reads again. */
    void stall(boolean on) {
        stalled = on;
        if (state != State.GONE) {
            key.interestOps(on ? 0 : SelectionKey.OP_READ);
        }
    }

    boolean isStalled() {
        return stalled;
    }

    /** Shows that it is there (RFC 6455 §5.5.3), as one does whose page has stopped while its browser goes on. */
    void showLife() {
        try {
            if (state == State.IN) {
                write(ByteBuffer.wrap(Bytes.clientFrame(PONG, EMPTY)));
            }
        } catch (IOException broken) {
            // What has arrived before is read when it reads again.
            why = broken.toString();
        }
    }

    private void write(ByteBuffer frame) throws IOException {
        if (unsent == null) {
            channel.write(frame);
        }
        if (frame.hasRemaining()) {
            int waiting = unsent == null ? 0 : unsent.remaining();
            ByteBuffer both = ByteBuffer.allocate(waiting + frame.remaining());
            if (unsent != null) {
                both.put(unsent);
            }
            unsent = both.put(frame).flip();
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void flush() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void end(String reason) {
        if (state != State.GONE) {
            why = reason;
            owner.gone(this);
            state = State.GONE;
            close();
        }
    }

    /** Its own address. */
    String address() throws IOException {
        InetSocketAddress own = (InetSocketAddress) channel.getLocalAddress();
        return own.getAddress().getHostAddress() + ":" + own.getPort();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is.
        }
    }
}
