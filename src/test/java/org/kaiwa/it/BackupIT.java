package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the database inside that is made while people talk, as {@code sqlite3 kaiwa.db ".backup copy.db"} makes it (SQLite's backup API). */
class BackupIT {

    private static final int TALKERS = 4;

    @Test
    void whatWasAcknowledgedBeforeABackupIsThereWhenItIsPutBack(@TempDir Path data, @TempDir Path restored)
            throws Exception {
        Crowd crowd = Crowd.of("backup", "c", TALKERS);
        long before;
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            int port = kaiwa.wsPort();
            crowd.live(client -> client.stayOn(port));
            crowd.awaitAll();
            crowd.clients().forEach(client -> client.outbox().talk(4, 0));
            crowd.await("they talk", () -> crowd.acknowledged() > TALKERS * 50);

            before = crowd.acknowledged();
            backUp(data.resolve("kaiwa.db"), restored.resolve("kaiwa.db"));
            long after = crowd.acknowledged();

            crowd.await("they go on", () -> crowd.acknowledged() > after + TALKERS * 50);
            crowd.finish(port);
        }

        assertThat(restored.resolve("kaiwa.db")).exists();
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + restored)) {
            List<Long> numbers = ReliableClient.reader(kaiwa.wsPort(), "backup").log().told().stream()
                    .map(LogView.Told::seq)
                    .toList();
            assertThat(numbers)
                    .as("whole, from the beginning")
                    .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
            assertThat((long) numbers.size()).isGreaterThanOrEqualTo(before).isLessThan(crowd.acknowledged());
        }
    }

    private static void backUp(Path database, Path copy) throws Exception {
        Files.deleteIfExists(copy);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement backup = connection.createStatement()) {
            backup.executeUpdate("backup to " + copy);
        }
    }
}
