package org.kaiwa.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kaiwa.jar} on a real PostgreSQL that goes away and comes back. */
class PostgreSqlIT {

    private EmbeddedPostgres database;

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedNobodyIsSentAwayAndNothingIsLost(@TempDir Path data)
            throws Exception {
        database = start(data, 0);
        int port = database.getPort();
        try (KaiwaProcess kaiwa = KaiwaProcess.start(
                "-Dkaiwa.db.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres", "-Dkaiwa.db.user=postgres")) {
            new StoreOutage("pg").play(kaiwa, database::close, () -> database = start(data, port));
        } finally {
            database.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws Exception {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data.resolve("pg")).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
