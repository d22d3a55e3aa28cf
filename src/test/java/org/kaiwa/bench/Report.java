package org.kaiwa.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table, and the notes below it. Notes are also printed when they are made, so that a long run shows where it is. */
final class Report {

    private static final List<String> HEADINGS = List.of("row", "kaiwa", "floor", "ws", "ratio", "target");

    private final PrintStream out;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
        lines.add(HEADINGS);
    }

    /** Adds a line, one cell for each heading. */
    void line(String row, String kaiwa, String floor, String ws, String ratio, String target) {
        lines.add(List.of(row, kaiwa, floor, ws, ratio, target));
    }

    void note(String note) {
        notes.add(note);
        progress(note);
    }

    /** Says what is being done; not part of the table. */
    void progress(String what) {
        out.println("[bench] " + what);
        out.flush();
    }

    void print(Settings settings) {
        out.println();
        out.println(machine());
        out.printf(
                Locale.ROOT,
                "warm-up %.0f s, measured %.0f s, options of kaiwa.jar: %s%n%n",
                settings.warmup(),
                settings.seconds(),
                settings.options().isEmpty() ? "none" : String.join(" ", settings.options()));
        int[] widths = new int[HEADINGS.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(note -> out.println("- " + note));
        }
        out.flush();
    }

    private static String machine() {
        String memory = "";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            memory = ", " + (system.getTotalMemorySize() >> 30) + " GB";
        }
        return Runtime.getRuntime().availableProcessors() + " cores" + memory + ", " + processor()
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", JDK "
                + Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2) + ", ")
                    .orElse("");
        } catch (java.io.IOException elsewhere) {
            return "";
        }
    }
}
