package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.kaiwa.room.LimitStore;
import org.kaiwa.room.StoreException;

/** The limits of rooms on a database, SQLite or PostgreSQL. Thread-safe. */
final class JdbcLimitStore implements LimitStore {

    private static final String ALL = "SELECT room, group_name FROM room_limit";
    private static final String REMOVE = "DELETE FROM room_limit WHERE room = ?";
    private static final String ADD = "INSERT INTO room_limit (room, group_name) VALUES (?, ?)";

    private final DataSource database;

    JdbcLimitStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<String, Set<String>> limits() {
        Map<String, Set<String>> limits = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                limits.computeIfAbsent(row.getString(1), room -> new HashSet<>())
                        .add(row.getString(2));
            }
        } catch (SQLException failure) {
            throw new StoreException("The limits of rooms could not be read", failure);
        }
        limits.replaceAll((room, groups) -> Set.copyOf(groups));
        return Map.copyOf(limits);
    }

    @Override
    public void limit(String room, Set<String> groups) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                replace(connection, room, groups);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new StoreException("The limit of a room could not be changed", failure);
        }
    }

    private static void replace(Connection connection, String room, Set<String> groups) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            remove.setString(1, room);
            remove.executeUpdate();
            for (String group : groups) {
                add.setString(1, room);
                add.setString(2, group);
                add.executeUpdate();
            }
        }
    }
}
