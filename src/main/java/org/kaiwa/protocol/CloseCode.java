package org.kaiwa.protocol;

/**
 * Why the server ends a connection (RFC 6455 §7.4). From 4000 to 4499 the client should come back, from 4500 to 4999 it should not.
 */
public enum CloseCode {
    /** The server stops. */
    GOING_AWAY(1001, "server is stopping"),
    /** A binary message; the protocol has none. */
    CANNOT_ACCEPT(1003, "binary_not_supported"),
    /** The user has signed out, in this window or in another. */
    SIGNED_OUT(1008, "signed_out"),
    /** The user has done nothing for as long as a sign-in lasts, or who vouched for him has done so until now. */
    SESSION_EXPIRED(1008, "session_expired"),
    /** Who vouched for the user has ended his session there. */
    PROVIDER_SIGNED_OUT(1008, "provider_signed_out"),
    /** Who vouched for the user does so no longer. */
    SIGN_ON_REFUSED(1008, "sign_on_refused"),
    /** An administrator has signed the user out. */
    ADMIN_SIGNED_OUT(1008, "admin_signed_out"),
    /** The user has signed in too often, and this was the first of it. */
    TOO_MANY_SESSIONS(1008, "too_many_sessions"),
    /** Nobody says who this is. */
    NOT_SIGNED_IN(1008, "not_signed_in"),
    /** A message of more than {@link FrameDecoder#MAX_MESSAGE_BYTES} bytes. */
    TOO_BIG(1009, "message_too_big"),
    /** Something failed in the server. */
    INTERNAL_ERROR(1011, "internal error"),
    /** The application stops and its server does not: a new version comes in its place (IANA's registry of WebSocket close codes: "Service Restart"). */
    RESTARTING(1012, "server is restarting"),
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
