package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Watches the wire, as the page does by an {@code EventSource}. */
final class WatchClient implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final InputStream body;
    private final Thread reader;
    private String id;

    /** An event; at the end of all, one without data. */
    record Event(String name, JsonObject data) {}

    private WatchClient(InputStream body) {
        this.body = body;
        this.reader = new Thread(this::read, "watch");
        reader.setDaemon(true);
        reader.start();
    }

    static WatchClient open(int port, String query, String... headers) throws Exception {
        HttpResponse<InputStream> answer = ask(port, "/api/wire?" + query, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        WatchClient client = new WatchClient(answer.body());
        client.id = client.next("watch").getString("watch");
        return client;
    }

    static HttpResponse<InputStream> ask(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        // Of its own: a connection on which a watch was broken off is not to be used by what comes next.
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** By what the server knows this watch. */
    String id() {
        return id;
    }

    /** The next event of a name; others before it are passed over. */
    JsonObject next(String name) throws InterruptedException {
        return next(event -> event.name().equals(name)).data();
    }

    /** Waits for counts that are so. */
    JsonObject counts(Predicate<JsonObject> wanted) throws InterruptedException {
        return next(event -> event.name().equals("counts") && wanted.test(event.data()))
                .data();
    }

    /** Waits until the server has ended it. */
    void awaitEnd() throws InterruptedException {
        next(event -> event.name().isEmpty());
    }

    private Event next(Predicate<Event> wanted) throws InterruptedException {
        Event event;
        do {
            event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
            assertThat(event.name().isEmpty() && !wanted.test(event))
                    .as("the server has ended it")
                    .isFalse();
        } while (!wanted.test(event));
        return event;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(
                            name,
                            Json.createReader(new StringReader(line.substring(6)))
                                    .readObject()));
                }
            }
        } catch (IOException ended) {
            // Said below.
        }
        events.add(new Event("", null));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
