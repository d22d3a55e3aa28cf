package org.kaiwa.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may enter a room. */
public enum RoomKind {
    /** Everybody. */
    OPEN,
    /** Who was invited. */
    CLOSED,
    /** The two or more between whom it is, for ever the same. */
    DIRECT,
    /** The members of some groups, as an administrator has it. A room of another kind may be that besides. */
    GROUPS;

    /**
     * The kind as it is sent.
     *
     * @return the name in lower case
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a kind.
     *
     * @param wireName its name; null: none
     * @return the kind; empty: there is none of this name
     */
    public static Optional<RoomKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
