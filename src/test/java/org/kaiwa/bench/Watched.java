package org.kaiwa.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What it costs that somebody watches the wire: the same load with nobody who does, with one who watches one connection, and with one who watches all, in turns. Where {@code
 * kaiwa.bench.before} names another {@code kaiwa.jar}, from before there was anything to watch, the two are measured in pairs first. Messages are in memory, so that no disk is
 * measured. A ratio is the middle one of those of the rounds, since what slows the machine down slows a round.
 *
 * @param name the row's
 * @param members of the one room
 * @param traffic what they say
 */
record Watched(String name, int members, Traffic traffic) implements Row {

    private static final int ROUNDS = 5;
    private static final int PAIRS = 12;

    /** Before each measurement, after the members have come in. */
    private static final double SETTLE_SECONDS = 1;

    private static final String NOBODY_YET = "nobody has watched yet";
    private static final String NOBODY = "nobody watches";
    private static final String ONE = "one connection is watched";
    private static final String ALL = "all are watched";
    private static final String BEFORE = "without the tap";

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        Map<String, List<Tally.Result>> found = new LinkedHashMap<>();
        Row.attempt(report, name, () -> {
            String before = System.getProperty("kaiwa.bench.before", "");
            try (Storage first = Storage.inMemory();
                    Storage second = Storage.inMemory();
                    Server server = servers.kaiwa(first);
                    Server older = before.isEmpty() ? null : servers.kaiwaOf(existing(before), second)) {
                load(server, settings.warmup(), 0);
                if (older != null) {
                    load(older, settings.warmup(), 0);
                }
                for (int pair = 0; older != null && pair < PAIRS; pair++) {
                    // Who comes first changes, in case that is of advantage.
                    boolean isOlderFirst = pair % 2 == 0;
                    for (boolean isOlder : new boolean[] {isOlderFirst, !isOlderFirst}) {
                        Tally.Result result = load(isOlder ? older : server, SETTLE_SECONDS, settings.seconds());
                        note(found, isOlder ? BEFORE : NOBODY_YET, result, report);
                    }
                }
                for (int round = 0; round < ROUNDS; round++) {
                    note(found, NOBODY, load(server, SETTLE_SECONDS, settings.seconds()), report);
                    note(found, ONE, watched(server, settings, report, true), report);
                    note(found, ALL, watched(server, settings, report, false), report);
                }
            }
        });
        line(report, found, NOBODY_YET, BEFORE, ">= 0.99 x");
        line(report, found, ONE, NOBODY, ">= 0.98 x");
        line(report, found, ALL, NOBODY, ">= 0.85 x");
    }

    private static Path existing(String jar) {
        Path path = Path.of(jar);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no " + jar);
        }
        return path;
    }

    private Tally.Result watched(Server server, Settings settings, Report report, boolean isOne) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(members));
            String whom = isOne ? "address=" + generator.someAddress() : "";
            try (WireReader watcher = WireReader.of(server, whom)) {
                Tally.Result result = generator.measure(traffic, SETTLE_SECONDS, settings.seconds(), server.costs());
                report.note(name + ", " + (isOne ? ONE : ALL) + ": " + watcher.end());
                return result;
            }
        }
    }

    private Tally.Result load(Server server, double warmup, double seconds) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(members));
            return generator.measure(traffic, warmup, seconds, server.costs());
        }
    }

    private void note(Map<String, List<Tally.Result>> found, String what, Tally.Result result, Report report) {
        found.computeIfAbsent(what, key -> new ArrayList<>()).add(result);
        report.progress(name + ", " + what + ": " + result);
        if (result.lost() != 0) {
            report.note(name + ", " + what + ": " + result.lost() + " copies lost");
        }
    }

    private void line(Report report, Map<String, List<Tally.Result>> found, String what, String beside, String target) {
        List<Tally.Result> of = found.getOrDefault(what, List.of());
        List<Tally.Result> base = found.getOrDefault(beside, List.of());
        if (of.isEmpty()) {
            return;
        }
        double median = Median.of(of, Tally.Result::deliveriesPerSecond);
        String ratio = base.size() < of.size()
                ? ""
                : String.format(Locale.ROOT, "%.3f x %s", Median.of(ratios(of, base)), beside);
        report.line(
                name + ": deliveries/s, " + what, String.format(Locale.ROOT, "%,.0f", median), "", "", ratio, target);
        report.note(name + ", " + what + ": "
                + of.stream()
                        .map(result -> String.format(Locale.ROOT, "%,.0f", result.deliveriesPerSecond()))
                        .collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, "; CPU %.3f us a delivery", Median.of(of, Watched::microseconds)));
    }

    private static List<Double> ratios(List<Tally.Result> of, List<Tally.Result> base) {
        return IntStream.range(0, of.size())
                .mapToObj(i -> of.get(i).deliveriesPerSecond() / base.get(i).deliveriesPerSecond())
                .toList();
    }

    static double microseconds(Tally.Result result) {
        return 1e6 * result.serverCores() / result.deliveriesPerSecond();
    }
}
