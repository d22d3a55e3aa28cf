package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * An emoji that was put to a message.
 *
 * @param emoji which
 * @param count by how many
 * @param uids by whom, who did so first at first, {@link #NAMED} at the most
 */
@JsonbPropertyOrder({"emoji", "count", "uids"})
public record Reaction(String emoji, int count, List<Long> uids) {

    /** How many are named. */
    public static final int NAMED = 100;

    /** How many different emoji one message can have. */
    public static final int MOST_OF_A_MESSAGE = 50;
}
