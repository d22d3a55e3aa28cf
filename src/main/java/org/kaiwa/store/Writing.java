package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/** The statements of a transaction that adds events. Not thread-safe. */
final class Writing implements AutoCloseable {

    private static final String INSERT_SAID =
            "INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT =
            "INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at, target, deleted, to_uid, to_name, place, twin, kind)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_ANSWER =
            "INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at, reply_to, mentions)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_MENTION = "INSERT INTO mention (uid, room, seq) VALUES (?, ?, ?)";
    static final String EDIT =
            "UPDATE message SET edited = ? WHERE room = ? AND seq = ? AND target IS NULL AND deleted = 0";
    static final String DELETE =
            "UPDATE message SET content = '', edited = NULL, mentions = NULL, deleted = 1 WHERE room = ? AND seq = ? AND target IS NULL AND deleted = 0";
    static final String FORGET_EDITS =
            "UPDATE message SET content = '' WHERE room = ? AND target = ? AND deleted = 0 AND kind = "
                    + MessageRow.CHANGE;
    static final String FORGET_MENTIONS = "DELETE FROM mention WHERE room = ? AND seq = ?";

    /** SQLSTATE class 40, transaction rollback (ISO/IEC 9075-2): it is tried again. */
    private static final String ROLLED_BACK = "40001";

    private final Connection connection;

    /** What people say, nearly always; the other statement takes twice as many values. */
    private final PreparedStatement insertSaid;

    private final PreparedStatement insert;

    Writing(Connection connection) throws SQLException {
        this.connection = connection;
        this.insertSaid = connection.prepareStatement(INSERT_SAID);
        this.insert = connection.prepareStatement(INSERT);
    }

    /** Adds a message to everybody. */
    void say(long log, Event.Said said) throws SQLException {
        if (said.about() != Event.About.NOTHING) {
            answer(log, said);
            return;
        }
        bind(insertSaid, log, said, said.id(), said.content());
        insertSaid.addBatch();
    }

    /** Those few that answer one or name somebody are written by themselves. */
    private void answer(long log, Event.Said said) throws SQLException {
        List<Long> mentions = said.about().mentions();
        try (PreparedStatement answer = connection.prepareStatement(INSERT_ANSWER);
                PreparedStatement mention = connection.prepareStatement(INSERT_MENTION)) {
            bind(answer, log, said, said.id(), said.content());
            if (said.about().replyTo() == null) {
                answer.setNull(9, Types.BIGINT);
            } else {
                answer.setLong(9, said.about().replyTo());
            }
            answer.setString(10, MessageRow.written(mentions));
            answer.executeUpdate();
            for (long uid : mentions) {
                mention.setLong(1, uid);
                mention.setLong(2, log);
                mention.setLong(3, said.seq());
                mention.addBatch();
            }
            mention.executeBatch();
        }
    }

    /** Adds what was put to a message, or taken away. */
    void react(long log, Event.Reacted reacted) throws SQLException {
        bind(insert, log, reacted, reacted.id(), reacted.emoji());
        insert.setLong(9, reacted.target());
        insert.setInt(10, 0);
        bindTo(null, null, null);
        insert.setInt(15, reacted.on() ? MessageRow.REACTION : MessageRow.END_OF_REACTION);
        insert.addBatch();
    }

    /** Adds a change of a room. */
    void change(long log, Event.Changed changed) throws SQLException {
        bind(insert, log, changed, changed.id(), changed.change().toJson());
        // It changes no message, and is none.
        insert.setLong(9, 0);
        insert.setInt(10, 0);
        bindTo(null, null, null);
        insert.setInt(15, MessageRow.CHANGE_OF_ROOM);
        insert.addBatch();
    }

    /** Adds one copy of a private message, under its sender's id or, the second one, under none. */
    void whisper(long log, Event.Whispered whispered, String id, Long twin) throws SQLException {
        bind(insert, log, whispered, id, whispered.content());
        insert.setNull(9, Types.BIGINT);
        insert.setInt(10, 0);
        bindTo(whispered.to(), whispered.room(), twin);
        insert.setInt(15, MessageRow.MESSAGE);
        insert.addBatch();
    }

    /** Adds a change, and makes it. */
    void amend(long log, Event.Amended amended, String id, Long twin) throws SQLException {
        // The changes before it may be among those that are still to be written.
        flush();
        boolean deleted = amended.content() == null;
        bind(insert, log, amended, id, deleted ? "" : amended.content());
        insert.setLong(9, amended.target());
        insert.setInt(10, deleted ? 1 : 0);
        bindTo(null, null, twin);
        insert.setInt(15, MessageRow.CHANGE);
        insert.addBatch();
        if (deleted) {
            changeOne(DELETE, log, amended.target(), null);
            forget(FORGET_EDITS, log, amended.target());
            forget(FORGET_MENTIONS, log, amended.target());
            new ReactionTable(connection).forget(log, amended.target());
        } else {
            changeOne(EDIT, log, amended.target(), amended.content());
        }
    }

    private void forget(String what, long log, long target) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(what)) {
            forget.setLong(1, log);
            forget.setLong(2, target);
            forget.executeUpdate();
        }
    }

    /** The message was there when it was looked for: if it is not any more, somebody else has been at it. */
    private void changeOne(String update, long log, long target, String content) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(update)) {
            int parameter = 1;
            if (content != null) {
                change.setString(parameter++, content);
            }
            change.setLong(parameter++, log);
            change.setLong(parameter, target);
            if (change.executeUpdate() != 1) {
                throw new SQLException("A message has been deleted meanwhile", ROLLED_BACK);
            }
        }
    }

    void flush() throws SQLException {
        insertSaid.executeBatch();
        insert.executeBatch();
    }

    private static void bind(PreparedStatement to, long log, Event.Stored event, String id, String content)
            throws SQLException {
        to.setLong(1, log);
        to.setLong(2, event.seq());
        to.setString(3, event.epoch());
        to.setLong(4, event.from().uid());
        to.setString(5, event.from().name());
        to.setString(6, id);
        to.setString(7, content);
        to.setLong(8, event.at().toEpochMilli());
    }

    private void bindTo(User to, String place, Long twin) throws SQLException {
        if (to == null) {
            insert.setNull(11, Types.BIGINT);
            insert.setString(12, null);
        } else {
            insert.setLong(11, to.uid());
            insert.setString(12, to.name());
        }
        insert.setString(13, place);
        if (twin == null) {
            insert.setNull(14, Types.BIGINT);
        } else {
            insert.setLong(14, twin);
        }
    }

    @Override
    public void close() throws SQLException {
        insertSaid.close();
        insert.close();
    }
}
