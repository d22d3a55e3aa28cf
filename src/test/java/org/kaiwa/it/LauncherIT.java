package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {

    @Test
    void itOffersItsTwoPortsAndNoOtherAndCtrlCEndsEverySocketWith1001WithinFiveSeconds() throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start()) {
            assertThat(Sockets.listeningPorts(kaiwa.pid())).containsExactlyInAnyOrder(kaiwa.httpPort(), kaiwa.wsPort());
            assertThat(kaiwa.log()).as("the log of a start is one line").hasSize(1);
            assertThat(get(kaiwa.httpPort(), "config.json"))
                    .isEqualTo("{\"socket\":{\"port\":" + kaiwa.wsPort() + ",\"path\":\"/\"},\"auth\":\"guest\"}");
            assertThatNothingElseIsToldOf(kaiwa);
            List<RawSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sockets.add(RawSocket.open(kaiwa.wsPort()));
            }
            sockets.get(1).say("{\"type\":\"login\",\"name\":\"capture\"}");
            sockets.get(2).say("{\"type\":\"login\",\"client_name\":\"later\"}");
            assertThat(sockets.get(2).readText()).contains("later");

            assertThat(kaiwa.log())
                    .as("no warning that this Tyrus or Grizzly is made otherwise")
                    .hasSize(1);

            Instant interrupted = Instant.now();
            kaiwa.interrupt();

            for (RawSocket socket : sockets) {
                assertThat(socket.readCloseCode()).isEqualTo(1001);
            }
            kaiwa.exitCode(5);
            assertThat(Duration.between(interrupted, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** What the server knows of itself is not for everybody. */
    private static void assertThatNothingElseIsToldOf(KaiwaProcess kaiwa) throws Exception {
        for (int port : List.of(kaiwa.httpPort(), kaiwa.wsPort())) {
            for (String path : List.of("metrics", "health", "openapi")) {
                assertThat(ask(port, path).statusCode())
                        .as(path)
                        .isIn(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_NOT_FOUND);
            }
        }
    }

    @Test
    void anArchiveOfTheClassesOfOneStartIsUsedByTheNext(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("kaiwa.jsa");
        try (KaiwaProcess first = KaiwaProcess.start("-XX:ArchiveClassesAtExit=" + archive)) {
            first.interrupt();
            first.exitCode(60);
        }
        Path loaded = directory.resolve("loaded.txt");
        try (KaiwaProcess second =
                KaiwaProcess.start("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + loaded)) {
            assertThat(second.log()).as("no warning of the JVM").hasSize(1);
            List<String> classes = Files.readAllLines(loaded);
            assertThat(classes)
                    .as("the Jersey of an OpenAPI that is off")
                    .noneMatch(line -> line.contains(" org.glassfish.jersey.server.ApplicationHandler "));
            assertThat(classes.stream().filter(line -> line.endsWith("source: shared objects file (top)")))
                    .as("classes of the server and of the application, of the archive")
                    .hasSizeGreaterThan(5000)
                    .anyMatch(line -> line.contains(" org.glassfish.web."))
                    .anyMatch(line -> line.contains(" org.jboss.weld."));
        }
    }

    @Test
    void aTakenPortIsSaidInOneLineAndTheExitCodeIsNotZero() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            String taken = Integer.toString(other.getLocalPort());

            try (KaiwaProcess kaiwa = KaiwaProcess.run("-Dkaiwa.http.port=0", "-Dkaiwa.ws.port=" + taken)) {
                assertThat(kaiwa.exitCode(30)).isNotZero();
                assertThat(kaiwa.log())
                        .singleElement()
                        .asString()
                        .startsWith("Kaiwa does not start: port " + taken + " (kaiwa.ws.port) cannot be opened");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kaiwa.http.port, http",
        "kaiwa.ws.port, 70000",
        "kaiwa.heartbeat.interval, 10",
        "kaiwa.origins, example.com",
        "kaiwa.frame.ancestors, intranet.example.com"
    })
    void aSettingThatIsNotAllowedIsSaidInOneLineAndTheExitCodeIsNotZero(String key, String value) throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.run("-D" + key + "=" + value)) {
            assertThat(kaiwa.exitCode(30)).isNotZero();
            assertThat(kaiwa.log())
                    .singleElement()
                    .asString()
                    .startsWith("Kaiwa does not start: " + key + " = \"" + value + "\" is not allowed; allowed is ");
        }
    }

    @Test
    void aSecondServerOnTheSameDirectoryDoesNotStartAndSaysWhy(@TempDir Path data) throws Exception {
        String directory = "-Dkaiwa.data.dir=" + data;
        try (KaiwaProcess first = KaiwaProcess.start(directory);
                KaiwaProcess second = KaiwaProcess.run("-Dkaiwa.http.port=0", "-Dkaiwa.ws.port=0", directory)) {
            assertThat(second.exitCode(60)).isNotZero();
            assertThat(second.log())
                    .anyMatch(line -> line.endsWith(
                            "Kaiwa does not start: kaiwa.data.dir = \"" + data + "\" is in use by another Kaiwa"))
                    .noneMatch(line -> line.contains("Kaiwa is ready"));
            RawSocket.open(first.wsPort()).close();
        }
    }

    @Test
    void whatAKilledServerHasUnpackedIsRemovedByTheNextAndThatOfARunningOneIsNot(@TempDir Path temporary)
            throws Exception {
        String option = "-Djava.io.tmpdir=" + temporary;
        try (KaiwaProcess killed = KaiwaProcess.start(option);
                KaiwaProcess running = KaiwaProcess.start(option)) {
            List<Path> both = unpacked(temporary);
            assertThat(both).hasSize(2);
            killed.kill();

            try (KaiwaProcess next = KaiwaProcess.start(option)) {
                assertThat(unpacked(temporary)).hasSize(2).isNotEqualTo(both);
                RawSocket.open(running.wsPort()).close();
                RawSocket.open(next.wsPort()).close();
            }
        }
        assertThat(unpacked(temporary)).as("who stops removes its own").isEmpty();
    }

    @Test
    void theJvmKeepsLittleHeapFreeUnlessItIsToldOtherwise() throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-XX:MinHeapFreeRatio=3")) {
            assertThat(Management.jvmOption(kaiwa.pid(), "MinHeapFreeRatio")).isEqualTo("3");
            assertThat(Management.jvmOption(kaiwa.pid(), "MaxHeapFreeRatio")).isEqualTo("10");
        }
    }

    private static List<Path> unpacked(Path temporary) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, "payaramicro-rt*")) {
            return StreamSupport.stream(directories.spliterator(), false)
                    .sorted()
                    .toList();
        }
    }

    private static String get(int port, String path) throws Exception {
        return ask(port, path).body();
    }

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
