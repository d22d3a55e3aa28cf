package org.kaiwa.protocol;

import java.util.Locale;

/** Why a frame is refused. On the wire in lower case; a code does not change once it is out. */
public enum ErrorCode {
    /** The text is not JSON, or not an object. */
    INVALID_JSON,
    /** A place to go on from that is none. */
    CURSOR_INVALID,
    /** No {@code type}, or not a string. */
    TYPE_MISSING,
    /** A {@code type} that the protocol does not have. */
    TYPE_UNKNOWN,
    /** No name, not a string, or blank. */
    NAME_MISSING,
    /** A name of too many code points. */
    NAME_TOO_LONG,
    /** A name with a control character or another that may not be in one. */
    NAME_INVALID,
    /** A room that no allowed name names. */
    ROOM_INVALID,
    /** No content, not a string, or blank. */
    CONTENT_MISSING,
    /** A content of too many code points. */
    CONTENT_TOO_LONG,
    /** Nobody is named that a message goes to. */
    RECIPIENT_MISSING,
    /** The addressee is not in the room. */
    RECIPIENT_UNKNOWN,
    /** Something other than a login from somebody without a name. */
    NOT_LOGGED_IN,
    /** A second login. */
    ALREADY_LOGGED_IN,
    /** A join of a room the client is in. */
    ALREADY_JOINED,
    /** A frame for a room the client is not in. */
    NOT_IN_ROOM,
    /** A join past the bound on rooms a client. */
    TOO_MANY_ROOMS,
    /** A room of groups in none of which the client's user is. */
    FORBIDDEN,
    /** More than {@code kaiwa.rate.messages} in a second. */
    RATE_LIMITED,
    /** A content with a character that no text has. */
    CONTENT_INVALID,
    /** An id that is none. */
    ID_INVALID,
    /** An id that its sender has used for another message. */
    ID_CONFLICT,
    /** The store is away. */
    TRY_AGAIN,
    /** A token that is none. */
    TOKEN_INVALID,
    /** A message to edit or delete that no number names. */
    TARGET_INVALID,
    /** There is no such message, or not any more. */
    TARGET_UNKNOWN,
    /** The message is another's. */
    NOT_YOURS,
    /** An emoji that is none. */
    EMOJI_INVALID,
    /** A message with as many different emoji as it can have. */
    TOO_MANY_REACTIONS,
    /** Mentions that are no uids, or too many. */
    MENTIONS_INVALID,
    /** The room is archived. */
    ARCHIVED,
    /** A room to be made whose name is taken. */
    ROOM_EXISTS,
    /** A kind of room that there is not, or a change that this kind does not know. */
    KIND_INVALID,
    /** A title that is none. */
    TITLE_INVALID,
    /** A topic that is none. */
    TOPIC_INVALID,
    /** People that are no uids, too many, or not known. */
    PEOPLE_INVALID;

    /**
     * The code as it is sent.
     *
     * @return the name in lower case
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
