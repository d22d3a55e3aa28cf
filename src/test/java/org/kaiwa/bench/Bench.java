package org.kaiwa.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Measures {@code kaiwa.jar} row by row, each beside its yardsticks where they can be had, and prints a table. It asserts nothing: what is to be
 * reached stands in the last column.
 *
 * <p>{@code kaiwa.test.jar} names the jar; for what else can be set see {@link Settings}.
 */
public final class Bench {

    private Bench() {}

    /**
     * Runs the rows that are asked for.
     *
     * @param args none: settings are system properties
     * @throws Exception if not even the report can be made
     */
    public static void main(String[] args) throws Exception {
        // PostgreSQL's start and end are tens of lines.
        Logger.getLogger("").setLevel(Level.WARNING);
        Settings settings = Settings.read();
        Report report = new Report(System.out);
        Path work = Files.createTempDirectory("kaiwa-bench-");
        // Also when it is stopped with Ctrl-C: no server stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(work)));
        noteDescriptorLimit(settings, report);
        Servers servers = new Servers(settings, work, report);
        Map<String, Row> rows = rows(settings.crowd());
        for (String key : settings.rows()) {
            Row row = rows.get(key);
            if (row == null) {
                report.note("there is no row " + key);
            } else {
                row.measure(servers, settings, report);
            }
        }
        report.print(settings);
        // JUnit's and AssertJ's classes are only passengers here, but no thread of theirs or of a reader shall hold up
        // the end.
        System.exit(0);
    }

    private static Map<String, Row> rows(int crowd) {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put(
                "a",
                new UnderLoad(
                        "a 1000 members, 4 senders x 4",
                        1000,
                        1,
                        Traffic.closedLoop(4, 4),
                        new UnderLoad.Targets(">= 4 x floor, 8 x ws", "", "")));
        rows.put(
                "b",
                new UnderLoad(
                        "b 100 members, 1 sender x 8",
                        100,
                        1,
                        Traffic.closedLoop(1, 8),
                        new UnderLoad.Targets(">= 1.5 x floor", "", "")));
        rows.put(
                "c",
                new UnderLoad(
                        "c 1000 members, 50 messages/s",
                        1000,
                        1,
                        Traffic.openLoop(1, 50),
                        new UnderLoad.Targets("", "<= 1.5 x floor", "<= 1.5 x floor")));
        rows.put(
                "d",
                new UnderLoad(
                        "d 1000 rooms of 10, 1 message/s each",
                        10_000,
                        1000,
                        Traffic.openLoop(1000, 1000),
                        new UnderLoad.Targets("", "<= 2 x floor", "")));
        rows.put("e", new JoinFlood("e " + crowd + " join one room", crowd));
        rows.put("f", new IdleConnections("f " + crowd + " idle", crowd));
        rows.put("g", new StalledReaders("g 100 of 1000 stall, 200 messages/s", 900, 100, 200));
        rows.put(
                "h",
                new StoreRate(new UnderLoad(
                        "h 64 senders x 4 in 64 rooms",
                        64,
                        64,
                        Traffic.closedLoop(64, 4),
                        new UnderLoad.Targets(">= 3,000 stored/s", "", ""))));
        rows.put(
                "i",
                new AgainstMemory(
                        "i 1000 members, 4 senders x 4",
                        1000,
                        Traffic.closedLoop(4, 4),
                        AgainstMemory.Figure.DELIVERIES));
        rows.put(
                "j",
                new AgainstMemory(
                        "j 1000 members, 50 messages/s", 1000, Traffic.openLoop(1, 50), AgainstMemory.Figure.P99));
        rows.put("k", new Resumes("k 10,000 messages behind", 10_000, 20));
        rows.put("l", new Openings("l 1,000,000 messages in the room", 1_000_000, 100));
        rows.put("n", new EachServer("n 1000 members, 4 senders x 4", 1000, Traffic.closedLoop(4, 4)));
        rows.put("m", new Watched("m 1000 members, 4 senders x 4", 1000, Traffic.closedLoop(4, 4)));
        return rows;
    }

    private static void noteDescriptorLimit(Settings settings, Report report) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < settings.crowd() + 500) {
            report.note(
                    "a process may open " + system.getMaxFileDescriptorCount() + " files here (ulimit -n), too few for "
                            + settings.crowd() + " connections: rows e and f cannot be trusted");
        }
    }

    private static void cleanUp(Path work) {
        List<ProcessHandle> left = ProcessHandle.current().children().toList();
        left.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (ProcessHandle process : left) {
            try {
                process.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (Exception stillThere) {
                process.destroyForcibly();
            }
        }
        Storage.closeAll();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException busy) {
            System.err.println("left behind: " + work);
        }
    }
}
