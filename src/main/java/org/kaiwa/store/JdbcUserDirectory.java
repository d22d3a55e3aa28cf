package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.kaiwa.identity.DirectoryException;
import org.kaiwa.identity.Subject;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.protocol.User;

/** The users on a database, SQLite or PostgreSQL. Thread-safe. */
final class JdbcUserDirectory implements UserDirectory {

    /** How many uids are tried: each is free unless billions are not. */
    private static final int MOST_TRIES = 20;

    private static final String FIND = "SELECT uid, name FROM person WHERE issuer = ? AND subject = ?";
    private static final String FIND_BY_UID = "SELECT uid, name FROM person WHERE uid = ?";
    private static final String FIND_BY_NAME =
            "SELECT uid, name FROM person WHERE LOWER(name) LIKE ? ESCAPE '!' ORDER BY name, uid LIMIT ?";
    private static final String ADMIT =
            "INSERT INTO person (uid, issuer, subject, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String RENAME = "UPDATE person SET name = ? WHERE uid = ?";

    private final DataSource database;

    JdbcUserDirectory(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<User> find(Subject subject) {
        try (Connection connection = database.getConnection()) {
            return find(connection, subject);
        } catch (SQLException failure) {
            throw new DirectoryException("A user could not be looked up", failure);
        }
    }

    @Override
    public List<User> find(String text, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND_BY_NAME)) {
            select.setString(1, JdbcRoomDirectory.pattern(text));
            select.setInt(2, most);
            List<User> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new User(row.getLong(1), row.getString(2)));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new DirectoryException("Users could not be looked for", failure);
        }
    }

    private static Optional<User> find(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, subject.issuer());
            select.setString(2, subject.id());
            return first(select);
        }
    }

    @Override
    public Optional<User> find(long uid) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND_BY_UID)) {
            select.setLong(1, uid);
            return first(select);
        } catch (SQLException failure) {
            throw new DirectoryException("A user could not be looked up", failure);
        }
    }

    private static Optional<User> first(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new User(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    @Override
    public User admit(Subject subject, String name) {
        try (Connection connection = database.getConnection()) {
            // Each statement by itself: another process may be admitting the same user, and is then found the next
            // time.
            for (int tried = 0; tried < MOST_TRIES; tried++) {
                Optional<User> known = find(connection, subject);
                if (known.isPresent()) {
                    return renamed(connection, known.get(), name);
                }
                insert(connection, subject, name);
            }
        } catch (SQLException failure) {
            throw new DirectoryException("A user could not be taken in", failure);
        }
        throw new DirectoryException("No uid is free for a user", null);
    }

    private static User renamed(Connection connection, User known, String name) throws SQLException {
        if (known.name().equals(name)) {
            return known;
        }
        try (PreparedStatement rename = connection.prepareStatement(RENAME)) {
            rename.setString(1, name);
            rename.setLong(2, known.uid());
            rename.executeUpdate();
        }
        return new User(known.uid(), name);
    }

    private static void insert(Connection connection, Subject subject, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADMIT)) {
            insert.setLong(1, ThreadLocalRandom.current().nextLong(1, User.MAX_KNOWN_UID + 1));
            insert.setString(2, subject.issuer());
            insert.setString(3, subject.id());
            insert.setString(4, name);
            insert.executeUpdate();
        }
    }
}
