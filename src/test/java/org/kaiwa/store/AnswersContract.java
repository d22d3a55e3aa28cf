package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.About;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Outcome;
import org.kaiwa.room.MessageStore.Reacting;
import org.kaiwa.room.MessageStore.Reason;
import org.kaiwa.room.MessageStore.Refused;

/** What a message store promises of answers, of mentions and of what is put to messages, whatever the database. */
abstract class AnswersContract extends ChangesContract {

    private static final Instant AT = Instant.parse("2014-08-12T09:51:02.776Z");
    private static final Refused UNKNOWN = new Refused(Reason.TARGET_UNKNOWN);
    private static final String THUMB = "\uD83D\uDC4D";

    private final User ann = new User(ThreadLocalRandom.current().nextLong(1, 1_000_000_000), "Ann");
    private final User bob = new User(ann.uid() + 1, "ボブ");
    private final String room = "room " + UUID.randomUUID();

    @Test
    void anAnswerKeepsWhatItAnswersAndWhomItNames() {
        say("question");
        About about = new About(1L, List.of(bob.uid(), ann.uid()));

        store(new Message(room, bob, "a-1", "@Ann yes", about, AT));

        Event.Said answer = new Event.Said(room, 2, "epoch", bob, "a-1", "@Ann yes", Version.ORIGINAL, about, AT);
        assertThat(store().after(room, 1, 9)).containsExactly(answer);
        assertThat(store().before(room, 3, 1)).containsExactly(answer);
        assertThat(store(new Message(room, bob, "a-1", "@Ann yes", about, AT))).isEqualTo(new Known(answer));
        assertThat(store(new Message(room, bob, "a-1", "@Ann yes", AT)))
                .as("the same text in answer to nothing is another message")
                .isEqualTo(new Refused(Reason.ID_CONFLICT));
    }

    @Test
    void onlyAMessageThatIsThereCanBeAnsweredAndOneThatWasDeletedStillIs() {
        say("question");
        store(new Amendment(room, ann, null, 1, null, AT));

        assertThat(store(new Message(room, bob, null, "late answer", new About(1L, List.of()), AT)))
                .isInstanceOf(Appended.class);
        assertThat(store(new Message(room, bob, null, "to a deletion", new About(2L, List.of()), AT)))
                .isEqualTo(UNKNOWN);
        assertThat(store(new Message(room, bob, null, "to nothing", new About(99L, List.of()), AT)))
                .isEqualTo(UNKNOWN);
        assertThat(store().head(room)).as("what was refused cost no number").isEqualTo(3);
    }

    @Test
    void whatIsPutToAMessageIsAnEventAndAState() {
        say("good news");
        say("more");

        Outcome outcome = store(react(bob, "r-1", 1, THUMB, true));
        store(react(ann, null, 1, "\u2764\uFE0F", true));
        store(react(ann, null, 1, THUMB, true));

        Event.Reacted reacted = new Event.Reacted(room, 3, "epoch", bob, "r-1", 1, THUMB, true, AT);
        assertThat(outcome).isEqualTo(new Appended(List.of(reacted)));
        assertThat(store().after(room, 2, 1)).containsExactly(reacted);
        assertThat(store().before(room, Long.MAX_VALUE, 9)).as("messages only").hasSize(2);
        assertThat(store().reactions(room, 1, 2))
                .isEqualTo(Map.of(
                        1L,
                        List.of(
                                new Reaction(THUMB, 2, List.of(bob.uid(), ann.uid())),
                                new Reaction("\u2764\uFE0F", 1, List.of(ann.uid())))));
        assertThat(store().reactions(room, 2, 9)).isEmpty();
        assertThat(store(react(bob, "r-1", 1, THUMB, true))).isEqualTo(new Known(reacted));
        assertThat(store(react(bob, "r-1", 1, THUMB, false))).isEqualTo(new Refused(Reason.ID_CONFLICT));
    }

    @Test
    void toReactTwiceIsToReactOnceAndOnesOwnIsTakenAway() {
        say("good news");
        store().append(List.of(
                react(ann, null, 1, THUMB, true), react(ann, null, 1, THUMB, true), react(bob, null, 1, THUMB, true)));
        assertThat(reactions()).containsExactly(new Reaction(THUMB, 2, List.of(ann.uid(), bob.uid())));

        store(react(ann, null, 1, THUMB, false));
        store(react(ann, null, 1, THUMB, false));

        assertThat(reactions()).containsExactly(new Reaction(THUMB, 1, List.of(bob.uid())));
        assertThat(store().after(room, 4, 9))
                .extracting(event -> ((Event.Reacted) event).on())
                .containsExactly(false, false);
    }

    @Test
    void aMessageHasABoundOfDifferentReactionsAndNotOfPeople() {
        say("good news");
        IntStream.range(0, Reaction.MOST_OF_A_MESSAGE)
                .forEach(i -> store(react(ann, null, 1, Character.toString(0x1F600 + i), true)));

        assertThat(store(react(ann, null, 1, THUMB, true))).isEqualTo(new Refused(Reason.TOO_MANY_REACTIONS));
        assertThat(store(react(ann, null, 1, THUMB, false))).isInstanceOf(Appended.class);
        LongStream.rangeClosed(1, Reaction.NAMED + 1)
                .forEach(i -> store(react(new User(ann.uid() + i, "n"), null, 1, "\uD83D\uDE00", true)));
        assertThat(reactions().get(0)).satisfies(first -> {
            assertThat(first.count()).isEqualTo(Reaction.NAMED + 2);
            assertThat(first.uids()).hasSize(Reaction.NAMED).startsWith(ann.uid());
        });
    }

    @Test
    void onlyToAMessageThatIsThereSomethingCanBePut() {
        say("good news");
        store(react(ann, null, 1, THUMB, true));
        store(new Amendment(room, ann, null, 1, null, AT));

        assertThat(store().append(List.of(
                        react(bob, null, 1, THUMB, true),
                        react(bob, null, 2, THUMB, true),
                        react(bob, null, 9, THUMB, true))))
                .containsExactly(UNKNOWN, UNKNOWN, UNKNOWN);
        assertThat(reactions()).as("of what is deleted").isEmpty();
        assertThat(store().after(room, 1, 1))
                .as("what was done before it is still told")
                .extracting(event -> ((Event.Reacted) event).emoji())
                .containsExactly(THUMB);
    }

    @Test
    void nothingOfWhatIsDeletedOrNoLongerKeptIsLeftBesideTheMessages() throws Exception {
        User named = new User(ann.uid() + 7, "named");
        for (String text : List.of("first", "second")) {
            store(new Message(room, ann, null, text, new About(null, List.of(named.uid())), Instant.EPOCH));
        }
        store(new Reacting(room, named, null, 2, THUMB, true, Instant.EPOCH));
        store(new Amendment(room, ann, null, 1, null, Instant.EPOCH));
        assertThat(beside(named)).containsExactlyInAnyOrder("mention 2", "reaction 2");

        while (store().purge(Instant.EPOCH.plusSeconds(1), 1_000) > 0) {
            // Until nothing is left.
        }

        assertThat(beside(named)).isEmpty();
    }

    private void say(String text) {
        store(new Message(room, ann, null, text, AT));
    }

    private Reacting react(User from, String id, long target, String emoji, boolean on) {
        return new Reacting(room, from, id, target, emoji, on, AT);
    }

    private Outcome store(Draft draft) {
        return store().append(List.of(draft)).get(0);
    }

    private List<Reaction> reactions() {
        return store().reactions(room, 1, 1).getOrDefault(1L, List.of());
    }

    private List<String> beside(User user) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : List.of("mention", "reaction")) {
            try (Connection connection = database().getConnection();
                    Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT seq FROM " + table + " WHERE uid = " + user.uid())) {
                while (row.next()) {
                    found.add(table + " " + row.getLong(1));
                }
            }
        }
        return found;
    }
}
