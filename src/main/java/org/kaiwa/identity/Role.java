package org.kaiwa.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.kaiwa.config.SignOnSettings;

/** What somebody may do beyond talking. */
public enum Role {
    /** Signs others out, and says who may read which room. */
    ADMIN,
    /** Keeps order in rooms. */
    MODERATOR;

    /**
     * The roles of somebody.
     *
     * @param groups the groups that he is in
     * @param settings which groups have which role
     * @return the roles
     */
    static Set<Role> of(Set<String> groups, SignOnSettings settings) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (!Collections.disjoint(groups, settings.adminGroups())) {
            roles.add(ADMIN);
        }
        if (!Collections.disjoint(groups, settings.moderatorGroups())) {
            roles.add(MODERATOR);
        }
        return Collections.unmodifiableSet(roles);
    }

    /**
     * The role as it is sent, and as the container knows it.
     *
     * @return the name in lower case
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
