package org.kaiwa.identity;

import java.util.List;
import java.util.Optional;
import org.kaiwa.protocol.User;

/**
 * The users that are known, whether they are here or not. A port: the database behind it is the business of others.
 *
 * <p>Thread-safe. Every method waits for the database and throws a {@link DirectoryException} if it cannot be reached or refuses.
 */
public interface UserDirectory {

    /**
     * Finds a user by what it is known by.
     *
     * @param subject what
     * @return the user, under the name of its last login; empty: there is none
     */
    Optional<User> find(Subject subject);

    /**
     * Finds a user by its uid.
     *
     * @param uid which, from 1 to {@link User#MAX_KNOWN_UID}
     * @return the user, under the name of its last login; empty: there is none
     */
    Optional<User> find(long uid);

    /**
     * Finds users by their name.
     *
     * @param text what is part of their names, in capital or small letters; empty: any
     * @param most how many at the most
     * @return in the order of their names
     */
    List<User> find(String text, int most);

    /**
     * Takes in a user, or notes the name that it bears now.
     *
     * @param subject what it is known by
     * @param name its nickname
     * @return the user, with a uid that it has for ever
     */
    User admit(Subject subject, String name);
}
