package org.kaiwa.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories for what servers keep and for what they put down while they run, which are gone when the tests have ended. */
public final class DataDirectories {

    private static final Path ALL = createAll();

    private DataDirectories() {}

    /** A new one. */
    static Path create() throws IOException {
        return Files.createTempDirectory(ALL, "data");
    }

    /** Removes one before the tests have ended: what a server puts down while it runs is more than a hundred megabytes, which one that is killed leaves behind. */
    public static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException busy) {
            // What is written just now is removed when the tests have ended.
        }
    }

    private static Path createAll() {
        try {
            Path all = Files.createTempDirectory("kaiwa-test-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(all)));
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
