package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.room.MessageStore.Reacting;

/**
 * Which emoji messages have: what follows from the events by which they were put and taken away, so that a page of the past needs not read those. On one
 * connection; not thread-safe.
 */
final class ReactionTable {

    private static final String PUT =
            "INSERT INTO reaction (room, seq, emoji, uid, put) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String TAKE = "DELETE FROM reaction WHERE room = ? AND seq = ? AND emoji = ? AND uid = ?";
    static final String FORGET = "DELETE FROM reaction WHERE room = ? AND seq = ?";
    static final String DIFFERENT =
            "SELECT DISTINCT emoji FROM reaction WHERE room = (SELECT id FROM room WHERE name = ?) AND seq = ?";
    static final String OF_PAGE =
            "SELECT seq, emoji, uid FROM reaction WHERE room = (SELECT id FROM room WHERE name = ?)"
                    + " AND seq BETWEEN ? AND ? ORDER BY seq, put";

    private final Connection connection;

    ReactionTable(Connection connection) {
        this.connection = connection;
    }

    /** Whether a message can have this emoji too. Of several in one transaction each is looked at as if it were alone: the bound is one on what is kept, about. */
    boolean hasRoomFor(Reacting reacting) throws SQLException {
        if (!reacting.on()) {
            return true;
        }
        try (PreparedStatement select = connection.prepareStatement(DIFFERENT)) {
            select.setString(1, reacting.room());
            select.setLong(2, reacting.target());
            int different = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1).equals(reacting.emoji())) {
                        return true;
                    }
                    different++;
                }
            }
            return different < Reaction.MOST_OF_A_MESSAGE;
        }
    }

    void keep(long log, Event.Reacted reacted) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(reacted.on() ? PUT : TAKE)) {
            change.setLong(1, log);
            change.setLong(2, reacted.target());
            change.setString(3, reacted.emoji());
            change.setLong(4, reacted.from().uid());
            if (reacted.on()) {
                change.setLong(5, reacted.seq());
            }
            change.executeUpdate();
        }
    }

    /** A message is deleted, and what was put to it. */
    void forget(long log, long seq) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, log);
            delete.setLong(2, seq);
            delete.executeUpdate();
        }
    }

    Map<Long, List<Reaction>> of(String log, long from, long to) throws SQLException {
        Map<Long, Map<String, List<Long>>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(OF_PAGE)) {
            select.setString(1, log);
            select.setLong(2, from);
            select.setLong(3, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getLong(1), seq -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getString(2), emoji -> new ArrayList<>())
                            .add(row.getLong(3));
                }
            }
        }
        Map<Long, List<Reaction>> reactions = new HashMap<>();
        found.forEach((seq, emoji) -> reactions.put(
                seq,
                emoji.entrySet().stream()
                        .map(put -> reaction(put.getKey(), put.getValue()))
                        .toList()));
        return reactions;
    }

    private static Reaction reaction(String emoji, List<Long> uids) {
        return new Reaction(emoji, uids.size(), List.copyOf(uids.subList(0, Math.min(uids.size(), Reaction.NAMED))));
    }
}
