package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaiwa.config.Settings;
import org.kaiwa.config.StoreSettings;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MessageStore;
import org.kaiwa.room.MessageStore.Amendment;
import org.kaiwa.room.MessageStore.Draft;
import org.kaiwa.room.MessageStore.Message;
import org.kaiwa.room.StoreException;

class SqliteStoreTest extends RoomsContract {

    @TempDir
    static Path shared;

    private static Database opened;

    @BeforeAll
    static void open() {
        opened = Database.open(settings(shared, Map.of()));
    }

    @AfterAll
    static void close() {
        opened.close();
    }

    @Override
    DataSource database() {
        return opened.connections();
    }

    @Test
    void aCommitIsForcedToDiskUnlessToldOtherwise(@TempDir Path directory) throws Exception {
        assertThat(pragma(opened, "synchronous")).as("FULL").isEqualTo("2");
        assertThat(pragma(opened, "journal_mode")).isEqualTo("wal");
        try (Database relaxed = Database.open(settings(directory, Map.of("kaiwa.db.durability", "relaxed")))) {
            assertThat(pragma(relaxed, "synchronous")).as("NORMAL").isEqualTo("1");
        }
    }

    @Test
    void whenTheDiskIsFullNothingIsStoredHalfAndAllGoesOnWhenItIsNot(@TempDir Path directory) throws Exception {
        User ann = new User(1, "Ann");
        Draft large = new Message("full", ann, null, "x".repeat(4_000), Instant.EPOCH);
        List<Draft> many = Collections.nCopies(50, large);
        try (Database small = Database.open(settings(directory, Map.of()))) {
            MessageStore store = new JdbcMessageStore(small.connections(), "epoch", Optional.empty());
            store.append(List.of(large));
            // Of one connection, the one that this thread is given again.
            pragma(small, "max_page_count = " + (Integer.parseInt(pragma(small, "page_count")) + 20));

            for (int tries = 0; tries < 3; tries++) {
                assertThat(catchThrowable(() -> store.append(many)))
                        .as("try %d", tries)
                        .satisfiesAnyOf(
                                failure -> assertThat(failure).isInstanceOf(StoreException.class),
                                failure -> assertThat(failure)
                                        .as("the next connection has no bound")
                                        .isNull());
            }
            store.append(List.of(large));

            long head = store.head("full");
            assertThat(head % 50).as("whole transactions only").isEqualTo(2);
            assertThat(store.after("full", 0, 1_000))
                    .extracting(Event.Stored::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head).boxed().toList());
            assertThat(head).as("the full disk has been met").isLessThan(150);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noQueryLooksAtAllMessages(String query) throws Exception {
        try (Connection connection = opened.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet step = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
            while (step.next()) {
                assertThat(step.getString("detail"))
                        .doesNotContain("SCAN m")
                        .doesNotContain("SCAN reaction")
                        .doesNotContain("TEMP B-TREE");
            }
        }
    }

    static List<String> queries() {
        return List.of(
                JdbcMessageStore.AFTER,
                JdbcMessageStore.BEFORE,
                Appending.TARGET,
                Appending.known(1),
                Appending.known(100),
                ReactionTable.DIFFERENT,
                ReactionTable.FORGET,
                Purging.OLDEST,
                Purging.FORGET_REACTIONS,
                Purging.FORGET_MENTIONS,
                Purging.DELETE,
                Writing.EDIT,
                Writing.DELETE,
                Writing.FORGET_EDITS,
                Writing.FORGET_MENTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {JdbcRoomDirectory.OF_USER, JdbcRoomDirectory.BY_NAME})
    void whatIsUnreadIsCountedWithoutLookingAtWhatIsNotOnes(String query) throws Exception {
        List<String> steps = new ArrayList<>();
        try (Connection connection = opened.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet step = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
            while (step.next()) {
                steps.add(step.getString("detail"));
            }
        }
        assertThat(steps)
                .anyMatch(step -> step.contains("USING COVERING INDEX") || step.contains("message_past"))
                .noneMatch(step -> step.matches("SCAN [rmunb]\\b.*"));
    }

    @Test
    void thePastIsReadOverTheIndexThatHasNoChanges() throws Exception {
        try (Connection connection = opened.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet step = statement.executeQuery("EXPLAIN QUERY PLAN " + JdbcMessageStore.BEFORE)) {
            List<String> steps = new ArrayList<>();
            while (step.next()) {
                steps.add(step.getString("detail"));
            }
            assertThat(steps).anySatisfy(detail -> assertThat(detail).contains("message_past"));
        }
    }

    @Test
    void whatHasBeenDeletedIsNotLeftBehindInTheFile(@TempDir Path directory) throws Exception {
        User ann = new User(1, "Ann");
        try (Database database = Database.open(settings(directory, Map.of()))) {
            MessageStore store = new JdbcMessageStore(database.connections(), "epoch", Optional.empty());
            for (String secret : List.of("deleted by hand", "deleted by retention")) {
                store.append(List.of(new Message(secret, ann, null, "secret " + secret, Instant.EPOCH)));
            }
            store.append(List.of(new Amendment("deleted by hand", ann, null, 1, "secret edited", Instant.now())));
            store.append(List.of(new Amendment("deleted by hand", ann, null, 1, null, Instant.now())));
            store.purge(Instant.now(), 1_000);
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("secret"));
        }
    }

    @Test
    void aDirectoryThatIsInUseIsRefused() {
        assertThatThrownBy(() -> Database.open(settings(shared, Map.of())))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("kaiwa.data.dir = \"" + shared + "\" is in use by another Kaiwa");
    }

    @Test
    void aDirectoryIsFreeAgainWhenItsDatabaseHasBeenClosed(@TempDir Path directory) {
        Database.open(settings(directory, Map.of())).close();
        Database.open(settings(directory, Map.of())).close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Database.open(settings(file, Map.of())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("kaiwa.data.dir = \"" + file + "\" cannot be used: ");
    }

    @Test
    void aDatabaseOfANewerKaiwaIsRefused(@TempDir Path directory) throws Exception {
        try (Database database = Database.open(settings(directory, Map.of()));
                Connection connection = database.connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 99, '99', 'of tomorrow', type, 'V99__x.sql',"
                    + " 1, installed_by, installed_on, 1, success FROM flyway_schema_history LIMIT 1");
        }

        assertThatThrownBy(() -> Database.open(settings(directory, Map.of())))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "the database has been written by a newer Kaiwa (schema 99); this one would not understand it");
    }

    @Test
    void aDatabaseOfTheFirstSchemaIsBroughtUpToDateAndItsAuthorsAreNobodysToday(@TempDir Path directory)
            throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("kaiwa.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url, null, null)
                .locations("classpath:org/kaiwa/store/migration")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO room (id, name, head) VALUES (1, 'old', 2)");
            statement.execute("INSERT INTO message (room, seq, epoch, uid, name, client_id, content, said_at) VALUES"
                    + " (1, 1, 'e', 5, 'Ann', 'm-1', 'first', 0), (1, 2, 'e', 4199999999, 'Bob', NULL, 'second', 0)");
        }

        try (Database database = Database.open(settings(directory, Map.of()))) {
            MessageStore store = new JdbcMessageStore(database.connections(), "epoch", Optional.empty());
            assertThat(store.before("old", Long.MAX_VALUE, 9))
                    .extracting(event -> ((Event.Said) event).content())
                    .containsExactly("first", "second");
            assertThat(store.before("old", Long.MAX_VALUE, 9))
                    .allSatisfy(event -> assertThat(event.from().isPassing()).isTrue());
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidInOneLine(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("kaiwa.db"), "no database at all ".repeat(100));

        assertThatThrownBy(() -> Database.open(settings(directory, Map.of())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("the database cannot be opened: ")
                .hasMessageContaining("not a database");
    }

    private static StoreSettings settings(Path directory, Map<String, String> others) {
        return Settings.read(key -> key.equals("kaiwa.data.dir")
                        ? Optional.of(directory.toString())
                        : Optional.ofNullable(others.get(key)))
                .store();
    }

    private static String pragma(Database database, String name) throws Exception {
        try (Connection connection = database.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.getString(1);
        }
    }
}
