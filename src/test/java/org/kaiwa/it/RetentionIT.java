package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kaiwa.retention.days} on a real server that is started again after a long time. */
class RetentionIT {

    private static final String ENTER = "{\"type\":\"login\",\"name\":\"n\",\"room\":\"%s\"%s}";

    @Test
    void whatIsTooOldIsDeletedAtTheStartAndTheGapIsSaid(@TempDir Path data) throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data)) {
            say(kaiwa, "kept", 1);
            say(kaiwa, "old", 2);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("kaiwa.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE message SET said_at = said_at - 172800000");
            statement.execute("UPDATE room SET held = 1 WHERE name = 'kept'");
        }

        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data, "-Dkaiwa.retention.days=1")) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(kaiwa.log())
                            .anySatisfy(line -> assertThat(line)
                                    .contains("kaiwa.retention.days = 1: 2 messages are deleted that were older")));
            say(kaiwa, "old", 1);
            try (RawSocket back = enter(kaiwa, "old", ",\"epoch\":\"\",\"seq\":0")) {
                assertThat(readUntil(back, "\"gap\""))
                        .isEqualTo("{\"type\":\"gap\",\"room\":\"old\",\"from\":1,\"to\":2,\"reason\":\"retention\"}");
                assertThat(readUntil(back, "\"say\"")).contains("\"seq\":3,");
            }
            try (RawSocket held = enter(kaiwa, "kept", "")) {
                assertThat(readUntil(held, "\"history\"")).contains("kept 0");
            }
        }
    }

    private static void say(KaiwaProcess kaiwa, String room, int messages) throws Exception {
        try (RawSocket socket = enter(kaiwa, room, "")) {
            for (int i = 0; i < messages; i++) {
                String id = "\"m-" + i + "\"";
                socket.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + room + " " + i + "\",\"id\":" + id
                        + ",\"room\":\"" + room + "\"}");
                readUntil(socket, id);
            }
        }
    }

    private static RawSocket enter(KaiwaProcess kaiwa, String room, String position) throws Exception {
        RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Sec-WebSocket-Protocol: kaiwa.v1");
        socket.say(ENTER.formatted(room, position));
        return socket;
    }

    private static String readUntil(RawSocket socket, String text) throws Exception {
        String frame = socket.readText();
        while (!frame.contains(text)) {
            frame = socket.readText();
        }
        return frame;
    }
}
