package org.kaiwa.room;

import java.util.Set;

/**
 * What somebody may do in rooms, besides what everybody may.
 *
 * @param groups the groups that the user is in, to which rooms may be limited
 * @param governs whether the user may rename and archive every room, and remove people from it
 */
public record Access(Set<String> groups, boolean governs) {

    /** Of one who is in no group and governs nothing but what is his. */
    public static final Access NONE = new Access(Set.of(), false);

    /**
     * Of one who is in some groups.
     *
     * @param groups which
     * @return what one may do
     */
    public static Access of(Set<String> groups) {
        return new Access(groups, false);
    }
}
