package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The numbers that a transaction gives in each of its logs. The row of a log is held from here to the commit, so its numbers have no holes and are committed
 * in their order, whoever else writes.
 */
final class Numbers {

    private static final String RAISE = "UPDATE room SET head = head + ? WHERE name = ? RETURNING id, head";
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
     */
    static Numbers take(Connection connection, SortedMap<String, Integer> counts) throws SQLException {
        Numbers numbers = new Numbers();
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            for (Map.Entry<String, Integer> log : counts.entrySet()) {
                numbers.rows.put(log.getKey(), raise(connection, raise, log.getKey(), log.getValue()));
            }
        }
        return numbers;
    }

    Row of(String log) {
        return rows.get(log);
    }

    private static Row raise(Connection connection, PreparedStatement raise, String log, int count)
            throws SQLException {
        raise.setInt(1, count);
        raise.setString(2, log);
        Row raised = row(raise, count);
        if (raised != null) {
            return raised;
        }
        try (PreparedStatement insert = connection.prepareStatement(NEW_LOG)) {
            insert.setLong(1, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            insert.setString(2, log);
            insert.executeUpdate();
        }
        return row(raise, count);
    }

    private static Row row(PreparedStatement raise, int count) throws SQLException {
        try (ResultSet raised = raise.executeQuery()) {
            return raised.next() ? new Row(raised.getLong(1), raised.getLong(2) - count) : null;
        }
    }
}
