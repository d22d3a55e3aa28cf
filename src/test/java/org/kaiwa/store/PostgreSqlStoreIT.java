package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;
import org.kaiwa.config.StoreSettings;

class PostgreSqlStoreIT extends RoomsContract {

    private static EmbeddedPostgres server;
    private static Database opened;

    @BeforeAll
    static void open() throws Exception {
        server = EmbeddedPostgres.start();
        opened = Database.open(settings(server.getPort(), "forced"));
    }

    @AfterAll
    static void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
        server.close();
    }

    @Override
    DataSource database() {
        return opened.connections();
    }

    @Test
    void aCommitIsForcedToDiskUnlessToldOtherwise() throws Exception {
        assertThat(setting(opened)).isEqualTo("on");
        try (Database relaxed = Database.open(settings(server.getPort(), "relaxed"))) {
            assertThat(setting(relaxed)).isEqualTo("off");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidInOneLine() {
        assertThatThrownBy(() -> Database.open(settings(1, "forced")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("the database cannot be opened: ")
                .hasMessageContaining("refused");
    }

    private static String setting(Database database) throws Exception {
        try (Connection connection = database.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW synchronous_commit")) {
            value.next();
            return value.getString(1);
        }
    }

    private static StoreSettings settings(int port, String durability) {
        Map<String, String> values = Map.of(
                "kaiwa.db.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "kaiwa.db.user",
                "postgres",
                "kaiwa.db.durability",
                durability);
        return Settings.read(key -> Optional.ofNullable(values.get(key))).store();
    }
}
