package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One transaction that deletes what retention keeps no longer. It is its caller who begins and commits it. Not thread-safe. */
final class Purging {

    private static final String LOGS = "SELECT r.id FROM room r WHERE r.held = 0 AND r.head > 0 AND EXISTS"
            + " (SELECT 1 FROM message m WHERE m.room = r.id AND m.seq ="
            + " (SELECT MIN(o.seq) FROM message o WHERE o.room = r.id) AND m.said_at < ?)";
    static final String OLDEST = "SELECT seq, said_at FROM message WHERE room = ? ORDER BY seq LIMIT ?";
    static final String DELETE = "DELETE FROM message WHERE room = ? AND seq <= ?"
            + " AND EXISTS (SELECT 1 FROM room WHERE id = ? AND held = 0)";

    static final String FORGET_REACTIONS = "DELETE FROM reaction WHERE room = ? AND seq <= ?";
    static final String FORGET_MENTIONS = "DELETE FROM mention WHERE room = ? AND seq <= ?";

    private final Connection connection;

    Purging(Connection connection) {
        this.connection = connection;
    }

    /** Deletes from the beginning of each log as far as all is older; returns how many there were. */
    int purge(Instant moment, int most) throws SQLException {
        int purged = 0;
        for (long log : logs(moment)) {
            if (purged >= most) {
                break;
            }
            purged += purge(log, moment, most - purged);
        }
        return purged;
    }

    private List<Long> logs(Instant moment) throws SQLException {
        List<Long> logs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LOGS)) {
            select.setLong(1, moment.toEpochMilli());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    logs.add(found.getLong(1));
                }
            }
        }
        return logs;
    }

    private int purge(long log, Instant moment, int most) throws SQLException {
        long last = 0;
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setLong(1, log);
            select.setInt(2, most);
            try (ResultSet oldest = select.executeQuery()) {
                while (oldest.next() && oldest.getLong(2) < moment.toEpochMilli()) {
                    last = oldest.getLong(1);
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setLong(1, log);
            delete.setLong(2, last);
            delete.setLong(3, log);
            int purged = delete.executeUpdate();
            if (purged > 0) {
                forget(FORGET_REACTIONS, log, last);
                forget(FORGET_MENTIONS, log, last);
            }
            return purged;
        }
    }

    private void forget(String what, long log, long last) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(what)) {
            delete.setLong(1, log);
            delete.setLong(2, last);
            delete.executeUpdate();
        }
    }
}
