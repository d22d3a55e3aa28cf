package org.kaiwa.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where a {@code kaiwa.jar} keeps its messages while it is measured. To be closed when that has stopped; nothing of it is left then.
 *
 * @param name as the table calls it
 * @param options tell the server
 * @param url for who comes past the server, while that is stopped (JDBC)
 * @param end deletes it
 */
record Storage(String name, List<String> options, String url, Closeable end) implements AutoCloseable {

    /** What has not been deleted yet. */
    private static final Set<Closeable> OPEN = ConcurrentHashMap.newKeySet();

    Storage {
        OPEN.add(end);
    }

    /** Nothing is forced to disk or written there: what the engine does without that. */
    static Storage inMemory() {
        String url = "jdbc:sqlite::memory:";
        return new Storage("in memory", List.of("-Dkaiwa.db.url=" + url), url, () -> {
            // Gone with its server.
        });
    }

    /** As it is without any setting: a file, and each commit forced. */
    static Storage sqlite(Path work) throws IOException {
        Path directory = Files.createTempDirectory(work, "data");
        return new Storage(
                "SQLite",
                List.of("-Dkaiwa.data.dir=" + directory),
                "jdbc:sqlite:" + directory.resolve("kaiwa.db"),
                () -> delete(directory));
    }

    /** A real PostgreSQL that forces each commit, as one outside of tests does: the one made for tests does not by itself. */
    static Storage postgresql(Path work) throws IOException {
        Path directory = Files.createTempDirectory(work, "postgresql");
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        String url = "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres?user=postgres";
        return new Storage("PostgreSQL", List.of("-Dkaiwa.db.url=" + url), url, () -> {
            database.close();
            delete(directory);
        });
    }

    /** Makes one in a directory. */
    interface Maker {
        Storage in(Path work) throws IOException;
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    @Override
    public void close() {
        close(end);
    }

    /** Closes those that still are open, when a run is broken off: PostgreSQL is no child of ours and would stay. */
    static void closeAll() {
        OPEN.forEach(Storage::close);
    }

    private static void close(Closeable open) {
        try {
            if (OPEN.remove(open)) {
                open.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
