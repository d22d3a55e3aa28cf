package org.kaiwa.protocol;

/**
 * Why the server ends a connection (RFC 6455 §7.4). From 4000 to 4499 the client should come back, from 4500 to 4999 it should not.
 */
public enum CloseCode {
    /** The server stops, or the application is redeployed. */
    GOING_AWAY(1001, "server is stopping"),
    /** A binary message; the protocol has none. */
    CANNOT_ACCEPT(1003, "binary_not_supported"),
    /** A message of more than {@link FrameDecoder#MAX_MESSAGE_BYTES} bytes. */
    TOO_BIG(1009, "message_too_big"),
    /** Something failed in the server. */
    INTERNAL_ERROR(1011, "internal error"),
    /** No sign of life for two heartbeat intervals. */
    HEARTBEAT_TIMEOUT(4000, "heartbeat_timeout"),
    /** The client reads more slowly than its rooms' backlog bears. */
    TOO_SLOW(4001, "too_slow");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /**
     * The number on the wire.
     *
     * @return the status code of the close frame
     */
    public int code() {
        return code;
    }

    /**
     * The text on the wire.
     *
     * @return the reason of the close frame, in ASCII and at most 123 bytes (RFC 6455 §5.5.1)
     */
    public String reason() {
        return reason;
    }
}
