package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A plain Payara Micro with the WAR on it, set up by a file of commands, on a free port. */
public final class MicroProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern URL = Pattern.compile("^https?://[^:/]+:(\\d+)(/\\w*)?$");

    private final LoggingProcess process;
    private final Path temporary;

    private MicroProcess(ProcessBuilder builder, Path temporary) throws IOException {
        this.temporary = temporary;
        process = new LoggingProcess(builder, line -> {});
    }

    /**
     * Starts it, with the driver of PostgreSQL among its libraries.
     *
     * @param environment what it finds in its environment besides ours
     * @param commands run before the WAR is deployed
     * @param options of the JVM
     */
    public static MicroProcess run(Map<String, String> environment, Path commands, String... options) throws Exception {
        return runAt("/", environment, commands, options);
    }

    /**
     * Starts it likewise, with the WAR at a context path that is not the root.
     *
     * @param contextRoot begins with a slash
     */
    public static MicroProcess runAt(
            String contextRoot, Map<String, String> environment, Path commands, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path temporary = DataDirectories.create();
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-jar",
                System.getProperty("payara.microJar"),
                "--autobindhttp",
                "--nohazelcast",
                "--disablephonehome",
                "--addlibs",
                Path.of(org.postgresql.Driver.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                "--postbootcommandfile",
                commands.toString(),
                "--deploy",
                System.getProperty("kaiwa.test.war"),
                "--contextroot",
                contextRoot));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new MicroProcess(builder, temporary);
    }

    /** Waits until a line of the log contains a text. */
    void awaitLine(String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(log()).anySatisfy(line -> assertThat(line).contains(text)));
    }

    /** Waits until it says where it is: the last thing it says at its start. */
    public void awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(log()).anySatisfy(line -> assertThat(line).matches(URL)));
    }

    /** Where its WebSocket is. */
    public URI socket() {
        Matcher url = log().stream()
                .map(URL::matcher)
                .filter(Matcher::find)
                .reduce((first, last) -> last)
                .orElseThrow();
        return URI.create("ws://127.0.0.1:" + url.group(1) + "/");
    }

    public List<String> log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        DataDirectories.delete(temporary);
    }
}
