package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.RoomSummary;
import org.kaiwa.room.RoomDirectory;
import org.kaiwa.room.StoreException;

/** What is known of rooms, on a database, SQLite or PostgreSQL. Thread-safe. */
final class JdbcRoomDirectory implements RoomDirectory {

    private static final String LIMITS = "SELECT room, group_name FROM room_limit";
    private static final String REMOVE_LIMIT = "DELETE FROM room_limit WHERE room = ?";
    private static final String ADD_LIMIT = "INSERT INTO room_limit (room, group_name) VALUES (?, ?)";
    private static final String PEOPLE =
            "SELECT r.name, b.uid FROM belonging b JOIN room r ON r.id = b.room WHERE r.access <> 'open'";

    /** A room as one user sees it: what is unread is counted over the index of the messages, and not beyond what anybody is told. */
    private static final String SUMMARY =
            "SELECT r.name, r.title, r.topic, r.access, r.archived, r.owner, r.head, b.read_seq,"
                    + " (SELECT m.epoch FROM message m WHERE m.room = r.id AND m.seq = r.head),"
                    + " (SELECT m.said_at FROM message m WHERE m.room = r.id AND m.seq = r.head) AS last,"
                    + " (SELECT COUNT(*) FROM (SELECT 1 FROM message u WHERE u.room = r.id AND u.seq > b.read_seq AND u.target IS NULL"
                    + " AND u.deleted = 0 AND u.uid <> b.uid LIMIT " + RoomSummary.MOST_UNREAD + ") AS c),"
                    + " (SELECT COUNT(*) FROM mention n WHERE n.uid = b.uid AND n.room = r.id AND n.seq > b.read_seq)";

    static final String OF_USER = SUMMARY + " FROM belonging b JOIN room r ON r.id = b.room"
            + " WHERE b.uid = ? AND r.name NOT LIKE ? ORDER BY COALESCE((SELECT m.said_at FROM message m WHERE m.room = r.id AND m.seq = r.head), 0) DESC, r.name LIMIT ?";
    private static final String FROM_ALL = " FROM room r LEFT JOIN belonging b ON b.room = r.id AND b.uid = ?";
    private static final String OPEN = SUMMARY + FROM_ALL + " WHERE r.access = 'open' AND r.name NOT LIKE ?"
            + " AND (LOWER(r.name) LIKE ? ESCAPE '!' OR LOWER(r.title) LIKE ? ESCAPE '!') ORDER BY r.name LIMIT ?";
    static final String BY_NAME = SUMMARY + FROM_ALL + " WHERE r.name = ?";

    private static final String CREATE = "INSERT INTO room (id, name, head, title, topic, access, owner)"
            + " VALUES (?, ?, 0, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING";
    private static final String WHOSE = "SELECT owner, access FROM room WHERE name = ?";

    /** The names of inboxes begin with a character that no room's name has. */
    private static final String INBOXES = "\u001f%";

    private final DataSource database;

    JdbcRoomDirectory(DataSource database) {
        this.database = database;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T read(String failed, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new StoreException(failed, failure);
        }
    }

    private <T> T write(String failed, Work<T> work) {
        return read(failed, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    @Override
    public Map<String, Set<String>> limits() {
        return read("The limits of rooms could not be read", connection -> {
            Map<String, Set<String>> limits = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(LIMITS);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    limits.computeIfAbsent(row.getString(1), room -> new HashSet<>())
                            .add(row.getString(2));
                }
            }
            limits.replaceAll((room, groups) -> Set.copyOf(groups));
            return Map.copyOf(limits);
        });
    }

    @Override
    public Map<String, Set<Long>> people() {
        return read("It could not be read who belongs to which room", connection -> {
            Map<String, Set<Long>> people = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(PEOPLE);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    people.computeIfAbsent(row.getString(1), room -> new HashSet<>())
                            .add(row.getLong(2));
                }
            }
            return people;
        });
    }

    @Override
    public void limit(String room, Set<String> groups) {
        write("The limit of a room could not be changed", connection -> {
            try (PreparedStatement remove = connection.prepareStatement(REMOVE_LIMIT);
                    PreparedStatement add = connection.prepareStatement(ADD_LIMIT)) {
                remove.setString(1, room);
                remove.executeUpdate();
                for (String group : groups) {
                    add.setString(1, room);
                    add.setString(2, group);
                    add.executeUpdate();
                }
            }
            return null;
        });
    }

    @Override
    public List<RoomSummary> of(long uid, int most) {
        return read("The rooms of a user could not be read", connection -> {
            try (PreparedStatement select = connection.prepareStatement(OF_USER)) {
                select.setLong(1, uid);
                select.setString(2, INBOXES);
                select.setInt(3, most);
                return summaries(connection, select, uid);
            }
        });
    }

    @Override
    public List<RoomSummary> find(long uid, String text, int most) {
        String pattern = pattern(text);
        return read("Rooms could not be looked for", connection -> {
            try (PreparedStatement select = connection.prepareStatement(OPEN)) {
                select.setLong(1, uid);
                select.setString(2, INBOXES);
                select.setString(3, pattern);
                select.setString(4, pattern);
                select.setInt(5, most);
                return summaries(connection, select, uid);
            }
        });
    }

    /** What {@code LIKE} finds a part of a name by, in small letters and escaped by an exclamation mark. */
    static String pattern(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    @Override
    public Optional<RoomSummary> find(long uid, String room) {
        return read("A room could not be looked up", connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_NAME)) {
                select.setLong(1, uid);
                select.setString(2, room);
                return summaries(connection, select, uid).stream().findFirst();
            }
        });
    }

    private static List<RoomSummary> summaries(Connection connection, PreparedStatement select, long uid)
            throws SQLException {
        List<RoomSummary> rooms = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rooms.add(summary(row, uid));
            }
        }
        BelongingTable belonging = new BelongingTable(connection);
        for (int i = 0; i < rooms.size(); i++) {
            if (rooms.get(i).kind() != RoomKind.OPEN) {
                rooms.set(i, rooms.get(i).among(belonging.people(rooms.get(i).room(), RoomSummary.MOST_PEOPLE)));
            }
        }
        return rooms;
    }

    private static RoomSummary summary(ResultSet row, long uid) throws SQLException {
        long owner = row.getLong(6);
        long read = row.getLong(8);
        boolean belongs = !row.wasNull();
        long last = row.getLong(10);
        Instant at = row.wasNull() ? null : Instant.ofEpochMilli(last);
        return new RoomSummary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                RoomKind.of(row.getString(4)).orElseThrow(),
                row.getInt(5) != 0,
                belongs,
                owner == uid,
                row.getLong(7),
                row.getString(9),
                at,
                read,
                row.getInt(11),
                row.getInt(12),
                null);
    }

    @Override
    public Created create(NewRoom room) {
        return write("A room could not be made", connection -> {
            BelongingTable belonging = new BelongingTable(connection);
            if (belonging.named(room.people()).size() < room.people().size()) {
                return Created.PEOPLE_UNKNOWN;
            }
            if (!insert(connection, room)) {
                return isKnown(connection, room) ? Created.KNOWN : Created.EXISTS;
            }
            belonging.invite(room.name(), room.owner().uid());
            for (long uid : room.people()) {
                belonging.invite(room.name(), uid);
            }
            return Created.NEW;
        });
    }

    private static boolean insert(Connection connection, NewRoom room) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setLong(1, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            insert.setString(2, room.name());
            insert.setString(3, room.title());
            insert.setString(4, room.topic());
            insert.setString(5, room.kind().wireName());
            if (room.kind() == RoomKind.DIRECT) {
                insert.setNull(6, java.sql.Types.BIGINT);
            } else {
                insert.setLong(6, room.owner().uid());
            }
            return insert.executeUpdate() == 1;
        }
    }

    private static boolean isKnown(Connection connection, NewRoom room) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WHOSE)) {
            select.setString(1, room.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        && row.getString(2).equals(room.kind().wireName())
                        && (room.kind() == RoomKind.DIRECT
                                || row.getLong(1) == room.owner().uid());
            }
        }
    }
}
