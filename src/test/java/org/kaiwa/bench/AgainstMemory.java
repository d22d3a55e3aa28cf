package org.kaiwa.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the store costs: the same load on a server whose messages are in memory and on one that forces each commit to disk, in turns, so that what the
 * machine does meanwhile meets both. PostgreSQL follows, for information. The servers of a pair run from the first turn to the last.
 *
 * @param name the row's
 * @param members of the one room
 * @param traffic what they say
 * @param figure what is compared
 */
record AgainstMemory(String name, int members, Traffic traffic, Figure figure) implements Row {

    private static final int PAIRS = 3;

    /** Before each measurement, after the members have come in. */
    private static final double SETTLE_SECONDS = 1;

    /** In a closed loop, so that as much as possible is compiled afterwards, whatever is measured. */
    private static final Traffic WARM_UP = Traffic.closedLoop(4, 4);

    /** What is compared. */
    enum Figure {
        /** Deliveries a second, as a share of those in memory. */
        DELIVERIES("deliveries/s", "%,.0f", ">= 0.80 x", Tally.Result::deliveriesPerSecond) {
            @Override
            String compare(double stored, double inMemory) {
                return String.format(Locale.ROOT, "%.2f x in memory", stored / inMemory);
            }
        },
        /** How many milliseconds later the last hundredth is there. */
        P99("p99", "%.2f ms", "<= +15 ms", Tally.Result::p99) {
            @Override
            String compare(double stored, double inMemory) {
                return String.format(Locale.ROOT, "%+.2f ms to in memory", stored - inMemory);
            }
        };

        private final String label;
        private final String format;
        private final String target;
        private final ToDoubleFunction<Tally.Result> of;

        Figure(String label, String format, String target, ToDoubleFunction<Tally.Result> of) {
            this.label = label;
            this.format = format;
            this.target = target;
            this.of = of;
        }

        abstract String compare(double stored, double inMemory);

        private double median(List<Tally.Result> found) {
            return Median.of(found, of);
        }

        private String cell(double value) {
            return String.format(Locale.ROOT, format, value);
        }

        private String all(List<Tally.Result> found) {
            return found.stream()
                    .map(result -> String.format(
                            Locale.ROOT, "%s (%.2f cores)", cell(of.applyAsDouble(result)), result.serverCores()))
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        List<Tally.Result> inMemory = new ArrayList<>();
        List<Tally.Result> inFile = new ArrayList<>();
        List<Tally.Result> beside = new ArrayList<>();
        Row.attempt(report, name, () -> {
            try (Storage memory = Storage.inMemory();
                    Storage file = Storage.sqlite(servers.work());
                    Server first = servers.kaiwa(memory);
                    Server second = servers.kaiwa(file)) {
                warmUp(first, settings);
                warmUp(second, settings);
                for (int pair = 0; pair < PAIRS; pair++) {
                    inMemory.add(turn(first, memory, settings, report));
                    inFile.add(turn(second, file, settings, report));
                }
            }
        });
        Row.attempt(report, name + " PostgreSQL", () -> {
            try (Storage postgresql = Storage.postgresql(servers.work());
                    Server server = servers.kaiwa(postgresql)) {
                warmUp(server, settings);
                beside.add(turn(server, postgresql, settings, report));
            }
        });
        line(report, "in memory", inMemory, List.of(), "");
        line(report, "SQLite, forced", inFile, inMemory, figure.target);
        line(report, "PostgreSQL, forced", beside, inMemory, "");
        report.note(name + ": in memory " + figure.all(inMemory) + "; SQLite " + figure.all(inFile) + "; PostgreSQL "
                + figure.all(beside));
    }

    private void line(
            Report report, String where, List<Tally.Result> found, List<Tally.Result> inMemory, String target) {
        String cell = found.isEmpty() ? "" : figure.cell(figure.median(found));
        String ratio = found.isEmpty() || inMemory.isEmpty()
                ? ""
                : figure.compare(figure.median(found), figure.median(inMemory));
        report.line(name + ": " + figure.label + ", " + where, cell, "", "", ratio, target);
    }

    private void warmUp(Server server, Settings settings) throws Exception {
        measured(server, WARM_UP, settings.warmup(), 0);
    }

    private Tally.Result turn(Server server, Storage storage, Settings settings, Report report) throws Exception {
        Tally.Result result = measured(server, traffic, SETTLE_SECONDS, settings.seconds());
        report.progress(name + " " + storage.name() + ": " + result);
        if (result.lost() != 0) {
            report.note(name + " " + storage.name() + ": " + result.lost() + " copies lost");
        }
        return result;
    }

    private Tally.Result measured(Server server, Traffic load, double warmup, double seconds) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(members));
            return generator.measure(load, warmup, seconds, server.costs());
        }
    }
}
