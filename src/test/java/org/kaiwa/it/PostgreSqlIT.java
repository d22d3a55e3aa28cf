package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kaiwa.jar} on a real PostgreSQL that goes away and comes back. */
class PostgreSqlIT {

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"(\\d+)\"");

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedNobodyIsSentAwayAndNothingIsLost(@TempDir Path data)
            throws Exception {
        EmbeddedPostgres database = start(data, 0);
        int port = database.getPort();
        try (KaiwaProcess kaiwa = KaiwaProcess.start(
                "-Dkaiwa.db.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres", "-Dkaiwa.db.user=postgres")) {
            RawSocket talker = enter(kaiwa, "");
            RawSocket listener = enter(kaiwa, "");
            AtomicBoolean refused = new AtomicBoolean();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> talk = CompletableFuture.supplyAsync(
                    () -> talk(talker, refused, enough), task -> new Thread(task).start());
            hear(listener, 20);

            database.close();
            await(refused);
            database = start(data, port);
            hear(listener, 20);
            enough.set(true);
            int said = talk.get();

            List<Integer> stored = new ArrayList<>();
            try (RawSocket back = enter(kaiwa, ",\"epoch\":\"\",\"seq\":0")) {
                for (String frame = back.readText(); !frame.startsWith("{\"type\":\"live\""); frame = back.readText()) {
                    add(frame, stored);
                }
            }
            assertThat(stored)
                    .containsExactlyElementsOf(IntStream.range(0, said).boxed().toList());
            talker.close();
            listener.close();
            assertThat(kaiwa.log().stream().filter(line -> line.contains("SEVERE Messages cannot be stored")))
                    .as("said once")
                    .hasSize(1);
        } finally {
            database.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws Exception {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data.resolve("pg")).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static RawSocket enter(KaiwaProcess kaiwa, String position) throws Exception {
        RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Sec-WebSocket-Protocol: kaiwa.v1");
        socket.say("{\"type\":\"login\",\"name\":\"c\",\"room\":\"pg\"" + position + "}");
        assertThat(socket.readText()).contains("\"user_list\"");
        return socket;
    }

    /** Says one number after the other, each until it is acknowledged; returns how many. */
    private static int talk(RawSocket socket, AtomicBoolean refused, AtomicBoolean enough) {
        try {
            int said = 0;
            while (!enough.get()) {
                socket.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + said + "\",\"id\":\"n" + said
                        + "\",\"room\":\"pg\"}");
                String frame = socket.readText();
                while (!frame.contains("\"id\":\"n" + said + "\"") && !frame.contains("\"try_again\"")) {
                    frame = socket.readText();
                }
                if (frame.contains("\"try_again\"")) {
                    refused.set(true);
                } else {
                    said++;
                }
            }
            return said;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void hear(RawSocket socket, int messages) throws Exception {
        List<Integer> heard = new ArrayList<>();
        while (heard.size() < messages) {
            add(socket.readText(), heard);
        }
        assertThat(heard).isSorted().doesNotHaveDuplicates();
    }

    private static void add(String frame, List<Integer> numbers) {
        Matcher content = CONTENT.matcher(frame);
        if (frame.startsWith("{\"type\":\"say\"") && content.find()) {
            numbers.add(Integer.valueOf(content.group(1)));
        }
    }

    private static void await(AtomicBoolean flag) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .untilTrue(flag);
    }
}
