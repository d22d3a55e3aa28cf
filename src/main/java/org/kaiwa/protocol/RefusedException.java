package org.kaiwa.protocol;

/** A client's frame that cannot be carried out, with the reason for programs (the code) and for people (the message). */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String room;
    private final Long retryAfterMillis;
    private final String id;

    /**
     * A refusal that is about no room.
     *
     * @param code the reason for programs
     * @param message the reason for people, a whole sentence
     */
    public RefusedException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * A refusal of a frame that names a room.
     *
     * @param code the reason for programs
     * @param message the reason for people, a whole sentence
     * @param room the room; null: none
     */
    public RefusedException(ErrorCode code, String message, String room) {
        this(code, message, room, null, null);
    }

    private RefusedException(ErrorCode code, String message, String room, Long retryAfterMillis, String id) {
        // A refusal is an answer and not a fault: it needs no stack trace, which would be the dearest part of a flood
        // of bad input.
        super(message, null, false, false);
        this.code = code;
        this.room = room;
        this.retryAfterMillis = retryAfterMillis;
        this.id = id;
    }

    /**
     * A refusal of a frame that may be sent again.
     *
     * @param code the reason for programs
     * @param message the reason for people, a whole sentence
     * @param room the room; null: none
     * @param retryAfterMillis in how many milliseconds
     * @return the refusal
     */
    public static RefusedException until(ErrorCode code, String message, String room, long retryAfterMillis) {
        return new RefusedException(code, message, room, retryAfterMillis, null);
    }

    /**
     * The same refusal, of a message that its sender has named.
     *
     * @param messageId what the sender calls the message; null: nothing
     * @return the refusal
     */
    public RefusedException ofMessage(String messageId) {
        return new RefusedException(code, getMessage(), room, retryAfterMillis, messageId);
    }

    /**
     * The reason for programs.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * The room that the refused frame is about.
     *
     * @return the room; null: none
     */
    public String room() {
        return room;
    }

    /**
     * When the frame may be sent again.
     *
     * @return in how many milliseconds; null: it need not be tried
     */
    public Long retryAfterMillis() {
        return retryAfterMillis;
    }

    /**
     * What the sender calls the refused message.
     *
     * @return its id; null: nothing
     */
    public String id() {
        return id;
    }
}
