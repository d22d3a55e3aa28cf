package org.kaiwa.signon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kaiwa.e2e.Tools;

/** The Java Development Kits of the machine, for servers that ask for a newer one than ours. */
final class Jdks {

    private static final Path SYSTEM = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    private Jdks() {}

    /**
     * The home of one that is at least as new. That is the one which the property {@code kaiwa.test.jdkVERSION} or the variable
     * {@code KAIWA_TEST_JDKVERSION} names, or else any that is found; where none is the test is skipped.
     */
    static Path atLeast(int version) throws IOException {
        String variable = "KAIWA_TEST_JDK" + version;
        String named = System.getProperty("kaiwa.test.jdk" + version, System.getenv(variable));
        for (Path home : named == null ? candidates() : List.of(Path.of(named))) {
            if (version(home) >= version) {
                return home;
            }
        }
        return Tools.missing("a JDK " + version + " or newer is missing, in " + SYSTEM + " or where " + variable
                + " says" + (named == null ? "" : ": " + named));
    }

    private static List<Path> candidates() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        System.getenv().forEach((name, value) -> {
            if (name.equals("JAVA_HOME") || name.matches("JAVA_HOME_\\d+_.*")) {
                homes.add(Path.of(value));
            }
        });
        if (Files.isDirectory(SYSTEM)) {
            try (Stream<Path> installed = Files.list(SYSTEM)) {
                homes.addAll(installed.sorted().toList());
            }
        }
        return homes;
    }

    /** What its release file says, 0 where there is none or no JVM. */
    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        return Files.readAllLines(release).stream()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElse(0);
    }
}
