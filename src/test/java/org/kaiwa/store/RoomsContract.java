package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.RoomChange;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.RoomSummary;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Changing;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Joining;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Leaving;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Outcome;
import org.kaiwa.room.MessageStore.Reacting;
import org.kaiwa.room.MessageStore.Reading;
import org.kaiwa.room.MessageStore.Reason;
import org.kaiwa.room.MessageStore.Refused;
import org.kaiwa.room.MessageStore.Traced;
import org.kaiwa.room.MessageStore.Whisper;
import org.kaiwa.room.RoomDirectory.Created;
import org.kaiwa.room.RoomDirectory.NewRoom;

/** What the database promises of rooms as such: their kinds, who belongs to them, what is unread, who may change them. */
abstract class RoomsContract extends AnswersContract {

    private static final Instant AT = Instant.parse("2014-08-12T09:51:02.776Z");
    private static final Traced NEW = new Traced(true);
    private static final Traced OLD = new Traced(false);

    private final String room = "room " + UUID.randomUUID();
    private JdbcRoomDirectory rooms;
    private User ann;
    private User bob;
    private User carl;

    @BeforeEach
    void threeUsersAreKnown() {
        rooms = new JdbcRoomDirectory(database());
        ann = user("Ann");
        bob = user("ボブ");
        carl = user("Carl");
    }

    private User user(String name) {
        return new JdbcUserDirectory(database())
                .admit(Subject.guest(UUID.randomUUID().toString()), name);
    }

    @Test
    void whoEntersBelongsToARoomAndHasNothingToCatchUpWith() {
        say(bob, "before");

        assertThat(store(new Joining(room, ann))).isEqualTo(NEW);
        assertThat(store(new Joining(room, ann))).isEqualTo(OLD);
        say(bob, "after");
        say(ann, "her own");

        RoomSummary seen = only(rooms.of(ann.uid(), 9));
        assertThat(seen.room()).isEqualTo(room);
        assertThat(seen.kind()).isEqualTo(RoomKind.OPEN);
        assertThat(seen.belongs()).isTrue();
        assertThat(seen.governs()).isFalse();
        assertThat(List.of(seen.head(), seen.read())).containsExactly(3L, 1L);
        assertThat(seen.unread()).as("messages of others").isEqualTo(1);
        assertThat(seen.epoch()).isEqualTo("epoch");
        assertThat(seen.at()).isEqualTo(AT);
        assertThat(rooms.of(bob.uid(), 9)).isEmpty();
    }

    @Test
    void aRoomThatNobodySpokeInCanBeBelongedTo() {
        store(new Joining(room, ann));

        assertThat(only(rooms.of(ann.uid(), 9))).satisfies(seen -> {
            assertThat(seen.head()).isZero();
            assertThat(seen.position()).isEmpty();
        });
        assertThat(store(new Leaving(room, ann))).isEqualTo(NEW);
        assertThat(store(new Leaving(room, ann))).isEqualTo(OLD);
        assertThat(rooms.of(ann.uid(), 9)).isEmpty();
    }

    @Test
    void whatIsReadCountsOnlyForwardAndNoFurtherThanThereIsSomething() {
        store(new Joining(room, ann));
        IntStream.range(0, 4).forEach(i -> say(bob, "m"));

        assertThat(store(new Reading(room, ann, 3))).isEqualTo(NEW);
        assertThat(store(new Reading(room, ann, 2))).isEqualTo(OLD);
        assertThat(store(new Reading(room, ann, 99))).isEqualTo(OLD);
        assertThat(store(new Reading(room, carl, 1)))
                .as("who does not belong to it")
                .isEqualTo(OLD);

        assertThat(only(rooms.of(ann.uid(), 9)).read()).isEqualTo(3);
        assertThat(only(rooms.of(ann.uid(), 9)).unread()).isEqualTo(1);
    }

    @Test
    void changesAndWhatIsDeletedAreNotUnreadAndMentionsAreCounted() {
        store(new Joining(room, ann));
        store(new Message(room, bob, null, "@Ann", new Event.About(null, List.of(ann.uid(), carl.uid())), AT));
        store(new Message(room, bob, null, "@Ann again", new Event.About(null, List.of(ann.uid())), AT));
        store(new Reacting(room, bob, null, 1, "\u2764", true, AT));
        store(new Amendment(room, bob, null, 2, null, AT));

        assertThat(only(rooms.of(ann.uid(), 9))).satisfies(seen -> {
            assertThat(seen.unread()).isEqualTo(1);
            assertThat(seen.mentions()).isEqualTo(1);
        });
        store(new Reading(room, ann, 4));
        assertThat(only(rooms.of(ann.uid(), 9)).mentions()).isZero();
    }

    @Test
    void unreadMessagesAreCountedUpToABound() {
        store(new Joining(room, ann));
        store().append(IntStream.range(0, RoomSummary.MOST_UNREAD + 5)
                .<Draft>mapToObj(i -> new Message(room, bob, null, "m", AT))
                .toList());

        assertThat(only(rooms.of(ann.uid(), 9)).unread()).isEqualTo(RoomSummary.MOST_UNREAD);
    }

    @Test
    void anInboxIsReadLikeARoomAndIsNone() {
        store(new Whisper(room, bob, ann, ann.uid(), null, "psst", AT));

        assertThat(store(new Reading(InboxName.of(ann.uid()), ann, 1))).isEqualTo(NEW);
        assertThat(store(new Reading(InboxName.of(ann.uid()), ann, 1))).isEqualTo(OLD);

        assertThat(rooms.of(ann.uid(), 9)).isEmpty();
        assertThat(rooms.find(ann.uid(), "inbox", 50)).isEmpty();
    }

    @Test
    void anOpenRoomIsMadeOnceAndItsOwnerIsToldThatItIsThere() {
        NewRoom wish = new NewRoom(room, "Tea Time", "leaves", RoomKind.OPEN, ann, Set.of());

        assertThat(rooms.create(wish)).isEqualTo(Created.NEW);
        assertThat(rooms.create(wish)).isEqualTo(Created.KNOWN);
        assertThat(rooms.create(new NewRoom(room, null, "", RoomKind.OPEN, bob, Set.of())))
                .isEqualTo(Created.EXISTS);

        assertThat(rooms.find(ann.uid(), room)).hasValueSatisfying(seen -> {
            assertThat(List.of(seen.title(), seen.topic())).containsExactly("Tea Time", "leaves");
            assertThat(seen.governs()).isTrue();
            assertThat(seen.people()).isNull();
        });
        assertThat(rooms.find(bob.uid(), room)).hasValueSatisfying(seen -> {
            assertThat(seen.belongs()).isFalse();
            assertThat(seen.governs()).isFalse();
        });
    }

    @Test
    void aRoomInWhichSomebodySpokeCannotBeMade() {
        say(bob, "mine");

        assertThat(rooms.create(new NewRoom(room, null, "", RoomKind.OPEN, ann, Set.of())))
                .isEqualTo(Created.EXISTS);
    }

    @Test
    void openRoomsAreFoundByNameOrTitleAndClosedOnesNever() {
        String mark = UUID.randomUUID().toString();
        rooms.create(new NewRoom("A " + mark, null, "", RoomKind.OPEN, ann, Set.of()));
        rooms.create(new NewRoom("b", "50% " + mark.toUpperCase(), "", RoomKind.OPEN, ann, Set.of()));
        rooms.create(new NewRoom("b " + mark, "titled", "", RoomKind.OPEN, ann, Set.of()));
        rooms.create(new NewRoom("closed " + mark, null, "", RoomKind.CLOSED, ann, Set.of()));

        assertThat(rooms.find(bob.uid(), mark.substring(1), 9))
                .extracting(RoomSummary::room)
                .contains("A " + mark, "b " + mark)
                .doesNotContain("closed " + mark);
        assertThat(rooms.find(bob.uid(), mark, 1)).hasSize(1);
        assertThat(rooms.find(bob.uid(), "% " + mark, 9))
                .as("a percent sign means itself")
                .noneMatch(seen -> seen.room().equals("A " + mark));
        assertThat(rooms.find(ann.uid(), "closed " + mark)).isPresent();
    }

    @Test
    void aClosedRoomHasItsPeopleAndTheyAreKnown() {
        assertThat(rooms.create(new NewRoom(room, "t", "", RoomKind.CLOSED, ann, Set.of(bob.uid(), 2_000_000_001L))))
                .isEqualTo(Created.PEOPLE_UNKNOWN);
        rooms.create(new NewRoom(room, "t", "", RoomKind.CLOSED, ann, Set.of(bob.uid())));

        assertThat(rooms.people()).containsEntry(room, Set.of(ann.uid(), bob.uid()));
        assertThat(only(rooms.of(bob.uid(), 9)).people()).containsExactlyInAnyOrder(ann, bob);
        assertThat(store(new Changing(room, bob, false, "i-1", null, null, null, List.of(carl.uid()), List.of(), AT)))
                .isEqualTo(new Appended(List.of(new Event.Changed(
                        room, 1, "epoch", bob, "i-1", new RoomChange(null, null, null, List.of(carl), null), AT))));
        assertThat(rooms.people().get(room)).contains(carl.uid());
        assertThat(change(bob, false, List.of(), List.of(carl.uid()))).isEqualTo(new Refused(Reason.NOT_YOURS));
        assertThat(change(ann, false, List.of(), List.of(carl.uid()))).isInstanceOf(Appended.class);
        assertThat(change(bob, true, List.of(2_000_000_001L), List.of())).isEqualTo(new Refused(Reason.PEOPLE_UNKNOWN));
        assertThat(rooms.people()).containsEntry(room, Set.of(ann.uid(), bob.uid()));
        assertThat(rooms.of(carl.uid(), 9)).isEmpty();
    }

    @Test
    void nobodyBelongsToAClosedRoomByComing() {
        rooms.create(new NewRoom(room, "t", "", RoomKind.CLOSED, ann, Set.of(bob.uid())));
        change(ann, false, List.of(), List.of(bob.uid()));

        assertThat(store(new Joining(room, bob))).as("he was on his way in").isEqualTo(OLD);

        assertThat(rooms.people()).containsEntry(room, Set.of(ann.uid()));
    }

    @Test
    void aDirectRoomIsItsPeoplesForEver() {
        NewRoom wish = new NewRoom(room, null, "", RoomKind.DIRECT, ann, Set.of(bob.uid()));
        assertThat(rooms.create(wish)).isEqualTo(Created.NEW);
        assertThat(rooms.create(new NewRoom(room, null, "", RoomKind.DIRECT, bob, Set.of(ann.uid()))))
                .isEqualTo(Created.KNOWN);

        assertThat(store(new Leaving(room, bob))).isEqualTo(OLD);
        assertThat(change(ann, true, List.of(carl.uid()), List.of())).isEqualTo(new Refused(Reason.KIND_INVALID));
        assertThat(store(new Changing(room, ann, true, null, "title", null, null, List.of(), List.of(), AT)))
                .isEqualTo(new Refused(Reason.NOT_YOURS));
        assertThat(rooms.people()).containsEntry(room, Set.of(ann.uid(), bob.uid()));
    }

    @Test
    void theTopicIsEverybodysAndTheTitleTheOwners() {
        rooms.create(new NewRoom(room, "first", "", RoomKind.OPEN, ann, Set.of()));

        assertThat(store(new Changing(room, bob, false, null, null, "new topic", null, List.of(), List.of(), AT)))
                .isInstanceOf(Appended.class);
        assertThat(store(new Changing(room, bob, false, null, "mine", null, null, List.of(), List.of(), AT)))
                .isEqualTo(new Refused(Reason.NOT_YOURS));
        assertThat(store(new Changing(room, bob, true, null, "a moderator's", null, null, List.of(), List.of(), AT)))
                .isInstanceOf(Appended.class);

        assertThat(rooms.find(ann.uid(), room)).hasValueSatisfying(seen -> {
            assertThat(seen.title()).isEqualTo("a moderator's");
            assertThat(seen.topic()).isEqualTo("new topic");
        });
        assertThat(store().after(room, 0, 9)).hasSize(2).allMatch(Event.Changed.class::isInstance);
        assertThat(store().before(room, Long.MAX_VALUE, 9)).as("messages").isEmpty();
    }

    @Test
    void inAnArchivedRoomNothingIsSaidUntilItIsNoneAnyMore() {
        rooms.create(new NewRoom(room, null, "", RoomKind.OPEN, ann, Set.of()));
        say(ann, "first");
        assertThat(archive(true)).isInstanceOf(Appended.class);

        assertThat(store().append(List.of(
                        new Message(room, ann, "m-1", "second", AT),
                        new Amendment(room, ann, null, 1, "edited", AT),
                        new Reacting(room, ann, null, 1, "\u2764", true, AT))))
                .containsOnly(new Refused(Reason.ARCHIVED));
        assertThat(store(new Changing(room, ann, false, null, "renamed", null, null, List.of(), List.of(), AT)))
                .isEqualTo(new Refused(Reason.ARCHIVED));
        assertThat(store().head(room)).isEqualTo(2);
        archive(false);

        assertThat(store(new Message(room, ann, "m-1", "second", AT))).isInstanceOf(Appended.class);
        assertThat(rooms.find(ann.uid(), room).map(RoomSummary::archived)).contains(false);
    }

    @Test
    void aChangeSentAgainIsTheSameOne() {
        Changing change = new Changing(room, ann, true, "c-1", "title", null, null, List.of(), List.of(), AT);
        store(change);

        assertThat(store(change)).isInstanceOf(Known.class);
        assertThat(store(new Changing(room, ann, true, "c-1", "other", null, null, List.of(), List.of(), AT)))
                .isEqualTo(new Refused(Reason.ID_CONFLICT));
        assertThat(store().head(room)).isEqualTo(1);
    }

    @Test
    void peopleAreFoundByAPartOfTheirName() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        User first = user("Zoe " + mark);
        user("zoë_" + mark);
        JdbcUserDirectory users = new JdbcUserDirectory(database());

        assertThat(users.find("ZOE " + mark.toUpperCase(), 9)).containsExactly(first);
        assertThat(users.find(mark, 1)).hasSize(1);
        assertThat(users.find("_" + mark, 9)).hasSize(1);
    }

    private Outcome archive(boolean archived) {
        return store(new Changing(room, ann, false, null, null, null, archived, List.of(), List.of(), AT));
    }

    private Outcome change(User by, boolean governs, List<Long> invite, List<Long> remove) {
        return store(new Changing(room, by, governs, null, null, null, null, invite, remove, AT));
    }

    private void say(User from, String text) {
        store(new Message(room, from, null, text, AT));
    }

    private Outcome store(Draft draft) {
        return store().append(List.of(draft)).get(0);
    }

    private static RoomSummary only(List<RoomSummary> found) {
        assertThat(found).hasSize(1);
        return Optional.of(found.get(0)).orElseThrow();
    }
}
