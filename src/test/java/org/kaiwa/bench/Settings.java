package org.kaiwa.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What can be set for a run, by system properties. An empty one is as good as none.
 *
 * @param rows {@code kaiwa.bench.rows}: which rows, such as {@code a,c}
 * @param warmup {@code kaiwa.bench.warmup}: seconds before anything is counted
 * @param seconds {@code kaiwa.bench.seconds}: seconds that are measured
 * @param crowd {@code kaiwa.bench.crowd}: how many clients the rows e and f have; the figure holds unless a machine is too small
 * @param floorSource {@code kaiwa.bench.floor}: the C source of the floor
 * @param wsDirectory {@code kaiwa.bench.ws}: a directory with {@code node_modules/ws}
 * @param options {@code kaiwa.bench.options}: options for the JVM of {@code kaiwa.jar}, with spaces between them
 */
record Settings(
        List<String> rows,
        double warmup,
        double seconds,
        int crowd,
        String floorSource,
        String wsDirectory,
        List<String> options) {

    static Settings read() {
        return new Settings(
                List.of(property("rows", "a,b,c,d,e,f,g,h,i,j,k,l").split("\\s*,\\s*")),
                Double.parseDouble(property("warmup", "15")),
                Double.parseDouble(property("seconds", "10")),
                Integer.parseInt(property("crowd", "15000")),
                property("floor", ""),
                property("ws", ""),
                Arrays.stream(property("options", "").split("\\s+"))
                        .filter(option -> !option.isEmpty())
                        .toList());
    }

    private static String property(String name, String fallback) {
        String value = System.getProperty("kaiwa.bench." + name, "").strip();
        return value.isEmpty() ? fallback : value;
    }
}
