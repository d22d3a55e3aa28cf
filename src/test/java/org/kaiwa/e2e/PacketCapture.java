package org.kaiwa.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tcpdump -Ans 4096} as the packet-capture page runs it, on the loopback. */
final class PacketCapture implements AutoCloseable {

    private static final Pattern HEADER =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{6} IP6? 127\\.0\\.0\\.1\\.(\\d+) > 127\\.0\\.0\\.1\\.(\\d+): "
                    + "Flags \\[([^]]+)].* length (\\d+).*");

    private final Process process;
    private final List<Packet> packets = new ArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    /**
     * One packet.
     *
     * @param from the port it came from
     * @param to the port it went to
     * @param flags tcpdump's, such as {@code P.}
     * @param length the bytes of its payload
     * @param text what {@code -A} shows of it
     */
    record Packet(int from, int to, String flags, int length, StringBuilder text) {}

    PacketCapture(int port) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Tools.tcpdump().toString(),
                        "-Ans",
                        "4096",
                        "-l",
                        "--immediate-mode",
                        "-i",
                        "lo",
                        "port",
                        Integer.toString(port))
                .start();
        read(new BufferedReader(new InputStreamReader(process.getErrorStream(), ISO_8859_1)), this::noticeStart);
        read(new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1)), this::noticeLine);
        if (!listening.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("tcpdump does not listen; may this user capture on the loopback?");
        }
    }

    /** The packets so far that carry something. */
    List<Packet> packets() {
        synchronized (packets) {
            return packets.stream().filter(packet -> packet.length() > 0).toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void noticeStart(String line) {
        if (line.contains("listening on")) {
            listening.countDown();
        }
    }

    private void noticeLine(String line) {
        Matcher matcher = HEADER.matcher(line);
        synchronized (packets) {
            if (matcher.matches()) {
                packets.add(new Packet(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3),
                        Integer.parseInt(matcher.group(4)),
                        new StringBuilder()));
            } else if (!packets.isEmpty()) {
                packets.get(packets.size() - 1).text().append(line).append('\n');
            }
        }
    }

    private static void read(BufferedReader lines, java.util.function.Consumer<String> reader) {
        Thread thread = new Thread(
                () -> {
                    try (lines) {
                        lines.lines().forEach(reader);
                    } catch (IOException | java.io.UncheckedIOException gone) {
                        // tcpdump has ended.
                    }
                },
                "tcpdump");
        thread.setDaemon(true);
        thread.start();
    }
}
