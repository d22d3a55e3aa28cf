package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Outcome;
import org.kaiwa.room.MessageStore.Reason;
import org.kaiwa.room.MessageStore.Refused;
import org.kaiwa.room.MessageStore.Whisper;
import org.kaiwa.room.RoomDirectory;

/** What a message store promises of private messages, of changes, of retention and of users, whatever the database. */
abstract class ChangesContract extends MessageStoreContract {

    private static final Instant AT = Instant.parse("2014-08-12T09:51:02.776Z");
    private static final Refused UNKNOWN = new Refused(Reason.TARGET_UNKNOWN);
    private static final User GUEST = new User(User.MAX_UID, "Guest");

    /** Users of their own for each test, so that their inboxes are empty, and a room. */
    private final User ann = new User(ThreadLocalRandom.current().nextLong(1, 1_000_000_000), "Ann");

    private final User bob = new User(ann.uid() + 1, "ボブ");
    private final String annsInbox = InboxName.of(ann.uid());
    private final String bobsInbox = InboxName.of(bob.uid());
    private final String room = "room " + UUID.randomUUID();

    @Test
    void theLimitOfARoomIsReplacedAndTakenAwayAgain() {
        RoomDirectory limits = new JdbcRoomDirectory(database());

        limits.limit(room, Set.of("directors", "監査"));
        assertThat(limits.limits()).containsEntry(room, Set.of("directors", "監査"));
        limits.limit(room, Set.of("o'brien's"));
        assertThat(new JdbcRoomDirectory(database()).limits()).containsEntry(room, Set.of("o'brien's"));
        limits.limit(room, Set.of());
        assertThat(limits.limits()).doesNotContainKey(room);
    }

    @Test
    void aPrivateMessageIsInTheInboxesOfBothAndItsIdInTheSenders() {
        Outcome outcome = one(new Whisper(room, ann, bob, "as sent", "w-1", "psst", AT));

        Event.Whispered own = whispered(annsInbox, 1, "w-1", "psst", Version.ORIGINAL);
        Event.Whispered others = whispered(bobsInbox, 1, null, "psst", Version.ORIGINAL);
        assertThat(store().after(annsInbox, 0, 9)).containsExactly(own);
        assertThat(store().after(bobsInbox, 0, 9)).containsExactly(others);
        assertThat(store().head(room)).isZero();
        assertThat(((Appended) outcome).events())
                .extracting(Event.Stored::log, Event.Stored::seq)
                .containsExactly(tuple(annsInbox, 1L), tuple(bobsInbox, 1L));
        assertThat(one(new Whisper(room, ann, bob, 7L, "w-1", "psst", AT.plusSeconds(9))))
                .isEqualTo(new Known(own));
        assertThat(one(new Whisper(room, ann, bob, 7L, "w-1", "another", AT)))
                .isEqualTo(new Refused(Reason.ID_CONFLICT));
        assertThat(one(new Message(room, ann, "w-1", "psst", AT))).isEqualTo(new Refused(Reason.ID_CONFLICT));
    }

    @Test
    void aNoteToOneselfIsInTheInboxOnce() {
        one(new Whisper(room, ann, ann, ann.uid(), null, "do not forget", AT));

        assertThat(store().after(annsInbox, 0, 9)).hasSize(1);
    }

    @Test
    void whoIsPassingHasNoInboxInTheStoreAndIsToldAllTheSame() {
        List<Event.Stored> toGuest = ((Appended) one(new Whisper(room, ann, GUEST, 7L, null, "psst", AT))).events();
        List<Event.Stored> fromGuest = ((Appended) one(new Whisper(room, GUEST, ann, 7L, null, "ssst", AT))).events();

        String guests = InboxName.of(GUEST.uid());
        assertThat(toGuest).extracting(Event.Stored::log).containsExactly(annsInbox, guests);
        assertThat(toGuest).extracting(Event.Stored::seq).containsExactly(1L, 0L);
        assertThat(fromGuest).extracting(Event.Stored::log).containsExactly(guests, annsInbox);
        assertThat(fromGuest).extracting(Event.Stored::seq).containsExactly(0L, 2L);
        assertThat(store().after(guests, 0, 9)).isEmpty();
        assertThat(store().after(annsInbox, 0, 9)).hasSize(2);
    }

    @Test
    void aChangeHasANumberOfItsOwnAndThePastReadsAsItIsNow() {
        one(new Message(room, ann, "m-1", "helo", AT));
        one(new Message(room, bob, null, "hi", AT));

        Outcome outcome = one(new Amendment(room, ann, "e-1", 1, "hello", AT));

        Event.Amended amended = new Event.Amended(room, 3, "epoch", ann, "e-1", 1, "hello", AT);
        assertThat(outcome).isEqualTo(new Appended(List.of(amended)));
        Event.Said now = new Event.Said(room, 1, "epoch", ann, "m-1", "hello", Version.EDITED, AT);
        assertThat(store().after(room, 0, 9)).hasSize(3).startsWith(now).endsWith(amended);
        assertThat(store().before(room, Long.MAX_VALUE, 9)).hasSize(2).startsWith(now);
        assertThat(one(new Amendment(room, ann, "e-1", 1, "hello", AT))).isEqualTo(new Known(amended));
        assertThat(one(new Amendment(room, ann, "e-1", 1, "another", AT))).isEqualTo(new Refused(Reason.ID_CONFLICT));
        assertThat(one(new Message(room, ann, "m-1", "helo", AT)))
                .as("what was said first is still the same message")
                .isEqualTo(new Known(now));
        assertThat(one(new Message(room, ann, "m-1", "hello", AT))).isEqualTo(new Refused(Reason.ID_CONFLICT));
    }

    @Test
    void aDeletedMessageAndItsChangesKeepNoContentAnywhere() throws Exception {
        one(new Message(room, ann, "m-1", "secret one", AT));
        one(new Amendment(room, ann, "e-1", 1, "secret two", AT));
        store().append(List.of(
                new Amendment(room, ann, "e-2", 1, "secret three", AT), new Amendment(room, ann, "d-1", 1, null, AT)));

        assertThat(contents("secret")).isEmpty();
        assertThat(store().before(room, Long.MAX_VALUE, 9))
                .containsExactly(new Event.Said(room, 1, "epoch", ann, "m-1", "", Version.DELETED, AT));
        assertThat(store().after(room, 3, 9))
                .containsExactly(new Event.Amended(room, 4, "epoch", ann, "d-1", 1, null, AT));
        assertThat(one(new Message(room, ann, "m-1", "secret one", AT))).isInstanceOf(Known.class);
        assertThat(one(new Amendment(room, ann, "e-1", 1, "secret two", AT))).isInstanceOf(Known.class);
        assertThat(one(new Amendment(room, ann, "d-1", 1, null, AT))).isInstanceOf(Known.class);
        assertThat(one(new Amendment(room, ann, null, 1, "again", AT))).isEqualTo(UNKNOWN);
        assertThat(store().head(room)).as("what was refused cost no number").isEqualTo(4);
    }

    @Test
    void onlyOnesOwnMessagesThatAreThereCanBeChanged() {
        one(new Message(room, ann, null, "mine", AT));
        one(new Amendment(room, ann, null, 1, "changed", AT));

        assertThat(store().append(List.of(
                        new Amendment(room, bob, null, 1, "his", AT),
                        new Amendment(room, ann, null, 2, "a change is no message", AT),
                        new Amendment(room, ann, null, 3, "nothing is there", AT),
                        new Amendment(room + " other", ann, null, 1, "nor there", AT))))
                .containsExactly(new Refused(Reason.NOT_YOURS), UNKNOWN, UNKNOWN, UNKNOWN);
        assertThat(store().head(room)).isEqualTo(2);
    }

    @Test
    void whatIsDeletedInATransactionIsGoneForTheRestOfIt() {
        one(new Message(room, ann, null, "mine", AT));

        assertThat(store().append(List.of(
                        new Amendment(room, ann, null, 1, null, AT),
                        new Amendment(room, ann, null, 1, "revived", AT),
                        new Amendment(room, ann, null, 1, null, AT))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Appended.class),
                        second -> assertThat(second).isEqualTo(UNKNOWN),
                        third -> assertThat(third).isEqualTo(UNKNOWN));
    }

    @Test
    void aChangeToAPrivateMessageReachesBothCopiesAndOnlyItsSenderMayMakeIt() throws Exception {
        // Of another, so that the message has another number in each inbox.
        one(new Whisper(room, new User(bob.uid() + 1, "Carl"), bob, bob.uid(), null, "before", AT));
        one(new Whisper(room, ann, bob, bob.uid(), "w-1", "secret", AT));

        assertThat(one(new Amendment(bobsInbox, bob, null, 2, "not his", AT))).isEqualTo(new Refused(Reason.NOT_YOURS));
        one(new Amendment(annsInbox, ann, "e-1", 1, "secret too", AT));
        assertThat(store().before(bobsInbox, Long.MAX_VALUE, 1))
                .containsExactly(whispered(bobsInbox, 2, null, "secret too", Version.EDITED));
        one(new Amendment(annsInbox, ann, null, 1, null, AT));

        assertThat(store().after(bobsInbox, 2, 9))
                .containsExactly(
                        new Event.Amended(bobsInbox, 3, "epoch", ann, null, 2, "", AT),
                        new Event.Amended(bobsInbox, 4, "epoch", ann, null, 2, null, AT));
        assertThat(contents("secret")).isEmpty();
    }

    @Test
    void retentionTakesALogFromItsBeginningAndLeavesItsNumbers() {
        Instant old = AT.minusSeconds(100);
        one(new Message(room, ann, "m-1", "old", old));
        one(new Message(room, ann, "m-2", "old too", old));
        one(new Message(room, ann, null, "young", AT));
        one(new Message(room, ann, null, "late, behind the young", old));

        assertThat(purgeAll(AT)).isGreaterThanOrEqualTo(2);

        assertThat(store().after(room, 0, 9)).extracting(Event.Stored::seq).containsExactly(3L, 4L);
        assertThat(purgeAll(AT.plusSeconds(1))).isGreaterThanOrEqualTo(2);
        assertThat(store().after(room, 0, 9)).isEmpty();
        one(new Message(room, ann, null, "new", AT));
        assertThat(store().after(room, 0, 9)).extracting(Event.Stored::seq).containsExactly(5L);
    }

    @Test
    void retentionStopsAtItsBoundAndGoesOnFromThere() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            drafts.add(new Message(room, ann, null, "old", Instant.EPOCH.plusSeconds(i)));
        }
        store().append(drafts);
        Instant moment = Instant.EPOCH.plusSeconds(7);

        assertThat(store().purge(moment, 4)).isEqualTo(4);
        assertThat(store().purge(moment, 4)).isEqualTo(3);
        assertThat(store().purge(moment, 4)).isZero();
        assertThat(store().after(room, 0, 99)).hasSize(3);
        purgeAll(AT);
    }

    @Test
    void retentionNeverTouchesALegalHold() throws Exception {
        one(new Message(room, ann, null, "evidence", Instant.EPOCH));
        hold(1);

        purgeAll(AT);
        assertThat(store().after(room, 0, 9)).hasSize(1);

        hold(0);
        purgeAll(AT);
        assertThat(store().after(room, 0, 9)).isEmpty();
    }

    @Test
    void aUserIsTheSameForEverUnderWhateverName() {
        JdbcUserDirectory users = new JdbcUserDirectory(database());
        Subject subject = Subject.guest(UUID.randomUUID().toString());
        assertThat(users.find(subject)).isEmpty();

        User admitted = users.admit(subject, "Ann");
        User renamed = users.admit(subject, "Anna");

        assertThat(admitted.isPassing()).isFalse();
        assertThat(renamed).isEqualTo(new User(admitted.uid(), "Anna"));
        assertThat(users.find(subject)).contains(renamed);
        assertThat(users.find(renamed.uid())).contains(renamed);
        assertThat(users.admit(Subject.guest(UUID.randomUUID().toString()), "Ann")
                        .uid())
                .as("the same name is another user")
                .isNotEqualTo(admitted.uid());
    }

    @Test
    void aTokenIsKeptAsAHashOnly() throws Exception {
        String token = UUID.randomUUID().toString();
        new JdbcUserDirectory(database()).admit(Subject.guest(token), "Ann");

        try (Connection connection = database().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT 1 FROM person WHERE subject LIKE ?")) {
            select.setString(1, "%" + token + "%");
            assertThat(select.executeQuery().next()).isFalse();
        }
        assertThat(Subject.guest("abc").id())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private Outcome one(Draft draft) {
        return store().append(List.of(draft)).get(0);
    }

    private Event.Whispered whispered(String log, long seq, String id, String content, Version version) {
        return new Event.Whispered(log, seq, "epoch", room, ann, bob, bob.uid(), id, content, version, AT);
    }

    private int purgeAll(Instant moment) {
        int all = 0;
        for (int some = store().purge(moment, 1_000); some > 0; some = store().purge(moment, 1_000)) {
            all += some;
        }
        return all;
    }

    private void hold(int held) throws SQLException {
        try (Connection connection = database().getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE room SET held = ? WHERE name = ?")) {
            update.setInt(1, held);
            update.setString(2, room);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Whatever text is left in the logs of this test that contains a word. */
    private List<String> contents(String word) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database().getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT m.content, m.edited FROM message m WHERE m.uid IN ("
                        + ann.uid() + ", " + bob.uid() + ")")) {
            while (row.next()) {
                Optional.ofNullable(row.getString(1)).ifPresent(found::add);
                Optional.ofNullable(row.getString(2)).ifPresent(found::add);
            }
        }
        return found.stream().filter(text -> text.contains(word)).toList();
    }
}
