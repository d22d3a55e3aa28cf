package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client of the tests says of a handshake that fails. */
class WireClientTest {

    private final CompletableFuture<Headers> asked = new CompletableFuture<>();
    private HttpServer server;
    private int status = 403;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.complete(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 503})
    void theStatusOfARefusalIsToldWhateverItIs(int refusal) throws Exception {
        status = refusal;

        assertThat(WireClient.statusOfHandshake(uri(), Map.of())).isEqualTo(refusal);
    }

    @Test
    void headersAreSentAsTheyAre() throws Exception {
        WireClient.statusOfHandshake(uri(), Map.of("Cookie", "a=b; c=d", "Origin", "http://page.example"));

        Headers headers = asked.get(10, TimeUnit.SECONDS);
        assertThat(headers.get("Cookie")).containsExactly("a=b; c=d");
        assertThat(headers.get("Origin")).containsExactly("http://page.example");
    }

    @Test
    void whereNobodyListensThereIsNoStatus() {
        server.stop(0);

        assertThatThrownBy(() -> WireClient.statusOfHandshake(uri(), Map.of())).isInstanceOf(IOException.class);
    }

    private URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
