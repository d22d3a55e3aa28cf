package org.kaiwa.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.room.MessageStore;
import org.kaiwa.room.StoreException;

/** The message store on a database, SQLite or PostgreSQL: what it says both understand. Thread-safe. */
final class JdbcMessageStore implements MessageStore {

    /** How often a transaction is tried that met another one, of another process. */
    private static final int MOST_TRIES = 5;

    private static final String HEAD = "SELECT head FROM room WHERE name = ?";
    static final String AFTER =
            MessageRow.SELECT + "WHERE " + MessageRow.OF_LOG + "AND m.seq > ? ORDER BY m.seq LIMIT ?";
    static final String BEFORE = MessageRow.SELECT + "WHERE " + MessageRow.OF_LOG
            + "AND m.seq < ? AND m.target IS NULL ORDER BY m.seq DESC LIMIT ?";

    private final DataSource database;
    private final String epoch;
    private final Optional<String> durability;

    /**
     * A store on a database whose schema is up to date.
     *
     * @param database gives connections
     * @param epoch the incarnation of the log that writes
     * @param durability what is said at the beginning of a transaction that must be on disk; empty: nothing
     */
    JdbcMessageStore(DataSource database, String epoch, Optional<String> durability) {
        this.database = database;
        this.epoch = epoch;
        this.durability = durability;
    }

    @Override
    public List<Outcome> append(List<Draft> drafts) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = database.getConnection()) {
                return inTransaction(connection, () -> append(connection, drafts));
            } catch (SQLException failure) {
                if (tried == MOST_TRIES || !metAnother(failure)) {
                    throw new StoreException("Messages could not be stored", failure);
                }
            }
        }
    }

    private List<Outcome> append(Connection connection, List<Draft> drafts) throws SQLException {
        if (durability.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(durability.get());
            }
        }
        return new Appending(connection, epoch).append(drafts);
    }

    /** The classes of SQLSTATE for a violated constraint and for a transaction that was rolled back (ISO/IEC 9075-2). */
    private static boolean metAnother(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }

    @FunctionalInterface
    private interface Work<T> {
        T done() throws SQLException;
    }

    private <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.done();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                failure.addSuppressed(gone);
                discard(connection);
            }
            throw failure;
        }
    }

    /**
     * Gives a connection to nobody any more. SQLite ends a transaction by itself when its disk is full, and its driver goes on as if there were one: what is
     * done next on such a connection is in no transaction.
     */
    private void discard(Connection connection) throws SQLException {
        if (database instanceof HikariDataSource pool) {
            pool.evictConnection(connection);
        } else {
            connection.abort(Runnable::run);
        }
    }

    @Override
    public long head(String log) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, log);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new StoreException("The newest message could not be found", failure);
        }
    }

    @Override
    public List<Event.Stored> after(String log, long seq, int most) {
        return read(AFTER, log, seq, most);
    }

    @Override
    public List<Event.Stored> before(String log, long seq, int most) {
        List<Event.Stored> newestFirst = read(BEFORE, log, seq, most);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public Map<Long, List<Reaction>> reactions(String log, long from, long to) {
        try (Connection connection = database.getConnection()) {
            return new ReactionTable(connection).of(log, from, to);
        } catch (SQLException failure) {
            throw new StoreException("Reactions could not be read", failure);
        }
    }

    private List<Event.Stored> read(String query, String log, long seq, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, log);
            select.setLong(2, seq);
            select.setInt(3, most);
            List<Event.Stored> events = new ArrayList<>();
            MessageRow.all(select).forEach(row -> events.add(row.event()));
            return events;
        } catch (SQLException failure) {
            throw new StoreException("Messages could not be read", failure);
        }
    }

    @Override
    public int purge(Instant moment, int most) {
        try (Connection connection = database.getConnection()) {
            return inTransaction(connection, () -> new Purging(connection).purge(moment, most));
        } catch (SQLException failure) {
            throw new StoreException("Old messages could not be deleted", failure);
        }
    }
}
