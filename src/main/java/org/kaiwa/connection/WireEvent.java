package org.kaiwa.connection;

import java.time.Instant;

/** What passes on a line, for whoever watches. Immutable, but for the bytes of a frame, which nobody may change. */
public sealed interface WireEvent {

    /** The line on which it passed. */
    Line line();

    /** When, by the server's clock. */
    Instant at();

    /** Which way a frame goes. */
    enum Direction {

        /** From the client to the server. */
        IN,

        /** From the server to the client. */
        OUT
    }

    /**
     * The line is there. Told once of each line that is opened while somebody watches, the first of all that is told of it.
     *
     * @param line which
     * @param at when the handshake came
     */
    record Opened(Line line, Instant at) implements WireEvent {}

    /**
     * A frame has passed (RFC 6455 §5.2).
     *
     * @param line on which
     * @param at when it was read, or given to the network
     * @param direction which way
     * @param fin whether it is the last of its message
     * @param opcode 0 to 15
     * @param bytes where the payload is, unmasked
     * @param from where in them it begins; it goes to their end
     */
    record Frame(Line line, Instant at, Direction direction, boolean fin, int opcode, byte[] bytes, int from)
            implements WireEvent {

        /** The bytes of the payload. */
        public int length() {
            return bytes.length - from;
        }
    }

    /**
     * The line is gone. Nothing is told of it any more.
     *
     * @param line which
     * @param at when that was seen
     */
    record Closed(Line line, Instant at) implements WireEvent {}
}
