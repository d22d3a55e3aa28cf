package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore;
import org.kaiwa.room.StoreException;

/** The message store on a database, SQLite or PostgreSQL: what it says both understand. Thread-safe. */
final class JdbcMessageStore implements MessageStore {

    /** How often a transaction is tried that met another one, of another process. */
    private static final int MOST_TRIES = 5;

    private static final String COLUMNS =
            "SELECT r.name, m.seq, m.epoch, m.uid, m.name, m.client_id, m.content, m.said_at FROM message m JOIN room r ON r.id = m.room ";
    private static final String HEAD = "SELECT head FROM room WHERE name = ?";
    private static final String AFTER = COLUMNS + "WHERE r.name = ? AND m.seq > ? ORDER BY m.seq LIMIT ?";
    private static final String BEFORE = COLUMNS + "WHERE r.name = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?";

    private final DataSource database;
    private final String epoch;

    /**
     * A store on a database whose schema is up to date.
     *
     * @param database gives connections
     * @param epoch the incarnation of the log that writes
     */
    JdbcMessageStore(DataSource database, String epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    @Override
    public List<Outcome> append(List<Draft> drafts) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = database.getConnection()) {
                return append(connection, drafts);
            } catch (SQLException failure) {
                if (tried == MOST_TRIES || !metAnother(failure)) {
                    throw new StoreException("Messages could not be stored", failure);
                }
            }
        }
    }

    /** The classes of SQLSTATE for a violated constraint and for a transaction that was rolled back (ISO/IEC 9075-2). */
    private static boolean metAnother(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }

    private List<Outcome> append(Connection connection, List<Draft> drafts) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Outcome> outcomes = new Appending(connection, epoch).append(drafts);
            connection.commit();
            return outcomes;
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                failure.addSuppressed(gone);
            }
            throw failure;
        }
    }

    @Override
    public long head(String room) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, room);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new StoreException("The newest message could not be found", failure);
        }
    }

    @Override
    public List<Event.Said> after(String room, long seq, int most) {
        return read(AFTER, room, seq, most);
    }

    @Override
    public List<Event.Said> before(String room, long seq, int most) {
        List<Event.Said> newestFirst = read(BEFORE, room, seq, most);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private List<Event.Said> read(String query, String room, long seq, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, room);
            select.setLong(2, seq);
            select.setInt(3, most);
            return messages(select);
        } catch (SQLException failure) {
            throw new StoreException("Messages could not be read", failure);
        }
    }

    /** The query for messages, up to its condition, and how its rows are read. */
    static String columns() {
        return COLUMNS;
    }

    static List<Event.Said> messages(PreparedStatement select) throws SQLException {
        List<Event.Said> messages = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                messages.add(new Event.Said(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        new User(row.getLong(4), row.getString(5)),
                        row.getString(6),
                        row.getString(7),
                        Instant.ofEpochMilli(row.getLong(8))));
            }
        }
        return messages;
    }
}
