package org.kaiwa.server;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a server shall be set up.
 *
 * @param contextPath where the application is: empty for the root, else with a slash before it and none behind
 * @param settings of Kaiwa, by their keys ({@code kaiwa.auth})
 * @param database the server's resource {@code jdbc/kaiwa}; empty: there is none, and Kaiwa has the one inside
 * @param tls whether the server itself has TLS, with {@link TestCertificate}, and nothing without it
 */
public record Setup(String contextPath, Map<String, String> settings, Optional<Database> database, boolean tls) {

    /** At the root, as it is without any setting. */
    public static Setup plain() {
        return new Setup("", Map.of(), Optional.empty(), false);
    }

    /** At a context path. */
    public Setup at(String path) {
        return new Setup(path, settings, database, tls);
    }

    /** With a setting of Kaiwa. */
    public Setup with(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new Setup(contextPath, more, database, tls);
    }

    /** With a database of the server. */
    public Setup on(Database resource) {
        return new Setup(contextPath, settings, Optional.of(resource), tls);
    }

    /** By TLS. */
    public Setup byTls() {
        return new Setup(contextPath, settings, database, true);
    }

    /** What the files of {@code server-config} that are applied ask of the environment. */
    Map<String, String> environment() throws Exception {
        Map<String, String> all = new TreeMap<>();
        database.ifPresent(one -> all.putAll(one.environment()));
        if (tls) {
            all.putAll(TestCertificate.environment());
        }
        return all;
    }

    /**
     * A PostgreSQL on the loopback.
     *
     * @param port where it listens
     * @param name of the database
     * @param user who may use it
     * @param password his
     */
    public record Database(int port, String name, String user, String password) {

        /** By the names that the files of {@code server-config} use. */
        Map<String, String> environment() {
            return Map.of(
                    "KAIWA_PG_HOST", "127.0.0.1",
                    "KAIWA_PG_PORT", Integer.toString(port),
                    "KAIWA_PG_DATABASE", name,
                    "KAIWA_PG_USER", user,
                    "KAIWA_PG_PASSWORD", password);
        }
    }
}
