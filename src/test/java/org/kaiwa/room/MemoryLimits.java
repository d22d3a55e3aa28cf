package org.kaiwa.room;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Limits that are forgotten with the process. Thread-safe. */
final class MemoryLimits implements LimitStore {

    private final Map<String, Set<String>> limits = new HashMap<>();

    @Override
    public synchronized Map<String, Set<String>> limits() {
        return Map.copyOf(limits);
    }

    @Override
    public synchronized void limit(String room, Set<String> groups) {
        if (groups.isEmpty()) {
            limits.remove(room);
        } else {
            limits.put(room, Set.copyOf(groups));
        }
    }
}
