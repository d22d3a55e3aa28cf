package org.kaiwa.room;

import java.util.Map;
import java.util.Set;

/**
 * Where it is kept which rooms are for some groups only. A port: the database behind it is the business of others.
 *
 * <p>Thread-safe. Every method waits for the database and throws a {@link StoreException} if it cannot be reached or refuses.
 */
public interface LimitStore {

    /**
     * All limits.
     *
     * @return the groups of each room that is limited
     */
    Map<String, Set<String>> limits();

    /**
     * Limits a room, in place of the limit that it has.
     *
     * @param room the room, checked
     * @param groups whose members may read it; none: everybody
     */
    void limit(String room, Set<String> groups);
}
