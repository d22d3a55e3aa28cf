package org.kaiwa.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kaiwa.server.AppServer;
import org.kaiwa.server.AppServers;
import org.kaiwa.server.Setup;

/**
 * The same WAR under the same load on Payara Micro and on the servers that {@code kaiwa.bench.servers} names, {@code wildfly=DIRECTORY,open-liberty=DIRECTORY,payara-server=DIRECTORY},
 * each set up by the files of {@code server-config}. All run all the time and are measured in turns. Messages are in memory, so that no disk is measured.
 *
 * @param name the row's
 * @param members of the one room
 * @param traffic what they say
 */
record EachServer(String name, int members, Traffic traffic) implements Row {

    private static final int ROUNDS = 5;
    private static final double SETTLE_SECONDS = 1;
    private static final String BASE = "payara-micro";

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        Map<String, AppServer> running = new LinkedHashMap<>();
        Map<String, List<Tally.Result>> found = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> each : homes().entrySet()) {
                attempt(report, each.getKey(), () -> {
                    AppServer server = start(each.getKey(), each.getValue());
                    running.put(each.getKey(), server);
                    load(server, settings.warmup(), 0);
                });
            }
            for (int round = 0; round < ROUNDS; round++) {
                running.forEach((server, at) -> attempt(report, server, () -> {
                    Tally.Result result = load(at, SETTLE_SECONDS, settings.seconds());
                    found.computeIfAbsent(server, first -> new ArrayList<>()).add(result);
                    report.progress(name + ", " + server + ": " + result);
                    if (result.lost() != 0) {
                        report.note(name + ", " + server + ": " + result.lost() + " copies lost");
                    }
                }));
            }
        } finally {
            running.values().forEach(AppServer::close);
        }
        found.keySet().forEach(server -> line(report, found, server));
    }

    private void attempt(Report report, String server, Work work) {
        Row.attempt(report, name + ", " + server, work);
    }

    private static Map<String, String> homes() {
        Map<String, String> homes = new LinkedHashMap<>();
        homes.put(BASE, "");
        for (String each : System.getProperty("kaiwa.bench.servers", "").split(",")) {
            if (!each.isBlank()) {
                String[] parts = each.strip().split("=", 2);
                homes.put(parts[0], parts[1]);
            }
        }
        return homes;
    }

    private static AppServer start(String server, String home) throws Exception {
        System.setProperty("kaiwa.test.server.home", home);
        return AppServers.start(server, Setup.plain().with("kaiwa.db.url", "jdbc:sqlite::memory:"));
    }

    private Tally.Result load(AppServer server, double warmup, double seconds) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(List.of(server.page().getPort()), 1)) {
            Row.joinAll(generator, Joiners.members(members));
            return generator.measure(traffic, warmup, seconds, new ServerCosts(List.of(server.pid())));
        }
    }

    private void line(Report report, Map<String, List<Tally.Result>> found, String server) {
        List<Tally.Result> of = found.get(server);
        List<Tally.Result> base = found.getOrDefault(BASE, List.of());
        double rate = Median.of(of, Tally.Result::deliveriesPerSecond);
        String ratio = server.equals(BASE) || base.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT, "%.2f x %s", rate / Median.of(base, Tally.Result::deliveriesPerSecond), BASE);
        report.line(name + ": deliveries/s, " + server, String.format(Locale.ROOT, "%,.0f", rate), "", "", ratio, "");
        report.note(name + ", " + server + ": "
                + String.format(
                        Locale.ROOT,
                        "p99 %.1f ms, CPU %.2f us a delivery",
                        Median.of(of, Tally.Result::p99),
                        Median.of(of, Watched::microseconds)));
    }
}
