package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.kaiwa.it.LoggingProcess;

/** What all servers of these tests need: where to be, what to be given, and whether they are there. */
final class Servers {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Servers() {}

    /** The JDK that a server runs on: that of {@code kaiwa.test.server.java}, or else that of the tests. */
    static Path javaHome() {
        return Path.of(System.getProperty("kaiwa.test.server.java", System.getProperty("java.home")));
    }

    /** One of the programs of that JDK. */
    static String jdk(String program) {
        return javaHome().resolve("bin").resolve(program).toString();
    }

    /** Ports of the loopback that nobody listens on. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** The driver that a server is given for its resource {@code jdbc/kaiwa}. */
    static Path postgresqlDriver() throws URISyntaxException {
        return Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Where the page is. */
    static URI page(int port, Setup setup) {
        return URI.create((setup.tls() ? "https" : "http") + "://127.0.0.1:" + port + setup.contextPath() + "/");
    }

    /** Waits until the page is there, be it that for signing in. */
    static void awaitPage(LoggingProcess server, URI page) throws Exception {
        HttpClient client = page.getScheme().equals("https") ? TestCertificate.client() : HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(page)
                .header("Accept", "text/html")
                .timeout(Duration.ofSeconds(10))
                .build();
        await(
                server,
                () -> assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isBetween(200, 399));
    }

    /** Waits until something is so, as long as the server runs. */
    static void await(LoggingProcess server, ThrowingRunnable isSo) {
        await(server, Duration.ofMillis(100), isSo);
    }

    /** Waits likewise, and looks each time that so much has passed. */
    static void await(LoggingProcess server, Duration interval, ThrowingRunnable isSo) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(interval)
                .failFast(() -> assertThat(server.process().isAlive())
                        .as(() -> "the server runs:\n" + String.join("\n", server.log()))
                        .isTrue())
                .ignoreException(IOException.class)
                .untilAsserted(isSo);
    }
}
