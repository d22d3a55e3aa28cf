package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The numbers that a transaction gives in each of its logs. The row of a log is held from here to the commit, so its numbers have no holes and are committed
 * in their order, whoever else writes.
 */
final class Numbers {

    private static final String RAISE =
            "UPDATE room SET head = head + ? WHERE name = ? AND archived <= ? RETURNING id, head";
    private static final String NEW_LOG =
            "INSERT INTO room (id, name, head) VALUES (?, ?, 0) ON CONFLICT (name) DO NOTHING";

    private final Map<String, Row> rows = new HashMap<>();

    private Numbers() {}

    /** A log's row, with its head as far as numbers have been given. */
    static final class Row {
        private final long id;
        private long head;

        private Row(long id, long head) {
            this.id = id;
            this.head = head;
        }

        long id() {
            return id;
        }

        /** The next number. */
        long next() {
            head++;
            return head;
        }
    }

    /**
     * Takes numbers.
     *
     * @param counts how many in each log; in the order of their names, so that two processes do not wait for each other for ever
     * @param changed rooms from which some are taken even if they are archived; from other archived ones none are
     */
    static Numbers take(Connection connection, SortedMap<String, Integer> counts, Set<String> changed)
            throws SQLException {
        Numbers numbers = new Numbers();
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            for (Map.Entry<String, Integer> log : counts.entrySet()) {
                raise.setInt(1, log.getValue());
                raise.setString(2, log.getKey());
                raise.setInt(3, changed.contains(log.getKey()) ? 1 : 0);
                Row row = raise(connection, raise, log.getKey(), log.getValue());
                if (row != null) {
                    numbers.rows.put(log.getKey(), row);
                }
            }
        }
        return numbers;
    }

    Row of(String log) {
        return rows.get(log);
    }

    /** Whether none are given for a log, because it is an archived room's. */
    boolean lack(String log) {
        return !rows.containsKey(log);
    }

    private static Row raise(Connection connection, PreparedStatement raise, String log, int count)
            throws SQLException {
        Row raised = row(raise, count);
        if (raised != null) {
            return raised;
        }
        make(connection, log);
        return row(raise, count);
    }

    /** Makes the row of a log, unless there is one. */
    static void make(Connection connection, String log) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NEW_LOG)) {
            insert.setLong(1, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            insert.setString(2, log);
            insert.executeUpdate();
        }
    }

    private static Row row(PreparedStatement raise, int count) throws SQLException {
        try (ResultSet raised = raise.executeQuery()) {
            return raised.next() ? new Row(raised.getLong(1), raised.getLong(2) - count) : null;
        }
    }
}
