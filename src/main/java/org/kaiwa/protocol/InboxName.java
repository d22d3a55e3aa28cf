package org.kaiwa.protocol;

/**
 * The names of inboxes: logs of what is said to one user alone. They are in the store beside the rooms, and begin with a character that no name of a room
 * has (ASCII's unit separator).
 */
public final class InboxName {

    private static final String PREFIX = "\u001finbox ";

    private InboxName() {}

    /**
     * The inbox of a user.
     *
     * @param uid the user's
     * @return the name of the log
     */
    public static String of(long uid) {
        return PREFIX + uid;
    }

    /**
     * Tells an inbox from a room.
     *
     * @param log the name of a log
     * @return true: it is an inbox
     */
    public static boolean isOne(String log) {
        return log.startsWith(PREFIX);
    }

    /**
     * Whose inbox it is.
     *
     * @param inbox the name of an inbox
     * @return the uid
     */
    public static long owner(String inbox) {
        return Long.parseLong(inbox.substring(PREFIX.length()));
    }
}
