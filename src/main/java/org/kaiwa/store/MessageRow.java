package org.kaiwa.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.RoomChange;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Changing;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Reacting;
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
            + " m.target, m.edited, m.deleted, m.to_uid, m.to_name, m.place, m.twin, m.kind, m.reply_to, m.mentions"
            + " FROM message m JOIN room r ON r.id = m.room ";

    /** The condition that names a log. By the row of the room and not by a join: only so does PostgreSQL go to the messages by their index. */
    static final String OF_LOG = "m.room = (SELECT id FROM room WHERE name = ?) ";

    /** The kinds of rows; a change of a message is one that has a target. */
    static final int MESSAGE = 0;

    static final int CHANGE = 0;
    static final int REACTION = 1;
    static final int END_OF_REACTION = 2;
    static final int CHANGE_OF_ROOM = 3;

    private static final int TARGET = 9;
    private static final int EDITED = 10;
    private static final int DELETED = 11;
    private static final int TO_UID = 12;
    private static final int TO_NAME = 13;
    private static final int PLACE = 14;
    private static final int TWIN = 15;
    private static final int KIND = 16;
    private static final int REPLY_TO = 17;
    private static final int MENTIONS = 18;

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
        int kind = row.getInt(KIND);
        if (kind == CHANGE_OF_ROOM) {
            return new Event.Changed(log, seq, epoch, from, id, RoomChange.ofJson(content), at);
        }
        if (kind == REACTION || kind == END_OF_REACTION) {
            return new Event.Reacted(log, seq, epoch, from, id, target, content, kind == REACTION, at);
        }
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
        return new Event.Said(log, seq, epoch, from, id, text, version, about(row), at);
    }

    private static Event.About about(ResultSet row) throws SQLException {
        long replyTo = row.getLong(REPLY_TO);
        String mentions = row.getString(MENTIONS);
        if (replyTo == 0 && mentions == null) {
            return Event.About.NOTHING;
        }
        List<Long> uids = mentions == null
                ? List.of()
                : Arrays.stream(mentions.split(" ")).map(Long::valueOf).toList();
        return new Event.About(replyTo == 0 ? null : (Long) replyTo, uids);
    }

    /** Uids as they are kept beside their message. */
    static String written(List<Long> mentions) {
        return mentions.isEmpty()
                ? null
                : mentions.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Whether a draft says the same again. Of what has no text any more that cannot be told, and is believed. */
    boolean isOf(Draft draft) {
        if (draft instanceof Message message) {
            return event instanceof Event.Said said
                    && said.room().equals(message.room())
                    && Objects.equals(said.about().replyTo(), message.about().replyTo())
                    && isText(message.content(), said.version());
        }
        if (draft instanceof Whisper whisper) {
            return event instanceof Event.Whispered whispered
                    && whispered.room().equals(whisper.room())
                    && whispered.to().uid() == whisper.to().uid()
                    && isText(whisper.content(), whispered.version());
        }
        if (draft instanceof Reacting reacting) {
            return event instanceof Event.Reacted reacted
                    && reacted.log().equals(reacting.room())
                    && reacted.target() == reacting.target()
                    && reacted.emoji().equals(reacting.emoji())
                    && reacted.on() == reacting.on();
        }
        if (draft instanceof Changing changing) {
            return event instanceof Event.Changed changed
                    && changed.log().equals(changing.room())
                    && isSame(changed.change(), changing);
        }
        Amendment amendment = (Amendment) draft;
        return event instanceof Event.Amended amended
                && amended.log().equals(amendment.log())
                && amended.target() == amendment.target()
                && (amended.content() == null) == (amendment.content() == null)
                && (amendment.content() == null || original.isEmpty() || original.equals(amendment.content()));
    }

    private static boolean isSame(RoomChange change, Changing changing) {
        return Objects.equals(change.title(), changing.title())
                && Objects.equals(change.topic(), changing.topic())
                && Objects.equals(change.archived(), changing.archived())
                && uids(change.invited()).equals(Set.copyOf(changing.invite()))
                && uids(change.removed()).equals(Set.copyOf(changing.remove()));
    }

    private static Set<Long> uids(List<User> people) {
        return people == null ? Set.of() : people.stream().map(User::uid).collect(Collectors.toSet());
    }

    private boolean isText(String content, Version version) {
        return version == Version.DELETED || original.equals(content);
    }
}
