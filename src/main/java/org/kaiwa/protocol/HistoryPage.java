package org.kaiwa.protocol;

import java.util.List;

/**
 * Some messages of a room's past.
 *
 * @param room the room
 * @param messages oldest first
 * @param before the number that was asked for, all of them being lower; null: these are the newest
 * @param more whether there are older ones
 */
public record HistoryPage(String room, List<Event.Said> messages, Long before, boolean more) {}
