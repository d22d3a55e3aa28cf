package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.User;

/** Who belongs to which room, and how far he has read it. On one connection, in its transaction; not thread-safe. */
final class BelongingTable {

    /** How many rooms a user can belong to. Who joins more is in them and does not belong to them. */
    static final int MOST_ROOMS = 1_000;

    /** Who comes has nothing to catch up with. To other rooms than open ones nobody belongs by coming: he may have been removed meanwhile. */
    private static final String JOIN =
            "INSERT INTO belonging (uid, room, read_seq) SELECT ?, id, head FROM room WHERE name = ? AND access = 'open'"
                    + " ON CONFLICT DO NOTHING";

    private static final String INVITE =
            "INSERT INTO belonging (uid, room, read_seq) SELECT ?, id, 0 FROM room WHERE name = ? ON CONFLICT DO NOTHING";
    private static final String BELONGS =
            "SELECT 1 FROM belonging WHERE uid = ? AND room = (SELECT id FROM room WHERE name = ?)";
    private static final String COUNT = "SELECT COUNT(*) FROM belonging WHERE uid = ?";
    private static final String LEAVE =
            "DELETE FROM belonging WHERE uid = ? AND room = (SELECT id FROM room WHERE name = ? AND access <> 'direct')";
    private static final String READ = "UPDATE belonging SET read_seq = ? WHERE uid = ?"
            + " AND room = (SELECT id FROM room WHERE name = ? AND head >= ?) AND read_seq < ?";
    private static final String PEOPLE = "SELECT b.uid, p.name FROM belonging b JOIN person p ON p.uid = b.uid"
            + " WHERE b.room = (SELECT id FROM room WHERE name = ?) ORDER BY p.name, b.uid LIMIT ?";
    private static final String NAME = "SELECT uid, name FROM person WHERE uid = ?";

    private final Connection connection;

    BelongingTable(Connection connection) {
        this.connection = connection;
    }

    /** Somebody has entered a room, whose row is made if there is none. Returns whether he did not belong to it. */
    boolean join(String room, long uid) throws SQLException {
        if (belongs(room, uid) || count(uid) >= MOST_ROOMS) {
            return false;
        }
        Numbers.make(connection, room);
        return change(JOIN, uid, room) == 1;
    }

    private boolean belongs(String room, long uid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BELONGS)) {
            select.setLong(1, uid);
            select.setString(2, room);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    void invite(String room, long uid) throws SQLException {
        change(INVITE, uid, room);
    }

    /** Somebody belongs to a room no more. To a direct one its people always do. Returns whether anything is otherwise by that. */
    boolean leave(String room, long uid) throws SQLException {
        return change(LEAVE, uid, room) == 1;
    }

    /** Somebody has read further than before, and no further than there is something to read. Returns whether it is so. */
    boolean read(String log, long uid, long seq) throws SQLException {
        if (InboxName.isOne(log) && !belongs(log, uid)) {
            invite(log, uid);
        }
        try (PreparedStatement update = connection.prepareStatement(READ)) {
            update.setLong(1, seq);
            update.setLong(2, uid);
            update.setString(3, log);
            update.setLong(4, seq);
            update.setLong(5, seq);
            return update.executeUpdate() == 1;
        }
    }

    private int change(String how, long uid, String room) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(how)) {
            change.setLong(1, uid);
            change.setString(2, room);
            return change.executeUpdate();
        }
    }

    private long count(long uid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setLong(1, uid);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    List<User> people(String room, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PEOPLE)) {
            select.setString(1, room);
            select.setInt(2, most);
            return users(select);
        }
    }

    /** The users of some uids, in their order; fewer: the others are not known. */
    List<User> named(Collection<Long> uids) throws SQLException {
        List<User> named = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NAME)) {
            for (long uid : uids) {
                select.setLong(1, uid);
                named.addAll(users(select));
            }
        }
        return named;
    }

    private static List<User> users(PreparedStatement select) throws SQLException {
        List<User> users = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                users.add(new User(row.getLong(1), row.getString(2)));
            }
        }
        return users;
    }
}
