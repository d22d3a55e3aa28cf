package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * Who speaks: a client that has taken a name.
 *
 * @param uid names it for as long as it is connected, from 1 to {@link #MAX_UID}
 * @param name its nickname, as it was typed
 */
@JsonbPropertyOrder({"uid", "name"})
public record User(long uid, String name) {

    /** The largest uid. The first workerman-chat wanted a number from 1 to 4,200,000,000, "1-42亿". */
    public static final long MAX_UID = 4_199_999_999L;
}
