package org.kaiwa.signon;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.kaiwa.it.LoggingProcess;

/**
 * A real Keycloak in a process of its own, on a free port and with nothing in it but the realm of the tests: {@code alice} is in {@code staff} and
 * {@code board}, {@code bob} in {@code staff}, {@code carol} in no group. It needs a JDK 21; where there is none the test is skipped.
 *
 * <p>It is what {@code mvn verify} has unpacked, and keeps its data there, emptied at every start: one at a time.
 */
public final class KeycloakProcess implements AutoCloseable {

    public static final String CLIENT_ID = "kaiwa";
    public static final String CLIENT_SECRET = "known to kaiwa and to keycloak: 100%25 + one/another";

    private static final int JDK = 21;
    private static final String READY = "Listening on: ";
    /** It takes half a minute on a machine that does nothing else, and the first start builds it besides. */
    private static final int PATIENCE_SECONDS = 300;

    private final URI address;
    private final KeycloakAdmin admin;
    private final LoggingProcess process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private KeycloakProcess(Path home, Path jdk, int port) throws IOException {
        address = URI.create("http://127.0.0.1:" + port);
        admin = new KeycloakAdmin(address);
        process = new LoggingProcess(command(home, jdk, port), this::noteLine);
        process.logEnded().thenRun(() -> ready.completeExceptionally(new AssertionError("Keycloak has ended")));
        // Whatever becomes of the tests.
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param kaiwa where its client will be, without a slash at the end; the port of the page may still be free
     */
    public static KeycloakProcess start(URI kaiwa) throws Exception {
        Path jdk = Jdks.atLeast(JDK);
        Path home = Path.of(System.getProperty("kaiwa.test.keycloak"));
        prepare(home.resolve("data"), kaiwa);
        KeycloakProcess keycloak = new KeycloakProcess(home, jdk, FreePort.choose());
        try {
            keycloak.ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return keycloak;
        } catch (ExecutionException | TimeoutException | InterruptedException notReady) {
            keycloak.close();
            throw new AssertionError("Keycloak did not start: " + keycloak.log(), notReady);
        }
    }

    public String issuer() {
        return address + "/realms/kaiwa";
    }

    /** What its administrator can do. */
    public KeycloakAdmin admin() {
        return admin;
    }

    /** The password of one of the three. */
    public static String passwordOf(String user) {
        return user + "-password";
    }

    public List<String> log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private void noteLine(String line) {
        if (line.contains(READY + address)) {
            ready.complete(null);
        }
    }

    private static ProcessBuilder command(Path home, Path jdk, int port) {
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--cache=local",
                "--import-realm");
        builder.directory(home.toFile());
        // What the machine has set for another Keycloak, or another JVM, is not for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        // It lives for a minute or two: quick to compile is better than compiled well.
        builder.environment()
                .put(
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir=" + home.resolve("data/tmp"));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakAdmin.NAME);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakAdmin.PASSWORD);
        return builder;
    }

    /** Leaves nothing of the run before, and the realm to be imported. */
    private static void prepare(Path data, URI kaiwa) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> old = Files.walk(data)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(data.resolve("tmp"));
        Path realm = Files.createDirectories(data.resolve("import")).resolve("kaiwa-realm.json");
        try (InputStream template = KeycloakProcess.class.getResourceAsStream("/keycloak/kaiwa-realm.json")) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    realm, text.replace("@kaiwa@", kaiwa.toString()).replace("@client.secret@", CLIENT_SECRET));
        }
    }
}
