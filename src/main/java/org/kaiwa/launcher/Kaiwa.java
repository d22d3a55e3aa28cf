package org.kaiwa.launcher;

import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kaiwa.config.InvalidSettingException;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;

/** The main class of {@code kaiwa.jar}. */
public final class Kaiwa {

    /** How long the application may take for its first answer. */
    private static final int PATIENCE_SECONDS = 60;

    private static final String LOGGING_KEY = "java.util.logging.config.file";

    /**
     * By how many threads Payara's services are started. With its own four one start in some dozens failed on a busy machine: HK2 walks a list of listeners in one thread
     * while another adds to it (ConcurrentModificationException in {@code SystemDescriptor.invokeInstanceListeners}).
     */
    private static final String STARTUP_THREADS_KEY = "org.glassfish.maxStartupThreads";

    /** Whether Grizzly refuses a header with a byte outside ASCII: a proxy that names its users sends some (RFC 9110 §5.5, obs-text). */
    private static final String STRICT_HEADERS_KEY =
            "org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110";

    private Kaiwa() {}

    /**
     * Starts the server and comes back when it is ready; its threads go on until the process is told to stop.
     *
     * @param args none: settings are system properties or environment variables
     */
    public static void main(String[] args) {
        try {
            start(args);
        } catch (StartFailedException | InvalidSettingException failure) {
            System.err.println("Kaiwa does not start: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void start(String[] args) {
        if (args.length > 0) {
            throw new StartFailedException("it takes no arguments; settings are system properties before -jar"
                    + " (java -Dkaiwa.http.port=8080 -jar kaiwa.jar) or environment variables (KAIWA_HTTP_PORT=8080)");
        }
        Settings settings = Settings.read(Kaiwa::configured);
        warnOfUnknown();
        Ports ports = Ports.find(settings);
        // What was found out is what holds, for the boot commands and for the WAR: a system property is the strongest
        // of MicroProfile Config's sources.
        System.setProperty("kaiwa.http.port", Integer.toString(ports.http()));
        System.setProperty("kaiwa.ws.port", Integer.toString(ports.ws()));
        // Not a setting: the boot commands cannot count processors.
        System.setProperty(
                "kaiwa.internal.socket.threads",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        if (settings.signOn().mode() == SignOnSettings.Mode.PROXY && System.getProperty(STRICT_HEADERS_KEY) == null) {
            System.setProperty(STRICT_HEADERS_KEY, "false");
        }
        Heap.giveBack();
        StartCode.compileLightly();
        if (System.getProperty(STARTUP_THREADS_KEY) == null) {
            System.setProperty(STARTUP_THREADS_KEY, "1");
        }
        boot(ports);
        System.out.println("Kaiwa is ready: open http://127.0.0.1:" + ports.http()
                + " in a browser (the chat's socket is on port " + ports.ws() + "; Ctrl-C stops it)");
    }

    private static void boot(Ports ports) {
        List<String> options = new ArrayList<>(
                List.of("--port", Integer.toString(ports.http()), "--nohazelcast", "--disablephonehome"));
        if (System.getProperty(LOGGING_KEY) == null) {
            options.addAll(
                    List.of("--logproperties", unpack("logging.properties").toString()));
        }
        Leftovers.remove(Path.of(System.getProperty("java.io.tmpdir")));
        PayaraMicroBoot server;
        try {
            server = PayaraMicroLauncher.create(options.toArray(String[]::new));
        } catch (Exception failure) {
            throw new StartFailedException("Payara Micro could not be started: " + failure);
        }
        Leftovers.hold();
        if (server.getRuntime().getDeployedApplicationNames().isEmpty() || !isServed(ports.http())) {
            throw new StartFailedException("the application could not be deployed; the log above says why");
        }
    }

    /** Whether the application answers: one that failed while it started is still among the deployed. */
    private static boolean isServed(int port) {
        try {
            HttpRequest config = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/config.json"))
                    .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                    .build();
            return HttpClient.newHttpClient()
                            .send(config, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == HttpURLConnection.HTTP_OK;
        } catch (IOException noAnswer) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As MicroProfile Config reads a key before there is a server: a system property, else an environment variable in capitals. */
    private static Optional<String> configured(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_");
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(key)))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .or(() -> Optional.ofNullable(System.getenv(variable.toUpperCase(Locale.ROOT))));
    }

    private static void warnOfUnknown() {
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("kaiwa.") && !Settings.isKnown(key))
                .sorted()
                .forEach(key -> System.err.println("Kaiwa knows no setting " + key + "; it is ignored"));
    }

    private static Path unpack(String resource) {
        try (InputStream in = Kaiwa.class.getResourceAsStream(resource)) {
            Path file = Files.createTempFile("kaiwa-", "-" + resource);
            file.toFile().deleteOnExit();
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException failure) {
            throw new StartFailedException("a temporary file could not be written: " + failure.getMessage());
        }
    }
}
