package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;

/** A server that has a database for Kaiwa: the resource {@code jdbc/kaiwa}, made by the very files of server-config. */
@Tag("server")
class DatabaseIT {

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
    void messagesAreInTheDatabaseOfTheServerAndThereAgainInAnother() throws Exception {
        Setup setup = Setup.plain()
                .at("/kaiwa")
                .on(new Setup.Database(database.getPort(), "postgres", "postgres", "postgres"));
        try (AppServer server = AppServers.start(setup);
                WireClient client = WireClient.speakingNative(server.socket())) {
            client.say("{\"type\":\"login\",\"name\":\"n\",\"room\":\"res\",\"token\":\"q83vASNFZ4mrze8BI0Vnia\"}");
            client.nextWith("\"login\"");
            client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"kept\",\"room\":\"res\",\"id\":\"m-1\"}");
            assertThat(client.nextWith("\"say\"")).contains("\"seq\":1,", "\"id\":\"m-1\"");
            assertThat(server.log()).anySatisfy(line -> assertThat(line).contains("PostgreSQL", "jdbc/kaiwa"));
        }
        assertThat(stored()).isEqualTo("kept");

        try (AppServer server = AppServers.start(setup);
                WireClient client = WireClient.speakingNative(server.socket())) {
            client.say("{\"type\":\"login\",\"name\":\"other\",\"room\":\"res\"}");
            assertThat(client.nextWith("\"history\"")).contains("\"content\":\"kept\"");
        }
    }

    @Test
    void anApplicationThatIsDeployedAnewFindsTheDatabaseAsTheOneBeforeIt() throws Exception {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE anew");
        }
        Setup setup = Setup.plain().on(new Setup.Database(database.getPort(), "anew", "postgres", "postgres"));
        try (AppServer server = AppServers.start(setup)) {
            server.redeploy();
            server.redeploy();
            try (WireClient client = WireClient.speakingNative(server.socket())) {
                client.say("{\"type\":\"login\",\"name\":\"n\",\"room\":\"anew\"}");
                client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"anew\",\"id\":\"a-1\"}");
                assertThat(client.nextWith("\"id\":\"a-1\"")).contains("\"seq\":1,");
            }
        }
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
