package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;

/** TLS at the server itself, with no proxy before it: by the very files of server-config. */
@Tag("server")
class TlsIT {

    private static AppServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AppServers.start(Setup.plain().byTls());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void thePageThatHasComeByTlsFindsItsSocketThere() throws Exception {
        String config = get(TestCertificate.client(), server.page().resolve("config.json"));

        assertThat(config).startsWith("{\"socket\":{\"port\":null,\"path\":\"/");
        String path = config.replaceAll(".*\"path\":\"([^\"]*)\".*", "$1");
        try (WireClient client = WireClient.speakingNative(server.socket().resolve(path), TestCertificate.trust())) {
            client.say("{\"type\":\"login\",\"name\":\"n\",\"room\":\"tls\"}").nextWith("\"type\":\"login\"");
            // More than one record of TLS has room for.
            String words = "nobody else reads this ".repeat(170);
            for (int i = 0; i < 20; i++) {
                client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + words
                        + "\",\"room\":\"tls\",\"id\":\"m-" + i + "\"}");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.nextWith("\"say\"")).contains(words, "\"id\":\"m-" + i + "\"");
            }
        }
    }

    @Test
    void nothingIsSaidWithoutTls() {
        URI plain = URI.create(server.page().toString().replace("https:", "http:"));

        assertThatIOException().isThrownBy(() -> get(HttpClient.newHttpClient(), plain));
    }

    private static String get(HttpClient client, URI uri) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
