package org.kaiwa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches the wire as the page does, in a thread of its own, and compares what came with what the server counted. */
final class WireReader implements AutoCloseable {

    private static final Pattern COUNTS =
            Pattern.compile("\"dropped\":(\\d+)|\"passed\":(\\d+)|\"shown\":(\\d+)|\"unmatched\":(\\d+)");
    private static final Pattern NUMBER = Pattern.compile("\\{\"n\":(\\d+)");

    private final HttpURLConnection connection;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** Guarded by this. */
    private long came;

    private long dropped;
    private long passed;
    private long shown;
    private long unmatched;

    private WireReader(Server server, String query) throws IOException {
        connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.ports().get(0) + "/api/wire?" + query)
                        .toURL()
                        .openConnection();
        Thread thread = new Thread(this::read, "wire reader");
        thread.setDaemon(true);
        thread.start();
    }

    static WireReader of(Server server, String query) throws Exception {
        WireReader reader = new WireReader(server, query);
        reader.ready.get(10, TimeUnit.SECONDS);
        return reader;
    }

    /** Waits until the server has nothing more to tell, and says what it told. */
    synchronized String end() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while ((shown + dropped + unmatched < passed || came != shown || passed == 0) && System.nanoTime() < deadline) {
            wait(100);
        }
        return passed + " passed = " + shown + " shown + " + dropped + " dropped + " + unmatched + " unmatched"
                + (passed == shown + dropped + unmatched ? "" : " (NOT EQUAL)") + "; " + came + " came"
                + (came == shown ? "" : " (NOT AS MANY AS SHOWN)");
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    take(event, line);
                }
            }
        } catch (IOException closed) {
            ready.completeExceptionally(closed);
        }
    }

    private synchronized void take(String event, String data) {
        if (event.equals("watch")) {
            ready.complete(null);
        } else if (event.equals("packets")) {
            came += NUMBER.matcher(data).results().count();
        } else if (event.equals("counts")) {
            Matcher counts = COUNTS.matcher(data);
            while (counts.find()) {
                dropped = counts.group(1) == null ? dropped : Long.parseLong(counts.group(1));
                passed = counts.group(2) == null ? passed : Long.parseLong(counts.group(2));
                shown = counts.group(3) == null ? shown : Long.parseLong(counts.group(3));
                unmatched = counts.group(4) == null ? unmatched : Long.parseLong(counts.group(4));
            }
        }
        notifyAll();
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
