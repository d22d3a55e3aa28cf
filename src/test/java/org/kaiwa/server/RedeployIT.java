package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;

/** An application that is taken away leaves nothing behind. */
@Tag("server")
class RedeployIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatWasSaidIsThereInTheNewOneAndNothingOfTheOldOneIsLeft() throws Exception {
        try (AppServer server = AppServers.start(Setup.plain().at("/kaiwa"))) {
            say(server, "first");
            server.redeploy();
            say(server, "second");
            server.redeploy();
            assertThat(history(server)).contains("first", "second");
            assertThat(server.log()).as("it goes without a complaint").noneMatch(line -> line.contains("WELD-000019"));

            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(filesOfStore(server)).as("the database is open once").hasSize(1);
                assertThat(threads(server))
                        .filteredOn(line -> line.contains("kaiwa"))
                        .as("threads, of one application")
                        .doesNotHaveDuplicates();
                assertThat(applications(server))
                        .as("class loaders that hold our classes")
                        .isEqualTo(1);
            });
        }
    }

    private static String history(AppServer server) throws Exception {
        try (WireClient client = WireClient.speakingNative(server.socket())) {
            return client.say("{\"type\":\"login\",\"name\":\"reader\",\"room\":\"redeploy\"}")
                    .nextWith("\"type\":\"history\"");
        }
    }

    private static void say(AppServer server, String words) throws Exception {
        try (WireClient client = WireClient.speakingNative(server.socket())) {
            client.say("{\"type\":\"login\",\"name\":\"n" + words + "\",\"room\":\"redeploy\"}");
            client.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + words
                            + "\",\"room\":\"redeploy\",\"id\":\"" + words + "\"}")
                    .nextWith("\"id\":\"" + words + "\"");
        }
    }

    private static List<String> filesOfStore(AppServer server) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
            return files.map(RedeployIT::target)
                    .filter(target -> target.contains("kaiwa.lock"))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static List<String> threads(AppServer server) throws Exception {
        return jcmd(server, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(0, line.indexOf('"', 1)))
                .toList();
    }

    /** Each application that is still there has its own class of the bean. The histogram collects garbage first. */
    private static long applications(AppServer server) throws Exception {
        return jcmd(server, "GC.class_histogram")
                .lines()
                .filter(line -> line.strip().endsWith(" org.kaiwa.connection.Connections"))
                .count();
    }

    private static String jcmd(AppServer server, String command) throws Exception {
        Process jcmd = new ProcessBuilder(Servers.jdk("jcmd"), Long.toString(server.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(said).isZero();
        return said;
    }
}
