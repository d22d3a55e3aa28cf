package org.kaiwa.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process whose every line is read and kept, standard output and standard error, and which is gone when it is closed, with all that it has started. */
public final class LoggingProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<Void> logEnded = new CompletableFuture<>();

    /**
     * Starts it.
     *
     * @param onLine told each line, by the thread that reads them
     */
    public LoggingProcess(ProcessBuilder builder, Consumer<String> onLine) throws IOException {
        process = builder.redirectErrorStream(true).start();
        Thread reader = new Thread(() -> readLog(onLine), "log of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    public Process process() {
        return process;
    }

    /** What it has said so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Done when the process says no more. */
    public CompletableFuture<Void> logEnded() {
        return logEnded;
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void readLog(Consumer<String> onLine) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
                onLine.accept(line);
            }
        } catch (IOException gone) {
            // The process has ended.
        }
        logEnded.complete(null);
    }
}
