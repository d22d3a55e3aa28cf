package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kaiwa.e2e.Tools;

/** What passed, as a file that a real {@code tshark} reads with its own dissectors, and that says what a real {@code tcpdump} has seen of the same. */
@ExtendWith(RunningKaiwa.class)
class CaptureFileIT {

    private static final String SEPARATOR = "\u001e";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path directory;

    @Test
    void aConversationIsDissectedInOrderWithItsComments(KaiwaProcess kaiwa) throws Exception {
        Path file = converse(kaiwa);

        assertThat(rows(
                        file,
                        "tcp.stream eq 0",
                        "websocket.opcode",
                        "websocket.mask",
                        "websocket.payload.text",
                        "frame.comment"))
                .containsExactly(
                        "1|1|{\"type\":\"login\",\"name\":\"猪猪\",\"room\":\"" + mark
                                + "\"}|the browser sends its nickname",
                        "1|0|user_list|the browser is given the list of those in the room",
                        "1|0|login|every browser is told of the newcomer",
                        "9|1||the browser asks whether the server is there",
                        "10|0||the server answers that it is there",
                        "1|1||the browser sends the first part of a message",
                        "0|1|" + "*".repeat(44) + "|the browser sends the last part of a message",
                        "1|0|say|every browser in the room is given what was said",
                        "8|1||the browser closes the connection with 1000",
                        "8|0||the server closes the connection with 1000");
        assertThat(rows(file, "json.value.string == \"猪猪\"", "frame.number")).isNotEmpty();
        assertThat(tshark(
                        file,
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-Y",
                        "_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0"))
                .isEmpty();
        assertThat(String.join("\n", tshark(file, "-q", "-z", "follow,tcp,ascii,0")))
                .contains("GET / HTTP/1.1", "Sec-WebSocket-Accept: nSsCeIBUsFnDJCRb/BNlFzBUDpM=")
                .doesNotContain("secret");
    }

    @Test
    void aMessageOfSeventyKilobytesIsOneFrame(KaiwaProcess kaiwa) throws Exception {
        try (WatchClient watch = WatchClient.open(kaiwa.httpPort(), "");
                WireClient native_ = WireClient.speakingNative(URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/"))) {
            native_.say("{\"type\":\"login\",\"name\":\"long\",\"room\":\"" + mark + "\"}")
                    .nextWith("\"login\"");
            for (int i = 0; i < 20; i++) {
                native_.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + "é".repeat(900) + i
                                + "\",\"room\":\"" + mark + "\"}")
                        .nextWith("\\u00e9" + i + "\"");
            }
            native_.say("{\"type\":\"history\",\"limit\":20,\"room\":\"" + mark + "\"}")
                    .nextWith("\"history\"");
            awaitPacket(watch, "history");

            Path file = save(kaiwa, watch);
            List<String> lengths = rows(file, "websocket && tcp.len > 0", "websocket.payload_length_ext_64");
            assertThat(lengths.stream().filter(length -> !length.isEmpty()).map(Long::parseLong))
                    .singleElement()
                    .satisfies(length -> assertThat(length).isGreaterThan(70_000));
            assertThat(tshark(file, "-o", "tcp.check_checksum:TRUE", "-Y", "_ws.malformed || tcp.analysis.flags"))
                    .isEmpty();
        }
    }

    @Test
    void whatTheServerSaidIsWhatTcpdumpSaw(KaiwaProcess kaiwa) throws Exception {
        Path seen = directory.resolve("tcpdump.pcap");
        Process tcpdump = new ProcessBuilder(
                        Tools.tcpdump().toString(),
                        "-i",
                        "lo",
                        "--immediate-mode",
                        "-U",
                        "-w",
                        seen.toString(),
                        "port",
                        Integer.toString(kaiwa.wsPort()))
                .start();
        Path ours;
        try (BufferedReader says = new BufferedReader(new InputStreamReader(tcpdump.getErrorStream(), UTF_8))) {
            for (String line = says.readLine(); !line.contains("listening on"); line = says.readLine()) {
                // It says other things first.
            }
            ours = converse(kaiwa);
            int port = Integer.parseInt(
                    rows(ours, "tcp.stream eq 0 && websocket.opcode == 1 && websocket.mask == 1", "tcp.srcport")
                            .get(0));
            String ofServer = "tcp.dstport == " + port;
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(frames(seen, ofServer))
                            .hasSize(5 + 5 + 3)
                            .isEqualTo(frames(ours, ofServer)));
        } finally {
            tcpdump.destroy();
        }
    }

    /** Somebody comes, says something, pings and goes; gives back the file of it. */
    private Path converse(KaiwaProcess kaiwa) throws Exception {
        try (RawSocket socket = RawSocket.open(kaiwa.wsPort(), "Cookie: a=secret");
                WatchClient watch = WatchClient.open(kaiwa.httpPort(), "address=127.0.0.1:" + socket.localPort())) {
            socket.say("{\"type\":\"login\",\"name\":\"猪猪\",\"room\":\"" + mark + "\"}");
            socket.readText();
            socket.readText();
            socket.write(RawSocket.frame(0x89, "yo".getBytes(UTF_8)));
            socket.readFrame();
            socket.write(RawSocket.frame(0x01, "{\"type\":\"say\",\"to_uid\":\"all\",".getBytes(UTF_8)));
            socket.write(RawSocket.frame(0x80, "\"content\":\"hi\"}".getBytes(UTF_8)));
            socket.readText();
            socket.write(RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8}));
            socket.readFrame();
            awaitPacket(watch, "closed");
            return save(kaiwa, watch);
        }
    }

    private static void awaitPacket(WatchClient watch, String type) throws InterruptedException {
        boolean came = false;
        while (!came) {
            came = watch.next("packets").getJsonArray("packets").getValuesAs(JsonObject.class).stream()
                    .anyMatch(packet -> type.equals(packet.getString("type", packet.getString("what")))
                            && !"in".equals(packet.getString("direction", "")));
        }
    }

    private Path save(KaiwaProcess kaiwa, WatchClient watch) throws Exception {
        Path file = directory.resolve(UUID.randomUUID() + ".pcapng");
        Files.write(
                file,
                WatchClient.ask(kaiwa.httpPort(), "/api/capture.pcapng?watch=" + watch.id())
                        .body()
                        .readAllBytes());
        return file;
    }

    /** The opcode of each frame, the length of each, the texts; also where TCP has put several into one packet. */
    private static List<String> frames(Path file, String filter) throws Exception {
        List<String> frames = new ArrayList<>();
        for (String field : List.of("websocket.opcode", "websocket.payload_length", "websocket.payload.text")) {
            for (String row : tshark(
                    file,
                    "-Y",
                    "websocket && " + filter,
                    "-T",
                    "fields",
                    "-E",
                    "aggregator=" + SEPARATOR,
                    "-e",
                    field)) {
                Stream.of(row.split(SEPARATOR))
                        .filter(value -> !value.isEmpty())
                        .forEach(frames::add);
            }
        }
        return frames;
    }

    /** Rows of fields; of a text of the server its type alone. */
    private static List<String> rows(Path file, String filter, String... fields) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-Y",
                filter.contains("websocket") || filter.contains("json") ? filter : "websocket && " + filter,
                "-T",
                "fields"));
        Stream.of(fields).forEach(field -> arguments.addAll(List.of("-e", field)));
        return tshark(file, arguments.toArray(String[]::new)).stream()
                .map(row -> row.replaceAll("\\{\"type\":\"(\\w+)\",\"(?:uid|user_list|from_uid)\".*\\}", "$1")
                        .replace('\t', '|'))
                .toList();
    }

    private static List<String> tshark(Path file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Tools.tshark().toString(), "-o", "websocket.text_type:As json", "-r", file.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("tshark %s", command).isZero();
        return lines;
    }
}
