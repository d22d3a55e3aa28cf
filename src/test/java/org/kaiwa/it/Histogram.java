package org.kaiwa.it;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** How many objects of each class a JVM holds that can still be reached. */
final class Histogram {

    private static final int COLUMNS = 4;

    private final Map<String, Long> instances = new HashMap<>();

    private Histogram(String text) {
        for (String line : text.split("\n")) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= COLUMNS && columns[0].endsWith(":")) {
                instances.merge(columns[3], Long.valueOf(columns[1]), Long::sum);
            }
        }
    }

    /** Collects garbage in that JVM and counts what is left. */
    static Histogram of(long pid) throws Exception {
        try (JMXConnector connector = Management.connect(pid)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            return new Histogram((String) server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()}));
        }
    }

    /** Those of the classes of which there is any. */
    Map<String, Long> counts(String... classes) {
        Map<String, Long> found = new TreeMap<>();
        for (String name : classes) {
            if (instances.getOrDefault(name, 0L) > 0) {
                found.put(name, instances.get(name));
            }
        }
        return found;
    }
}
