package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of an acknowledgement, under {@code kill -9}. {@code kaiwa.kills} says how often the server is killed on each database. */
class KillIT {

    private static final int KILLS = Integer.getInteger("kaiwa.kills", 5);
    private static final int TALKERS = 8;
    private static final String ROOM = "kill";

    /** Named, so that a failure can be had again as far as that goes with a server that is killed. */
    private final long seed = Long.getLong("kaiwa.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Test
    void onSqliteAnAcknowledgedMessageIsThereOnceAndInItsPlaceHoweverOftenTheServerIsKilled(@TempDir Path data)
            throws Exception {
        play("SQLite", "jdbc:sqlite:" + data.resolve("kaiwa.db"), "-Dkaiwa.data.dir=" + data);
    }

    @Test
    void onPostgreSqlAnAcknowledgedMessageIsThereOnceAndInItsPlaceHoweverOftenTheServerIsKilled() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres";
            play("PostgreSQL", url + "?user=postgres", "-Dkaiwa.db.url=" + url, "-Dkaiwa.db.user=postgres");
        }
    }

    private void play(String database, String url, String... options) throws Exception {
        // The last one only listens.
        Crowd crowd = Crowd.of(ROOM, "c", TALKERS + 1).playedWith(seed);
        for (int round = 0; round <= KILLS; round++) {
            String where = database + ", seed " + seed + ", round " + round;
            try (KaiwaProcess kaiwa = KaiwaProcess.start(options)) {
                int port = kaiwa.wsPort();
                // Who was killed comes back with its position and what was not acknowledged.
                crowd.live(client -> client.stayOn(port));
                crowd.whisper();
                crowd.finish(port).assertHoldsFor(crowd, where);
                stored(url).assertShown(crowd, where);
                if (round < KILLS) {
                    talkUntilKilled(crowd, kaiwa);
                    stored(url).assertStored(crowd, where + ", killed");
                }
            }
        }
        assertThat(crowd.acknowledged()).as("enough was said to mean something").isGreaterThan((long) KILLS * TALKERS);
        System.out.println(database + ": " + KILLS + " kills, " + crowd.acknowledged()
                + " acknowledged messages, 0 lost, 0 twice");
    }

    /** Some of them come and go meanwhile, so that the kill meets those who are catching up too. */
    private void talkUntilKilled(Crowd crowd, KaiwaProcess kaiwa) throws Exception {
        int port = kaiwa.wsPort();
        AtomicBoolean killed = new AtomicBoolean();
        for (ReliableClient client : crowd.clients()) {
            client.stayForGood();
        }
        crowd.clients().subList(0, TALKERS).forEach(client -> client.outbox().talk(4, 0));
        crowd.clients().subList(0, 2).forEach(client -> client.restless(new Random(random.nextLong())));
        crowd.live(client -> {
            while (!killed.get()) {
                client.stay(port);
            }
        });
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50, 1_500)));
        killed.set(true);
        kaiwa.kill();
        crowd.join();
        for (ReliableClient client : crowd.clients()) {
            client.outbox().talk(0, 0);
            client.restless(null);
        }
    }

    /** What is in the database, past the server. */
    private static Truth stored(String url) throws Exception {
        List<LogView.Told> messages = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT m.seq, m.epoch, m.uid, m.client_id, m.content FROM message m JOIN room r ON r.id = m.room"
                                + " WHERE r.name = ? ORDER BY m.seq")) {
            select.setString(1, ROOM);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.add(new LogView.Told(
                            row.getLong(1),
                            row.getString(2),
                            row.getLong(3),
                            null,
                            row.getString(4),
                            row.getString(5)));
                }
            }
        }
        return new Truth(messages, List.of());
    }
}
