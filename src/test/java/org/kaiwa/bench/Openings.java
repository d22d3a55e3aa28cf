package org.kaiwa.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A room with a long past beside one with a short one: to open it, to read a page in its middle, and to come back at its end. The two are visited in
 * turns by one who is alone there, so each time the room is new and what it tells comes from the store.
 *
 * @param name the row's
 * @param large how many messages the one has
 * @param small how many the other has; more than a page
 */
record Openings(String name, int large, int small) implements Row {

    private static final int WARM_UPS = 100;
    private static final int MOST_VISITS = 300;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Of the messages on a page, as many as both rooms have below their middle. */
    private static final int PAGE = 50;

    private static final int MISSED = 10;

    /** What one visitor waited for, in milliseconds. */
    private record Visit(double opening, double page, double resume) {}

    private record Room(String name, int messages) {

        private Visit visit(Server server) throws IOException {
            int port = server.ports().get(0);
            double opening;
            double page;
            try (Visitor visitor = new Visitor(port)) {
                long began = System.nanoTime();
                visitor.logIn(name, "");
                visitor.awaitType("history");
                opening = millisSince(began);
                began = System.nanoTime();
                visitor.say("{\"type\":\"history\",\"room\":\"" + name + "\",\"before\":" + (messages / 2 + 1)
                        + ",\"limit\":" + PAGE + "}");
                visitor.awaitType("history");
                page = millisSince(began);
                visitor.leave(name);
            }
            try (Visitor visitor = new Visitor(port)) {
                long began = System.nanoTime();
                visitor.logIn(name, ",\"epoch\":\"" + Filling.EPOCH + "\",\"seq\":" + (messages - MISSED));
                int said = visitor.awaitType("live");
                double resume = millisSince(began);
                if (said != MISSED) {
                    throw new IOException(said + " messages came instead of " + MISSED);
                }
                visitor.leave(name);
                return new Visit(opening, page, resume);
            }
        }
    }

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        measure(servers, report, Storage::sqlite, "SQLite");
        measure(servers, report, Storage::postgresql, "PostgreSQL");
    }

    private void measure(Servers servers, Report report, Storage.Maker maker, String where) {
        Row.attempt(report, name + " " + where, () -> {
            Room longPast = new Room("long", large);
            Room shortPast = new Room("short", small);
            try (Storage storage = maker.in(servers.work())) {
                servers.kaiwa(storage).close();
                Filling.fill(storage, 1, shortPast.name(), small);
                Filling.fill(storage, 2, longPast.name(), large);
                report.progress(name + " " + where + ": filled");
                try (Server server = servers.kaiwa(storage)) {
                    List<Visit> inLong = new ArrayList<>();
                    List<Visit> inShort = new ArrayList<>();
                    long end = System.nanoTime() + MOST_NANOS;
                    for (int i = 0; i < WARM_UPS + MOST_VISITS && (i < 2 || System.nanoTime() < end); i++) {
                        inLong.add(longPast.visit(server));
                        inShort.add(shortPast.visit(server));
                    }
                    lines(report, where, timed(inLong), timed(inShort));
                }
            }
        });
    }

    /** Without those of the warm-up, unless there are few because each takes long. */
    private static List<Visit> timed(List<Visit> visits) {
        return visits.subList(Math.min(WARM_UPS, visits.size() / 2), visits.size());
    }

    private void lines(Report report, String where, List<Visit> inLong, List<Visit> inShort) {
        line(report, where + ", opening", inLong, inShort, Visit::opening);
        line(report, where + ", page in the middle", inLong, inShort, Visit::page);
        line(report, where + ", resume at the end", inLong, inShort, Visit::resume);
        report.progress(name + " " + where + ": " + inLong.size() + " visits of each are timed");
    }

    private void line(
            Report report, String what, List<Visit> inLong, List<Visit> inShort, ToDoubleFunction<Visit> figure) {
        double of = Median.of(inLong, figure);
        double against = Median.of(inShort, figure);
        report.line(
                name + ": " + what,
                String.format(Locale.ROOT, "%.2f ms", of),
                "",
                "",
                String.format(Locale.ROOT, "%.2f x %d messages (%.2f ms)", of / against, small, against),
                "~ 1.0 x");
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
