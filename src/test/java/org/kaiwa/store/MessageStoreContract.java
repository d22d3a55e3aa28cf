package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore;
import org.kaiwa.room.MessageStore.Appended;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Known;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.MessageStore.Reason;
import org.kaiwa.room.MessageStore.Refused;

/** What a message store promises, whatever the database. */
abstract class MessageStoreContract {

    private static final User ANN = new User(1, "Ann");
    private static final User BOB = new User(2, "ボブ 😀");
    private static final Refused CONFLICT = new Refused(Reason.ID_CONFLICT);
    private static final Instant AT = Instant.parse("2014-08-12T09:51:02.776Z");

    /** A room of its own for each test, and ids that no other test has used. */
    private final String room = "room " + UUID.randomUUID();

    private final String id = UUID.randomUUID().toString();

    /** The database of all tests of the class. */
    abstract DataSource database();

    final MessageStore store() {
        return new JdbcMessageStore(database(), "epoch", Optional.empty());
    }

    @Test
    void aMessageComesBackAsItWasStored() {
        Draft draft = new Message(room, BOB, id, "猪 \"' \\ <b>\n😀", AT);

        List<MessageStore.Outcome> outcomes = store().append(List.of(draft));

        Event.Said stored = new Event.Said(room, 1, "epoch", BOB, id, "猪 \"' \\ <b>\n😀", AT);
        assertThat(outcomes).containsExactly(new Appended(List.of(stored)));
        assertThat(store().after(room, 0, 10)).containsExactly(stored);
    }

    @Test
    void theNumbersOfEachRoomAreDenseAndBeginWithOne() {
        String other = room + " other";
        store().append(List.of(draft(room, "a"), draft(other, "x"), draft(room, "b")));
        store().append(List.of(draft(room, "c"), draft(other, "y")));

        assertThat(store().after(room, 0, 10)).extracting(Event.Stored::seq).containsExactly(1L, 2L, 3L);
        assertThat(store().after(room, 0, 10))
                .extracting(MessageStoreContract::content)
                .containsExactly("a", "b", "c");
        assertThat(store().after(other, 0, 10)).extracting(Event.Stored::seq).containsExactly(1L, 2L);
        assertThat(store().head(room)).isEqualTo(3);
    }

    @Test
    void theSameIdWithTheSameBodyIsTheMessageThatIsThere() {
        Draft first = new Message(room, ANN, id, "once", AT);
        Draft again = new Message(room, ANN, id, "once", AT.plusSeconds(60));
        Event.Said stored = new Event.Said(room, 1, "epoch", ANN, id, "once", AT);

        assertThat(store().append(List.of(first, again)))
                .containsExactly(new Appended(List.of(stored)), new Known(stored));
        assertThat(new JdbcMessageStore(database(), "another epoch", Optional.empty()).append(List.of(again)))
                .containsExactly(new Known(stored));
        assertThat(store().head(room)).isEqualTo(1);
    }

    @Test
    void theSameIdWithAnotherBodyOrInAnotherRoomIsAConflictAndNotStored() {
        store().append(List.of(new Message(room, ANN, id, "once", AT)));

        assertThat(store().append(List.of(
                        new Message(room, ANN, id, "twice", AT), new Message(room + " other", ANN, id, "once", AT))))
                .containsExactly(CONFLICT, CONFLICT);
        assertThat(store().head(room)).isEqualTo(1);
    }

    @Test
    void theSameIdOfAnotherSenderIsAnotherMessage() {
        store().append(List.of(new Message(room, ANN, id, "x", AT), new Message(room, BOB, id, "x", AT)));

        assertThat(store().head(room)).isEqualTo(2);
    }

    @Test
    void aRoomIsReadInPagesForwardsAndBackwards() {
        store().append(IntStream.range(0, 25)
                .mapToObj(i -> draft(room, "m" + i))
                .toList());

        assertThat(store().after(room, 10, 5)).extracting(Event.Stored::seq).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(store().after(room, 23, 5)).extracting(Event.Stored::seq).containsExactly(24L, 25L);
        assertThat(store().before(room, 11, 3)).extracting(Event.Stored::seq).containsExactly(8L, 9L, 10L);
        assertThat(store().before(room, Long.MAX_VALUE, 2))
                .extracting(Event.Stored::seq)
                .containsExactly(24L, 25L);
        assertThat(store().before(room, 2, 5)).extracting(Event.Stored::seq).containsExactly(1L);
        assertThat(store().after(room + " empty", 0, 5)).isEmpty();
        assertThat(store().head(room + " empty")).isZero();
    }

    @Test
    void manyWritersOfTheSameRoomsLeaveNoHoleAndNoMessageTwice() throws Exception {
        int writers = 6;
        int batches = 20;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                User sender = new User(100 + writer, "writer");
                // Each its own store, as another process has one.
                MessageStore store = store();
                Callable<Void> task = () -> {
                    for (int batch = 0; batch < batches; batch++) {
                        int number = batch;
                        store.append(IntStream.range(0, 6)
                                .<Draft>mapToObj(i -> new Message(
                                        room + " " + i % 3, sender, id + " " + number + " " + i, "text", AT))
                                .toList());
                    }
                    return null;
                };
                ends.add(pool.submit(task));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        long each = (long) writers * batches * 2;
        for (int i = 0; i < 3; i++) {
            assertThat(store().after(room + " " + i, 0, 10_000))
                    .extracting(Event.Stored::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, each).boxed().toList());
        }
    }

    @Test
    void whatCannotBeStoredCostsTheRoomNoNumber() throws Exception {
        store().append(List.of(draft(room, "a")));
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            new Appending(connection, "epoch").append(List.of(draft(room, "lost")));
            connection.rollback();
            statement.execute("SELECT 1");
        }
        store().append(List.of(draft(room, "b")));

        assertThat(store().after(room, 0, 10))
                .extracting(MessageStoreContract::content)
                .containsExactly("a", "b");
        assertThat(store().head(room)).isEqualTo(2);
    }

    private static String content(Event.Stored event) {
        return ((Event.Said) event).content();
    }

    private static Draft draft(String room, String content) {
        return new Message(room, ANN, null, content, AT);
    }
}
