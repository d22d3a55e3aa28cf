package org.kaiwa.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR on a Payara Micro that has a database for it: the resource {@code jdbc/kaiwa}, made by the very commands of server-config. */
class ServerResourceIT {

    private static EmbeddedPostgres database;

    @BeforeAll
    static void startPostgreSql() throws Exception {
        database = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgreSql() throws Exception {
        database.close();
    }

    @Test
    void aDatabaseOfTheSettingsBesideThatOfTheServerStopsTheStart(@TempDir Path data) throws Exception {
        try (MicroProcess server = MicroProcess.run(
                environment(), commands(data), "-Dkaiwa.db.url=jdbc:sqlite:" + data.resolve("other.db"))) {
            server.awaitLine("Kaiwa does not start: kaiwa.db.url and the resource jdbc/kaiwa name a database each");
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "KAIWA_PG_HOST", "127.0.0.1",
                "KAIWA_PG_PORT", Integer.toString(database.getPort()),
                "KAIWA_PG_DATABASE", "postgres",
                "KAIWA_PG_USER", "postgres",
                "KAIWA_PG_PASSWORD", "postgres");
    }

    private static Path commands(Path data) throws Exception {
        Path config = Path.of(System.getProperty("kaiwa.test.server-config"), "payara-micro");
        return Files.writeString(
                data.resolve("commands.txt"), Files.readString(config.resolve("postgresql-commands.txt")));
    }
}
