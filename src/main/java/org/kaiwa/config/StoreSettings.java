package org.kaiwa.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the messages are kept.
 *
 * @param dataDir {@code kaiwa.data.dir}: the directory of the database that Kaiwa has inside, where no other is configured
 * @param url {@code kaiwa.db.url}: another database, {@code jdbc:postgresql:…}, or {@code jdbc:sqlite:…} in a place of its own
 * @param user {@code kaiwa.db.user}
 * @param password {@code kaiwa.db.password}
 * @param forced {@code kaiwa.db.durability}: whether a message is on disk before it is acknowledged ({@code forced}), or may be lost with the machine's
 *     power ({@code relaxed})
 */
public record StoreSettings(
        Path dataDir, Optional<String> url, Optional<String> user, Optional<String> password, boolean forced) {

    private static final Setting<Path> DATA_DIR =
            new Setting<>("kaiwa.data.dir", "kaiwa-data", "a directory, such as /var/lib/kaiwa", StoreSettings::path);
    private static final Setting<String> URL = new Setting<>(
            "kaiwa.db.url",
            null,
            "a JDBC address that begins with jdbc:postgresql: or jdbc:sqlite:, such as jdbc:postgresql://localhost/kaiwa",
            StoreSettings::address);
    private static final Setting<String> USER = new Setting<>("kaiwa.db.user", null, "a name", text -> text);
    private static final Setting<String> PASSWORD =
            new Setting<>("kaiwa.db.password", null, "a password", text -> text);
    private static final Setting<Boolean> DURABILITY = new Setting<>(
            "kaiwa.db.durability",
            "forced",
            "forced (a message is on disk before it is acknowledged) or relaxed",
            StoreSettings::isForced);

    /** All keys. */
    static final List<Setting<?>> ALL = List.of(DATA_DIR, URL, USER, PASSWORD, DURABILITY);

    static StoreSettings read(Function<String, Optional<String>> source) {
        return new StoreSettings(
                DATA_DIR.from(source).orElseThrow(),
                URL.from(source),
                USER.from(source),
                PASSWORD.from(source),
                DURABILITY.from(source).orElseThrow());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException(notAPath);
        }
    }

    private static String address(String text) {
        if (!text.startsWith("jdbc:postgresql:") && !text.startsWith("jdbc:sqlite:")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static boolean isForced(String text) {
        return switch (text) {
            case "forced" -> true;
            case "relaxed" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** Without the password, which has no business in a log. */
    @Override
    public String toString() {
        return "StoreSettings[dataDir=" + dataDir + ", forced=" + forced + "]";
    }
}
