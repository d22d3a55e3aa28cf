package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar target/kaiwa.jar} in a process of its own, on free ports, with the JDK of {@code kaiwa.test.server.java} or else that of the tests. */
public final class KaiwaProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("Kaiwa is ready: open http://127\\.0\\.0\\.1:(\\d+) .*on port (\\d+);.*");
    private static final int PATIENCE_SECONDS = 120;

    private final LoggingProcess process;
    private final Path temporary;
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

    private KaiwaProcess(List<String> command, Path temporary) throws IOException {
        this.temporary = temporary;
        process = new LoggingProcess(new ProcessBuilder(command), this::noteLine);
        process.logEnded()
                .thenRun(() -> ready.completeExceptionally(new AssertionError("kaiwa.jar did not start: " + log())));
    }

    /** Starts it on free ports and waits until it is ready. */
    public static KaiwaProcess start(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-Dkaiwa.http.port=0", "-Dkaiwa.ws.port=0"));
        all.addAll(List.of(options));
        KaiwaProcess kaiwa = run(all.toArray(String[]::new));
        kaiwa.httpPort();
        return kaiwa;
    }

    /**
     * Starts it as it is, ready or not, with a data directory of its own unless the options name one. {@code env} gives it a Ctrl-C that works, whatever
     * started the tests ignored.
     */
    public static KaiwaProcess run(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        String jdk = System.getProperty("kaiwa.test.server.java", System.getProperty("java.home"));
        command.add(Path.of(jdk, "bin", "java").toString());
        Path temporary = DataDirectories.create();
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dkaiwa.data.dir=" + DataDirectories.create());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", System.getProperty("kaiwa.test.jar")));
        return new KaiwaProcess(command, temporary);
    }

    /** The port of the page. */
    public int httpPort() throws Exception {
        return Integer.parseInt(ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS).group(1));
    }

    /** The port of the socket. */
    public int wsPort() throws Exception {
        return Integer.parseInt(ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS).group(2));
    }

    long pid() {
        return process.process().pid();
    }

    /** As Ctrl-C in a terminal does. */
    public void interrupt() throws Exception {
        signal("INT");
    }

    /** Lets it do nothing at all for a while: its ports take connections, and nobody is answered. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.process().destroyForcibly().waitFor();
        DataDirectories.delete(temporary);
    }

    /** Waits for the end and gives the exit code. */
    int exitCode(int seconds) throws Exception {
        assertThat(process.process().waitFor(seconds, TimeUnit.SECONDS))
                .as("ended within %d s", seconds)
                .isTrue();
        process.logEnded().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return process.process().exitValue();
    }

    /** What it has said so far, standard output and standard error. */
    public List<String> log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        DataDirectories.delete(temporary);
    }

    private void noteLine(String line) {
        Matcher matcher = READY.matcher(line);
        if (matcher.matches()) {
            ready.complete(matcher);
        }
    }
}
