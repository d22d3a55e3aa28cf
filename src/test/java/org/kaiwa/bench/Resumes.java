package org.kaiwa.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A client comes back that has missed much: from its login to the frame that says it has all.
 *
 * @param name the row's
 * @param behind how many messages it has missed
 * @param times how often that is timed
 */
record Resumes(String name, int behind, int times) implements Row {

    private static final int WARM_UPS = 10;
    private static final String ROOM = "resumed";

    /** What everybody has read. */
    private static final int READ = 100;

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        measure(servers, report, Storage::sqlite, "SQLite");
        measure(servers, report, Storage::postgresql, "PostgreSQL");
    }

    private void measure(Servers servers, Report report, Storage.Maker maker, String where) {
        Row.attempt(report, name + " " + where, () -> {
            try (Storage storage = maker.in(servers.work())) {
                servers.kaiwa(storage).close();
                Filling.fill(storage, 1, ROOM, READ + behind);
                try (Server server = servers.kaiwa(storage)) {
                    for (int i = 0; i < WARM_UPS; i++) {
                        resume(server);
                    }
                    List<Double> millis = new ArrayList<>();
                    for (int i = 0; i < times; i++) {
                        millis.add(resume(server));
                    }
                    line(report, where + ", median", Median.of(millis));
                    line(report, where + ", longest of " + times, Collections.max(millis));
                }
            }
        });
    }

    private void line(Report report, String what, double millis) {
        report.line(name + ": " + what, String.format(Locale.ROOT, "%.0f ms", millis), "", "", "", "<= 1,000 ms");
    }

    /** In milliseconds. */
    private double resume(Server server) throws IOException {
        try (Visitor visitor = new Visitor(server.ports().get(0))) {
            long began = System.nanoTime();
            visitor.logIn(ROOM, ",\"epoch\":\"" + Filling.EPOCH + "\",\"seq\":" + READ);
            int said = visitor.awaitType("live");
            double millis = (System.nanoTime() - began) / 1e6;
            if (said != behind) {
                throw new IOException(said + " messages came instead of " + behind);
            }
            visitor.leave(ROOM);
            return millis;
        }
    }
}
