package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of an acknowledgement, under {@code kill -9}. {@code kaiwa.kills} says how often the server is killed. */
class KillIT {

    private static final int KILLS = Integer.getInteger("kaiwa.kills", 10);
    private static final int CLIENTS = 8;
    private static final String ROOM = "kill";
    private static final Pattern OWN = Pattern.compile("\"seq\":(\\d+).*\"id\":\"([^\"]+)\"");

    private static final Pattern TOLD =
            Pattern.compile("\"content\":\"([^\"]*)\".*\"seq\":(\\d+).*\"id\":\"([^\"]+)\"");

    /** Named, so that a failure can be had again as far as that goes with a server that is killed. */
    private final long seed = Long.getLong("kaiwa.seed", System.nanoTime());

    private record Acknowledged(String id, long seq) {}

    private record Stored(long seq, String id, String content) {}

    @Test
    void anAcknowledgedMessageIsThereOnceAndInItsPlaceHoweverOftenTheServerIsKilled(@TempDir Path data)
            throws Exception {
        Random random = new Random(seed);
        List<Acknowledged> all = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            all.addAll(talkUntilKilled(data, round, random.nextInt(100, 1_500)));
            check(stored(data), all, "seed " + seed + ", round " + round);
        }
        assertThat(all).as("enough was said to mean something").hasSizeGreaterThan(KILLS * CLIENTS);
        System.out.println(KILLS + " kills, " + all.size() + " acknowledged messages, none lost, none twice");
    }

    private static List<Acknowledged> talkUntilKilled(Path data, int round, int millis) throws Exception {
        List<Stored> before = round == 0 ? List.of() : stored(data);
        KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + data);
        try {
            assertThat(resumed(kaiwa))
                    .as("who resumes has what is stored, round %d", round)
                    .isEqualTo(before);
            List<CompletableFuture<List<Acknowledged>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Sec-WebSocket-Protocol: kaiwa.v1");
                socket.say("{\"type\":\"login\",\"name\":\"c" + i + "\",\"room\":\"" + ROOM + "\"}");
                String prefix = round + "-" + i + "-";
                clients.add(
                        CompletableFuture.supplyAsync(() -> talk(socket, prefix), task -> new Thread(task).start()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            kaiwa.kill();
            List<Acknowledged> acknowledged = new ArrayList<>();
            for (CompletableFuture<List<Acknowledged>> client : clients) {
                acknowledged.addAll(client.get(30, TimeUnit.SECONDS));
            }
            return acknowledged;
        } finally {
            kaiwa.close();
        }
    }

    /** What a client is told that has been away since the beginning. */
    private static List<Stored> resumed(KaiwaProcess kaiwa) throws Exception {
        List<Stored> told = new ArrayList<>();
        try (RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Sec-WebSocket-Protocol: kaiwa.v1")) {
            socket.say("{\"type\":\"login\",\"name\":\"back\",\"room\":\"" + ROOM + "\",\"epoch\":\"\",\"seq\":0}");
            for (String frame = socket.readText(); !frame.startsWith("{\"type\":\"live\""); frame = socket.readText()) {
                Matcher said = TOLD.matcher(frame);
                if (said.find()) {
                    told.add(new Stored(Long.parseLong(said.group(2)), said.group(3), said.group(1)));
                }
            }
        }
        return told;
    }

    /** Says one thing after the other, four under way at a time, until the line breaks. */
    private static List<Acknowledged> talk(RawSocket socket, String prefix) {
        List<Acknowledged> acknowledged = new ArrayList<>();
        try (socket) {
            int said = 0;
            while (true) {
                while (said < acknowledged.size() + 4) {
                    String id = prefix + said++;
                    socket.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"content of " + id + "\",\"id\":\""
                            + id + "\",\"room\":\"" + ROOM + "\"}");
                }
                Matcher own = OWN.matcher(socket.readText());
                if (own.find() && own.group(2).startsWith(prefix)) {
                    acknowledged.add(new Acknowledged(own.group(2), Long.parseLong(own.group(1))));
                }
            }
        } catch (IOException | RuntimeException killed) {
            return acknowledged;
        }
    }

    private static void check(List<Stored> stored, List<Acknowledged> acknowledged, String where) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < stored.size(); i++) {
            Stored message = stored.get(i);
            assertThat(message.seq()).as("dense, %s", where).isEqualTo(i + 1L);
            assertThat(ids.add(message.id()))
                    .as("%s once, %s", message.id(), where)
                    .isTrue();
            assertThat(message.content()).as(where).isEqualTo("content of " + message.id());
        }
        for (Acknowledged one : acknowledged) {
            assertThat(one.seq()).as("%s is there, %s", one, where).isLessThanOrEqualTo(stored.size());
            assertThat(stored.get((int) one.seq() - 1).id()).as(where).isEqualTo(one.id());
        }
    }

    private static List<Stored> stored(Path data) throws Exception {
        List<Stored> messages = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("kaiwa.db"));
                PreparedStatement select =
                        connection.prepareStatement("SELECT seq, client_id, content FROM message ORDER BY seq");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                messages.add(new Stored(row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
        return messages;
    }
}
