package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.kaiwa.protocol.RoomChange;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Changing;
import org.kaiwa.room.MessageStore.Reason;

/** Changes of rooms: who may make them, and what follows from them in the tables. On one connection, in its transaction; not thread-safe. */
final class RoomChanges {

    private static final String ROOM = "SELECT access, owner, archived FROM room WHERE name = ?";
    private static final String CHANGE = "UPDATE room SET title = COALESCE(?, title), topic = COALESCE(?, topic),"
            + " archived = COALESCE(?, archived) WHERE name = ?";

    private final Connection connection;
    private final BelongingTable belonging;

    RoomChanges(Connection connection) {
        this.connection = connection;
        this.belonging = new BelongingTable(connection);
    }

    private record Room(RoomKind kind, long owner, boolean archived) {}

    /** What speaks against a change; null: nothing. */
    Reason objection(Changing changing) throws SQLException {
        Room room = room(changing.room());
        boolean governs = changing.governs() || room.owner() == changing.from().uid();
        boolean ofPeople = !changing.invite().isEmpty() || !changing.remove().isEmpty();
        boolean ofTheOwner = changing.title() != null
                || changing.archived() != null
                || !changing.remove().isEmpty();
        if (ofPeople && room.kind() != RoomKind.CLOSED) {
            return Reason.KIND_INVALID;
        }
        if (ofTheOwner && (!governs || room.kind() == RoomKind.DIRECT)) {
            return Reason.NOT_YOURS;
        }
        if (room.archived() && !Boolean.FALSE.equals(changing.archived())) {
            return Reason.ARCHIVED;
        }
        boolean known =
                belonging.named(changing.invite()).size() == changing.invite().size();
        return known ? null : Reason.PEOPLE_UNKNOWN;
    }

    private Room room(String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOM)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Room(RoomKind.of(row.getString(1)).orElseThrow(), row.getLong(2), row.getInt(3) != 0)
                        : new Room(RoomKind.OPEN, 0, false);
            }
        }
    }

    /** Makes a change; returns it as it is told. */
    RoomChange make(Changing changing) throws SQLException {
        List<User> invited = belonging.named(changing.invite());
        List<User> removed = belonging.named(changing.remove());
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setString(1, changing.title());
            update.setString(2, changing.topic());
            update.setObject(
                    3, changing.archived() == null ? null : changing.archived() ? 1 : 0, java.sql.Types.SMALLINT);
            update.setString(4, changing.room());
            update.executeUpdate();
        }
        for (User user : invited) {
            belonging.invite(changing.room(), user.uid());
        }
        for (User user : removed) {
            belonging.leave(changing.room(), user.uid());
        }
        return new RoomChange(
                changing.title(),
                changing.topic(),
                changing.archived(),
                invited.isEmpty() ? null : invited,
                removed.isEmpty() ? null : removed);
    }
}
