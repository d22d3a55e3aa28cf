package org.kaiwa.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Messages put into the database of a server that is stopped, as it would have stored them; a million are there in seconds. */
final class Filling {

    /** The incarnation of the log that is said to have written them. */
    static final String EPOCH = "0123456789ab";

    private static final String ROOM = "INSERT INTO room (id, name, head) VALUES (?, ?, ?)";

    /** Two hundred who talk in turn, each message under an id, as those of the page have one, and about as long as people's. SQLite and PostgreSQL understand it. */
    private static final String MESSAGES = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at)
            SELECT %1$d, i, '%2$s', 1 + i %% 200, 'member ' || (i %% 200), '%1$d-' || i,
                   'This is what somebody said as number ' || i || ' in this room', 1700000000000 + i
            FROM n""";

    private Filling() {}

    /**
     * Makes a room with a past.
     *
     * @param storage whose tables are there, because the server has been started once
     * @param id the room's number in the database
     * @param room its name
     * @param messages how many; they have the numbers from 1 on
     */
    static void fill(Storage storage, int id, String room, int messages) throws SQLException {
        try (Connection connection = DriverManager.getConnection(storage.url())) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(ROOM)) {
                insert.setLong(1, id);
                insert.setString(2, room);
                insert.setLong(3, messages);
                insert.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(MESSAGES.formatted(id, EPOCH))) {
                insert.setInt(1, messages);
                insert.executeUpdate();
            }
            connection.commit();
            if (storage.isPostgresql()) {
                // By itself it does so within a minute, and then plans its queries anew.
                connection.setAutoCommit(true);
                try (Statement analyze = connection.createStatement()) {
                    analyze.execute("VACUUM ANALYZE room, message");
                }
            }
        }
    }
}
