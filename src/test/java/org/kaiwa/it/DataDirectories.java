package org.kaiwa.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories for what servers keep, which are gone when the tests have ended. */
final class DataDirectories {

    private static final Path ALL = createAll();

    private DataDirectories() {}

    /** A new one. */
    static Path create() throws IOException {
        return Files.createTempDirectory(ALL, "data");
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

    private static void delete(Path all) {
        try (Stream<Path> paths = Files.walk(all)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException busy) {
            // The system's own cleaning of temporary files will see to it.
        }
    }
}
