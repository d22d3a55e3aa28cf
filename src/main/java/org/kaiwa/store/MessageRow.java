package org.kaiwa.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Whisper;

/**
 * A row of the table of messages.
 *
 * @param event what it is, as it reads now
 * @param original the text that it was stored with; empty if it has been deleted
 * @param twin the number of the other copy, of a private message; null: there is none
 */
record MessageRow(Event.Stored event, String original, Long twin) {

    /** The query, up to its condition. */
    static final String SELECT = "SELECT r.name, m.seq, m.epoch, m.uid, m.name, m.client_id, m.content, m.said_at,"
            + " m.target, m.edited, m.deleted, m.to_uid, m.to_name, m.place, m.twin"
            + " FROM message m JOIN room r ON r.id = m.room ";

    /** The condition that names a log. By the row of the room and not by a join: only so does PostgreSQL go to the messages by their index. */
    static final String OF_LOG = "m.room = (SELECT id FROM room WHERE name = ?) ";

    private static final int TARGET = 9;
    private static final int EDITED = 10;
    private static final int DELETED = 11;
    private static final int TO_UID = 12;
    private static final int TO_NAME = 13;
    private static final int PLACE = 14;
    private static final int TWIN = 15;

    /** All rows of a query that begins with {@link #SELECT}. */
    static List<MessageRow> all(PreparedStatement select) throws SQLException {
        List<MessageRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long twin = row.getLong(TWIN);
                rows.add(new MessageRow(event(row), row.getString(7), row.wasNull() || twin == 0 ? null : twin));
            }
        }
        return rows;
    }

    private static Event.Stored event(ResultSet row) throws SQLException {
        String log = row.getString(1);
        long seq = row.getLong(2);
        String epoch = row.getString(3);
        User from = new User(row.getLong(4), row.getString(5));
        String id = row.getString(6);
        String content = row.getString(7);
        Instant at = Instant.ofEpochMilli(row.getLong(8));
        boolean deleted = row.getInt(DELETED) != 0;
        long target = row.getLong(TARGET);
        if (target != 0) {
            return new Event.Amended(log, seq, epoch, from, id, target, deleted ? null : content, at);
        }
        String edited = row.getString(EDITED);
        Version version = deleted ? Version.DELETED : edited == null ? Version.ORIGINAL : Version.EDITED;
        String text = edited == null ? content : edited;
        long toUid = row.getLong(TO_UID);
        if (toUid != 0) {
            User to = new User(toUid, row.getString(TO_NAME));
            return new Event.Whispered(log, seq, epoch, row.getString(PLACE), from, to, toUid, id, text, version, at);
        }
        return new Event.Said(log, seq, epoch, from, id, text, version, at);
    }

    /** Whether a draft says the same again. Of what has no text any more that cannot be told, and is believed. */
    boolean isOf(Draft draft) {
        if (draft instanceof Message message) {
            return event instanceof Event.Said said
                    && said.room().equals(message.room())
                    && isText(message.content(), said.version());
        }
        if (draft instanceof Whisper whisper) {
            return event instanceof Event.Whispered whispered
                    && whispered.room().equals(whisper.room())
                    && whispered.to().uid() == whisper.to().uid()
                    && isText(whisper.content(), whispered.version());
        }
        Amendment amendment = (Amendment) draft;
        return event instanceof Event.Amended amended
                && amended.log().equals(amendment.log())
                && amended.target() == amendment.target()
                && (amended.content() == null) == (amendment.content() == null)
                && (amendment.content() == null || original.isEmpty() || original.equals(amendment.content()));
    }

    private boolean isText(String content, Version version) {
        return version == Version.DELETED || original.equals(content);
    }
}
