package org.kaiwa.protocol;

import java.util.List;
import java.util.Set;

/**
 * Some members of a room, in the order in which they came.
 *
 * @param room the room
 * @param after where it begins: the {@code next} of the page before, 0 for the first
 * @param members the members on this page
 * @param away the uids of those among them who are away
 * @param count how many members the room has in all
 * @param next what to ask for to get the page after this one; null: this is the last
 */
public record MemberPage(String room, long after, List<User> members, Set<Long> away, int count, Long next) {}
