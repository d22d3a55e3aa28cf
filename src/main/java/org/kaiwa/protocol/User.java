package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;

/**
 * Who speaks: a client that has taken a name.
 *
 * @param uid names it, from 1 to {@link #MAX_UID}: up to {@link #MAX_KNOWN_UID} for ever; above, one who cannot be known again, for as long as it is connected
 * @param name its nickname, as it was typed
 */
@JsonbPropertyOrder({"uid", "name"})
public record User(long uid, String name) {

    /** The largest uid. The first workerman-chat wanted a number from 1 to 4,200,000,000, "1-42亿". */
    public static final long MAX_UID = 4_199_999_999L;

    /** The largest uid of a user that is known again. */
    public static final long MAX_KNOWN_UID = 2_099_999_999L;

    /**
     * Tells whether this is a passing guest, who has shown nothing by which it could be known again.
     *
     * @return true: the uid ends with the connection
     */
    @JsonbTransient
    public boolean isPassing() {
        return uid > MAX_KNOWN_UID;
    }
}
