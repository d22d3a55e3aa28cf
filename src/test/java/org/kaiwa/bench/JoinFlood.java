package org.kaiwa.bench;

import java.io.IOException;

/** Many clients of the native dialect enter one room, while a few who are inside already talk. */
record JoinFlood(String name, int newcomers) implements Row {

    private static final int WARM_UP_CROWD = 3_000;
    private static final int INSIDE = 10;
    private static final double MESSAGES_A_SECOND = 2;
    private static final double PATIENCE = 180;

    private record Found(LoadGenerator.Joining joining, Tally.Result seenInside) {}

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        Contest<Found> contest = Contest.ofKaiwa(servers, report, name, server -> run(server, settings, report));
        contest.line(
                report,
                name + ": in",
                "%,.0f",
                found -> found.joining().in(),
                String.format(java.util.Locale.ROOT, "%,d", newcomers));
        contest.line(report, name + ": time", "%.1f s", found -> found.joining().seconds(), "<= 60 s");
        contest.line(
                report, name + ": refused", "%.0f", found -> found.joining().refused(), "0");
        contest.line(
                report,
                name + ": p99 seen inside",
                "%.1f ms",
                found -> found.seenInside().p99(),
                "<= 250 ms");
    }

    private Found run(Server server, Settings settings, Report report) throws IOException {
        warmUp(server, settings);
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Joiners natives = Joiners.members(INSIDE).speaking(Dialogue.NATIVE);
            Row.joinAll(generator, natives);
            generator.start(Traffic.openLoop(INSIDE, MESSAGES_A_SECOND));
            generator.run(1);
            generator.startTiming(server.costs());
            LoadGenerator.Joining joining = generator.join(
                    Joiners.members(newcomers).speaking(Dialogue.NATIVE).uncounted(), PATIENCE);
            Tally.Result seenInside = generator.stop();
            if (joining.refused() > 0
                    || seenInside.lost() > 0
                    || !generator.losses().isEmpty()) {
                report.note(name + ": first refusal: " + joining.firstLoss() + "; of those inside: " + seenInside.lost()
                        + " copies lost " + generator.losses());
            }
            return new Found(joining, seenInside);
        }
    }

    /** So that the JVM has compiled what a crowd needs before it comes: a smaller one comes and goes first, and some talk. */
    private static void warmUp(Server server, Settings settings) throws IOException {
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(WARM_UP_CROWD).speaking(Dialogue.NATIVE));
        }
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(100).speaking(Dialogue.NATIVE));
            generator.measure(Traffic.closedLoop(1, 8), settings.warmup(), 0, server.costs());
        }
    }
}
