package org.kaiwa.identity;

import java.util.Optional;
import java.util.Set;
import org.kaiwa.protocol.TextRules;

/**
 * Somebody for whom others vouch, as they describe it at the moment.
 *
 * @param subject by what it is known
 * @param name its name, as it may be shown: checked by {@link #shown}
 * @param groups its groups
 * @param picture the address of its picture; null: none. It is not looked up and not shown by the page
 */
public record Account(Subject subject, String name, Set<String> groups, String picture) {

    /**
     * An account.
     *
     * @param subject by what it is known
     * @param name its name
     * @param groups its groups
     * @param picture the address of its picture; null: none
     */
    public Account {
        groups = Set.copyOf(groups);
    }

    /**
     * Makes a nickname of what a directory calls somebody: it cannot be asked for another, so what may not be in a nickname is left out.
     *
     * @param name the name; null: there is none
     * @param id what stands for it where nothing of it is left
     * @return a nickname that the protocol allows
     */
    public static String shown(String name, String id) {
        return Optional.ofNullable(name)
                .flatMap(TextRules::nicknameOf)
                .or(() -> TextRules.nicknameOf(id))
                .orElse("?");
    }
}
