package org.kaiwa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaiwa.it.Management;

/** What a server's processes cost, as the kernel says (Linux, proc(5)). */
final class ServerCosts {

    /** USER_HZ, in which the kernel gives times to programs: 100 on every platform that a JDK runs on. */
    private static final double TICKS_A_SECOND = 100;

    /** Where utime and stime are in /proc/PID/stat, counted after the name in parentheses, which may itself have spaces. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final List<Long> pids;

    ServerCosts(List<Long> pids) {
        this.pids = pids;
    }

    /** Seconds of CPU since the start, of user and system, with those of threads that have ended. */
    double cpuSeconds() {
        double ticks = 0;
        for (long pid : pids) {
            String stat = read("/proc/" + pid + "/stat");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** Resident memory, in KB. */
    long residentKilobytes() {
        long kilobytes = 0;
        for (long pid : pids) {
            Matcher matcher = RESIDENT.matcher(read("/proc/" + pid + "/status"));
            kilobytes += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
        return kilobytes;
    }

    /** The heap that a JVM still uses after a full collection, in KB; empty if this JDK's {@code jcmd} cannot say. */
    OptionalLong heapAfterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher matcher = HEAP_USED.matcher(jcmd("GC.heap_info"));
        long kilobytes = 0;
        while (matcher.find()) {
            kilobytes += Long.parseLong(matcher.group(1));
        }
        return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pids.get(0)), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    /** How many members a {@code kaiwa.jar} has in all its rooms. */
    int members() throws Exception {
        return (int) Management.engine(pids.get(0), "Members");
    }

    /** Starts to count CPU. */
    Meter meter() {
        return new Meter();
    }

    /** From its making on. */
    final class Meter {

        private final long began = System.nanoTime();
        private final double before = cpuSeconds();

        private Meter() {}

        /** How many processors were kept busy on average. */
        double cores() {
            return (cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException gone) {
            throw new UncheckedIOException("the process is gone: " + file, gone);
        }
    }
}
