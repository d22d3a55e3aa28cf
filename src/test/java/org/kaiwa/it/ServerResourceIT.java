package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
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
        // As careless as a server can be that was set up by others: Kaiwa has to ask for more.
        database = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    @AfterAll
    static void stopPostgreSql() throws Exception {
        database.close();
    }

    @Test
    void messagesAreInTheDatabaseOfTheServerAndThereAgainAfterARestart(@TempDir Path data) throws Exception {
        try (MicroProcess server = start(data)) {
            try (WireClient client = WireClient.speakingNative(server.socket())) {
                client.say("{\"type\":\"login\",\"name\":\"n\",\"room\":\"res\",\"token\":\"q83vASNFZ4mrze8BI0Vnia\"}");
                client.nextWith("\"login\"");
                client.say(
                        "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"kept\",\"room\":\"res\",\"id\":\"m-1\"}");
                assertThat(client.nextWith("\"say\"")).contains("\"seq\":1,", "\"id\":\"m-1\"");
            }
            assertThat(server.log()).anySatisfy(line -> assertThat(line).contains("PostgreSQL", "jdbc/kaiwa"));
        }
        assertThat(stored()).isEqualTo("kept");
        assertThat(data.resolve("kaiwa.db")).as("no database of its own").doesNotExist();

        try (MicroProcess server = start(data);
                WireClient client = WireClient.speakingNative(server.socket())) {
            client.say("{\"type\":\"login\",\"name\":\"other\",\"room\":\"res\"}");
            assertThat(client.nextWith("\"history\"")).contains("\"content\":\"kept\"");
        }
    }

    @Test
    void aDatabaseOfTheSettingsBesideThatOfTheServerStopsTheStart(@TempDir Path data) throws Exception {
        try (MicroProcess server = MicroProcess.run(
                environment(), commands(data), "-Dkaiwa.db.url=jdbc:sqlite:" + data.resolve("other.db"))) {
            server.awaitLine("Kaiwa does not start: kaiwa.db.url and the resource jdbc/kaiwa name a database each");
        }
    }

    private static MicroProcess start(Path data) throws Exception {
        MicroProcess server = MicroProcess.run(environment(), commands(data), "-Dkaiwa.data.dir=" + data);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException | AssertionError failure) {
            server.close();
            throw failure;
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

    private static String stored() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM message")) {
            row.next();
            return row.getString(1);
        }
    }
}
