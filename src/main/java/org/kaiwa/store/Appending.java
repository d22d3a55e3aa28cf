package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.RoomChange;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Changing;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Joining;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Outcome;
import org.kaiwa.room.MessageStore.Reacting;
import org.kaiwa.room.MessageStore.Reading;
import org.kaiwa.room.MessageStore.Reason;
import org.kaiwa.room.MessageStore.Refused;
import org.kaiwa.room.MessageStore.Trace;
import org.kaiwa.room.MessageStore.Traced;
import org.kaiwa.room.MessageStore.Whisper;

/**
 * One transaction that appends events to logs. It is its caller who begins and commits it. Not thread-safe.
 *
 * <p>First it is found out what is new and may be stored, then the numbers are taken for that and nothing else, then it is written.
 */
final class Appending {

    /** How many ids are asked for in one query. */
    private static final int IDS_A_QUERY = 100;

    /** A message by its place. */
    static final String TARGET = MessageRow.SELECT + "WHERE " + MessageRow.OF_LOG + "AND m.seq = ?";

    private final Connection connection;
    private final String epoch;

    /** What is stored under the ids of the drafts. */
    private final Map<Key, MessageRow> known = new HashMap<>();

    private final ReactionTable reactions;

    /** The messages that are to be changed, answered or reacted to. */
    private final Map<Place, MessageRow> targets = new HashMap<>();

    /** Those of them that a draft before has deleted. */
    private final Set<Place> deleted = new HashSet<>();

    Appending(Connection connection, String epoch) {
        this.connection = connection;
        this.reactions = new ReactionTable(connection);
        this.epoch = epoch;
    }

    /** An id of a sender. */
    private record Key(long uid, String id) {
        static Key of(Draft draft) {
            return new Key(draft.from().uid(), draft.id());
        }
    }

    /** An event's place. */
    private record Place(String log, long seq) {

        /** That of the message which a draft names; null: it names none. */
        static Place of(Draft draft) {
            if (draft instanceof Amendment amendment) {
                return new Place(amendment.log(), amendment.target());
            }
            if (draft instanceof Reacting reacting) {
                return new Place(reacting.room(), reacting.target());
            }
            return draft instanceof Message message && message.about().replyTo() != null
                    ? new Place(message.room(), message.about().replyTo())
                    : null;
        }
    }

    List<Outcome> append(List<Draft> drafts) throws SQLException {
        findKnown(drafts);
        findTargets(drafts);
        Outcome[] outcomes = new Outcome[drafts.size()];
        Map<Key, Integer> firsts = new HashMap<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            Draft draft = drafts.get(i);
            outcomes[i] = found(draft);
            boolean isNew = outcomes[i] == null && (draft.id() == null || firsts.putIfAbsent(Key.of(draft), i) == null);
            if (isNew) {
                outcomes[i] = objection(draft);
                if (outcomes[i] == null) {
                    logs(draft).forEach(log -> counts.merge(log, 1, Integer::sum));
                }
            }
        }
        Set<String> changed = drafts.stream()
                .filter(Changing.class::isInstance)
                .map(Draft::room)
                .collect(Collectors.toSet());
        Numbers numbers = Numbers.take(connection, counts, changed);
        try (Writing writing = new Writing(connection)) {
            for (int i = 0; i < outcomes.length; i++) {
                if (outcomes[i] == null) {
                    Draft draft = drafts.get(i);
                    Integer first = draft.id() == null ? Integer.valueOf(i) : firsts.get(Key.of(draft));
                    outcomes[i] = first == i ? write(writing, numbers, draft) : again(draft, outcomes[first]);
                }
            }
            writing.flush();
        }
        return List.of(outcomes);
    }

    /** What has become of a draft that had been stored before; null: it had not. */
    private Outcome found(Draft draft) {
        MessageRow row = draft.id() == null ? null : known.get(Key.of(draft));
        if (row == null) {
            return null;
        }
        return row.isOf(draft) ? new Known(row.event()) : new Refused(Reason.ID_CONFLICT);
    }

    /** What becomes of a draft whose id another one of the same transaction has. */
    private static Outcome again(Draft draft, Outcome first) {
        if (!(first instanceof Appended appended)) {
            return first;
        }
        if (appended.events().isEmpty()) {
            return first;
        }
        Event.Stored event = appended.events().get(0);
        return new MessageRow(event, textOf(event), null).isOf(draft)
                ? new Known(event)
                : new Refused(Reason.ID_CONFLICT);
    }

    private static String textOf(Event.Stored event) {
        if (event instanceof Event.Said said) {
            return said.content();
        }
        if (event instanceof Event.Whispered whispered) {
            return whispered.content();
        }
        if (event instanceof Event.Changed changed) {
            return changed.change().toJson();
        }
        return event instanceof Event.Amended amended && amended.content() != null ? amended.content() : "";
    }

    /** What speaks against a draft that names a message; null: nothing. */
    private Outcome objection(Draft draft) throws SQLException {
        if (draft instanceof Changing changing) {
            Reason why = new RoomChanges(connection).objection(changing);
            return why == null ? null : new Refused(why);
        }
        Place place = Place.of(draft);
        if (place == null) {
            return null;
        }
        MessageRow target = targets.get(place);
        boolean answers = draft instanceof Message;
        // What is deleted still stands where it stood, and can be answered.
        if (target == null || target.event() instanceof Event.Noted || !answers && isGone(place, target.event())) {
            return new Refused(Reason.TARGET_UNKNOWN);
        }
        if (draft instanceof Reacting reacting) {
            return reactions.hasRoomFor(reacting) ? null : new Refused(Reason.TOO_MANY_REACTIONS);
        }
        if (draft instanceof Amendment amendment) {
            if (target.event().from().uid() != amendment.from().uid()) {
                return new Refused(Reason.NOT_YOURS);
            }
            if (amendment.content() == null) {
                deleted.add(place);
            }
        }
        return null;
    }

    private boolean isGone(Place place, Event.Stored event) {
        return deleted.contains(place)
                || event instanceof Event.Said said && said.version() == Version.DELETED
                || event instanceof Event.Whispered whispered && whispered.version() == Version.DELETED;
    }

    /** The logs that a new draft is stored in, the sender's first. */
    private List<String> logs(Draft draft) {
        if (draft instanceof Whisper whisper) {
            return inboxes(whisper);
        }
        if (draft instanceof Trace) {
            return List.of();
        }
        if (!(draft instanceof Amendment)) {
            return List.of(draft.room());
        }
        Amendment amendment = (Amendment) draft;
        List<String> logs = new ArrayList<>(List.of(amendment.log()));
        MessageRow target = targets.get(Place.of(amendment));
        if (target.twin() != null && target.event() instanceof Event.Whispered whispered) {
            logs.add(InboxName.of(whispered.to().uid()));
        }
        return logs;
    }

    private static List<String> inboxes(Whisper whisper) {
        Set<String> inboxes = new LinkedHashSet<>();
        for (User user : List.of(whisper.from(), whisper.to())) {
            if (!user.isPassing()) {
                inboxes.add(InboxName.of(user.uid()));
            }
        }
        return List.copyOf(inboxes);
    }

    private Outcome write(Writing writing, Numbers numbers, Draft draft) throws SQLException {
        if (logs(draft).stream().anyMatch(numbers::lack)) {
            return new Refused(Reason.ARCHIVED);
        }
        return draft instanceof Trace trace ? new Traced(leave(trace)) : new Appended(events(writing, numbers, draft));
    }

    private List<Event.Stored> events(Writing writing, Numbers numbers, Draft draft) throws SQLException {
        if (draft instanceof Message message) {
            return List.of(say(writing, numbers.of(message.room()), message));
        }
        if (draft instanceof Changing changing) {
            return List.of(change(writing, numbers.of(changing.room()), changing));
        }
        if (draft instanceof Whisper whisper) {
            return whisper(writing, numbers, whisper);
        }
        if (draft instanceof Reacting reacting) {
            return List.of(react(writing, numbers.of(reacting.room()), reacting));
        }
        return amend(writing, numbers, (Amendment) draft);
    }

    private Event.Stored say(Writing writing, Numbers.Row log, Message message) throws SQLException {
        Event.Said said = new Event.Said(
                message.room(),
                log.next(),
                epoch,
                message.from(),
                message.id(),
                message.content(),
                Version.ORIGINAL,
                message.about(),
                moment(message));
        writing.say(log.id(), said);
        return said;
    }

    private boolean leave(Trace trace) throws SQLException {
        BelongingTable belonging = new BelongingTable(connection);
        long uid = trace.from().uid();
        if (trace instanceof Joining) {
            return belonging.join(trace.log(), uid);
        }
        return trace instanceof Reading reading
                ? belonging.read(trace.log(), uid, reading.seq())
                : belonging.leave(trace.log(), uid);
    }

    private Event.Stored change(Writing writing, Numbers.Row log, Changing changing) throws SQLException {
        RoomChange change = new RoomChanges(connection).make(changing);
        Event.Changed changed = new Event.Changed(
                changing.room(), log.next(), epoch, changing.from(), changing.id(), change, moment(changing));
        writing.change(log.id(), changed);
        return changed;
    }

    private Event.Stored react(Writing writing, Numbers.Row log, Reacting reacting) throws SQLException {
        Event.Reacted reacted = new Event.Reacted(
                reacting.room(),
                log.next(),
                epoch,
                reacting.from(),
                reacting.id(),
                reacting.target(),
                reacting.emoji(),
                reacting.on(),
                moment(reacting));
        writing.react(log.id(), reacted);
        reactions.keep(log.id(), reacted);
        return reacted;
    }

    private List<Event.Stored> whisper(Writing writing, Numbers numbers, Whisper whisper) throws SQLException {
        List<String> inboxes = inboxes(whisper);
        long[] seqs =
                inboxes.stream().mapToLong(inbox -> numbers.of(inbox).next()).toArray();
        List<Event.Stored> events = new ArrayList<>();
        for (int i = 0; i < inboxes.size(); i++) {
            String id = i == 0 ? whisper.id() : null;
            Event.Whispered copy = copy(whisper, inboxes.get(i), seqs[i], epoch, id);
            Long twin = inboxes.size() == 2 ? (Long) seqs[1 - i] : null;
            writing.whisper(numbers.of(inboxes.get(i)).id(), copy, id, twin);
            events.add(copy);
        }
        if (whisper.from().isPassing()) {
            events.add(0, copy(whisper, InboxName.of(whisper.from().uid()), 0, null, whisper.id()));
        }
        if (whisper.to().isPassing() && whisper.to().uid() != whisper.from().uid()) {
            events.add(copy(whisper, InboxName.of(whisper.to().uid()), 0, null, null));
        }
        return events;
    }

    private static Event.Whispered copy(Whisper whisper, String inbox, long seq, String epoch, String id) {
        return new Event.Whispered(
                inbox,
                seq,
                epoch,
                whisper.room(),
                whisper.from(),
                whisper.to(),
                whisper.toAsSent(),
                id,
                whisper.content(),
                Version.ORIGINAL,
                moment(whisper));
    }

    private List<Event.Stored> amend(Writing writing, Numbers numbers, Amendment amendment) throws SQLException {
        List<String> logs = logs(amendment);
        Long twinTarget = targets.get(Place.of(amendment)).twin();
        long[] seqs = logs.stream().mapToLong(log -> numbers.of(log).next()).toArray();
        List<Event.Stored> events = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            String id = i == 0 ? amendment.id() : null;
            Event.Amended amended = new Event.Amended(
                    logs.get(i),
                    seqs[i],
                    epoch,
                    amendment.from(),
                    id,
                    i == 0 ? amendment.target() : twinTarget,
                    amendment.content(),
                    moment(amendment));
            writing.amend(numbers.of(logs.get(i)).id(), amended, id, logs.size() == 2 ? (Long) seqs[1 - i] : null);
            events.add(amended);
        }
        return events;
    }

    private static Instant moment(Draft draft) {
        return draft.at().truncatedTo(ChronoUnit.MILLIS);
    }

    private void findKnown(List<Draft> drafts) throws SQLException {
        Set<Key> keys = new LinkedHashSet<>();
        drafts.stream().filter(draft -> draft.id() != null).map(Key::of).forEach(keys::add);
        List<Key> all = List.copyOf(keys);
        for (int begin = 0; begin < all.size(); begin += IDS_A_QUERY) {
            findKnownOf(all.subList(begin, Math.min(begin + IDS_A_QUERY, all.size())));
        }
    }

    private void findKnownOf(List<Key> keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(known(keys.size()))) {
            int parameter = 1;
            for (Key key : keys) {
                select.setLong(parameter++, key.uid());
                select.setString(parameter++, key.id());
            }
            for (MessageRow row : MessageRow.all(select)) {
                known.put(new Key(row.event().from().uid(), row.event().id()), row);
            }
        }
    }

    /** What is stored under some ids. That none of them is missing is known, but without being told SQLite does not use the index, which is of those that are not. */
    static String known(int ids) {
        return MessageRow.SELECT + "WHERE m.client_id IS NOT NULL AND (m.uid, m.client_id) IN (VALUES "
                + String.join(", ", Collections.nCopies(ids, "(?, ?)")) + ")";
    }

    private void findTargets(List<Draft> drafts) throws SQLException {
        Set<Place> places = new LinkedHashSet<>();
        drafts.stream().map(Place::of).filter(Objects::nonNull).forEach(places::add);
        if (places.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(TARGET)) {
            for (Place place : places) {
                select.setString(1, place.log());
                select.setLong(2, place.seq());
                for (MessageRow row : MessageRow.all(select)) {
                    targets.put(place, row);
                }
            }
        }
    }
}
