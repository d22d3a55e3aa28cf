package org.kaiwa.protocol;

import java.util.List;
import java.util.Map;

/**
 * Some messages of a log's past.
 *
 * @param log the name of the log
 * @param messages oldest first
 * @param reactions what was put to them, by their numbers; of one that has none there is nothing
 * @param before the number that was asked for, all of them being lower; null: these are the newest
 * @param more whether there are older ones
 */
public record HistoryPage(
        String log, List<Event.Stored> messages, Map<Long, List<Reaction>> reactions, Long before, boolean more) {}
