package org.kaiwa.protocol;

import java.util.List;

/**
 * Some messages of a log's past.
 *
 * @param log the name of the log
 * @param messages oldest first
 * @param before the number that was asked for, all of them being lower; null: these are the newest
 * @param more whether there are older ones
 */
public record HistoryPage(String log, List<Event.Stored> messages, Long before, boolean more) {}
