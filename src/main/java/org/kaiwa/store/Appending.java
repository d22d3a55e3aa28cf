package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.kaiwa.protocol.Event;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Conflict;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Outcome;

/** One transaction that appends messages to rooms. It is its caller who begins and commits it. Not thread-safe. */
final class Appending {

    /** How many ids are asked for in one query. */
    private static final int IDS_A_QUERY = 100;

    private static final String RAISE = "UPDATE room SET head = head + ? WHERE name = ? RETURNING id, head";
    private static final String NEW_ROOM =
            "INSERT INTO room (id, name, head) VALUES (?, ?, 0) ON CONFLICT (name) DO NOTHING";
    private static final String INSERT =
            "INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final String epoch;

    /** What is stored under the ids of the drafts, before and in this transaction. */
    private final Map<Key, Event.Said> known = new HashMap<>();

    Appending(Connection connection, String epoch) {
        this.connection = connection;
        this.epoch = epoch;
    }

    /** An id of a sender. */
    private record Key(long uid, String id) {
        static Key of(Draft draft) {
            return new Key(draft.from().uid(), draft.id());
        }
    }

    /** A room's row, with its head as it was. */
    private static final class Row {
        private final long id;
        private long head;

        private Row(long id, long head) {
            this.id = id;
            this.head = head;
        }
    }

    List<Outcome> append(List<Draft> drafts) throws SQLException {
        findKnown(drafts);
        Map<String, Row> rows = raiseHeads(drafts);
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Draft draft : drafts) {
                Event.Said before = draft.id() == null ? null : known.get(Key.of(draft));
                if (before == null) {
                    outcomes.add(new Appended(add(insert, draft, rows.get(draft.room()))));
                } else {
                    outcomes.add(isSame(draft, before) ? new Known(before) : new Conflict());
                }
            }
            insert.executeBatch();
        }
        return outcomes;
    }

    private static boolean isSame(Draft draft, Event.Said stored) {
        return draft.room().equals(stored.room()) && draft.content().equals(stored.content());
    }

    private Event.Said add(PreparedStatement insert, Draft draft, Row room) throws SQLException {
        room.head++;
        Event.Said message = new Event.Said(
                draft.room(),
                room.head,
                epoch,
                draft.from(),
                draft.id(),
                draft.content(),
                draft.at().truncatedTo(ChronoUnit.MILLIS));
        insert.setLong(1, room.id);
        insert.setLong(2, message.seq());
        insert.setString(3, epoch);
        insert.setLong(4, draft.from().uid());
        insert.setString(5, draft.from().name());
        if (draft.id() == null) {
            insert.setNull(6, Types.VARCHAR);
        } else {
            insert.setString(6, draft.id());
            known.put(Key.of(draft), message);
        }
        insert.setString(7, draft.content());
        insert.setLong(8, message.at().toEpochMilli());
        insert.addBatch();
        return message;
    }

    private void findKnown(List<Draft> drafts) throws SQLException {
        Set<Key> keys = new LinkedHashSet<>();
        drafts.stream().filter(draft -> draft.id() != null).map(Key::of).forEach(keys::add);
        List<Key> all = List.copyOf(keys);
        for (int begin = 0; begin < all.size(); begin += IDS_A_QUERY) {
            find(all.subList(begin, Math.min(begin + IDS_A_QUERY, all.size())));
        }
    }

    private void find(List<Key> keys) throws SQLException {
        String list = String.join(", ", Collections.nCopies(keys.size(), "(?, ?)"));
        try (PreparedStatement select = connection.prepareStatement(
                JdbcMessageStore.columns() + "WHERE (m.uid, m.client_id) IN (VALUES " + list + ")")) {
            int parameter = 1;
            for (Key key : keys) {
                select.setLong(parameter++, key.uid());
                select.setString(parameter++, key.id());
            }
            for (Event.Said message : JdbcMessageStore.messages(select)) {
                known.put(new Key(message.from().uid(), message.id()), message);
            }
        }
    }

    /** Takes the numbers for all that is new. In the order of the rooms' names, so that two processes do not wait for each other for ever. */
    private Map<String, Row> raiseHeads(List<Draft> drafts) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        Set<Key> counted = new LinkedHashSet<>(known.keySet());
        for (Draft draft : drafts) {
            if (draft.id() == null || counted.add(Key.of(draft))) {
                counts.merge(draft.room(), 1, Integer::sum);
            }
        }
        Map<String, Row> rows = new HashMap<>();
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            for (Map.Entry<String, Integer> room : counts.entrySet()) {
                rows.put(room.getKey(), raise(raise, room.getKey(), room.getValue()));
            }
        }
        return rows;
    }

    private Row raise(PreparedStatement raise, String room, int count) throws SQLException {
        raise.setInt(1, count);
        raise.setString(2, room);
        Row raised = row(raise, count);
        if (raised != null) {
            return raised;
        }
        try (PreparedStatement insert = connection.prepareStatement(NEW_ROOM)) {
            insert.setLong(1, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            insert.setString(2, room);
            insert.executeUpdate();
        }
        return row(raise, count);
    }

    private static Row row(PreparedStatement raise, int count) throws SQLException {
        try (ResultSet raised = raise.executeQuery()) {
            return raised.next() ? new Row(raised.getLong(1), raised.getLong(2) - count) : null;
        }
    }
}
