package org.kaiwa.bench;

import java.util.Map;

/**
 * Some members of a room stop reading, but show that they are there, while messages flow: first all read, then some do not, until the server has let
 * go of them or two minutes have passed. Then they read what there still is, and thus learn how they were closed.
 */
record StalledReaders(String name, int readers, int stalled, double messagesPerSecond) implements Row {

    /** Of the socket, so that what the kernel holds for a stalled member is soon full. */
    private static final int RECEIVE_BUFFER = 4096;

    /** The server's kernel takes some megabytes for a stalled member; longer messages fill that in less time. */
    private static final int PADDING = 500;

    private static final long MOST_NANOS = 120_000_000_000L;
    private static final double SLICE_SECONDS = 5;

    private record Found(
            Tally.Result undisturbed,
            Tally.Result disturbed,
            long lost,
            double secondsToLetGo,
            Map<String, Long> ends,
            double heapGrowthMegabytes) {}

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        Contest<Found> contest = Contest.ofKaiwa(servers, report, name, server -> run(server, settings, report));
        contest.line(
                report,
                name + ": p99 undisturbed",
                "%.2f ms",
                found -> found.undisturbed().p99(),
                "");
        Found found = contest.kaiwa();
        String ratio = found == null
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        "%.2f x undisturbed",
                        found.disturbed().p99() / found.undisturbed().p99());
        String p99 = found == null
                ? ""
                : String.format(
                        java.util.Locale.ROOT, "%.2f ms", found.disturbed().p99());
        report.line(name + ": p99 with " + stalled + " stalled", p99, "", "", ratio, "<= 1.3 x undisturbed");
        contest.line(report, name + ": lost by the others", "%.0f", Found::lost, "0");
        contest.line(report, name + ": all stalled let go after", "%.0f s", Found::secondsToLetGo, "");
        contest.line(report, name + ": heap after GC", "%+.1f MB", Found::heapGrowthMegabytes, "as before");
        if (found != null) {
            report.note(name + ": the stalled, when they read again: " + found.ends());
        }
    }

    private Found run(Server server, Settings settings, Report report) throws Exception {
        ServerCosts costs = server.costs();
        try (LoadGenerator generator = new LoadGenerator(server.ports(), 1)) {
            Row.joinAll(generator, Joiners.members(readers));
            Row.joinAll(generator, Joiners.members(stalled).uncounted().withReceiveBuffer(RECEIVE_BUFFER));
            Traffic traffic = Traffic.openLoop(1, messagesPerSecond);
            // In a closed loop, which waits for a server that is still slow: at a rate, whoever falls behind is closed.
            generator.measure(Traffic.closedLoop(4, 4), settings.warmup(), 0, costs);
            Tally.Result undisturbed = generator.measure(traffic, 1, settings.seconds(), costs);
            double heapBefore = costs.heapAfterCollection().orElse(0);
            report.progress(name + ": undisturbed " + undisturbed);
            generator.stall(readers, stalled);
            Tally.Result disturbed = generator.measure(traffic, 1, settings.seconds(), costs);
            report.progress(name + ": disturbed " + disturbed);
            long began = System.nanoTime();
            long lost = undisturbed.lost() + disturbed.lost() + untilLetGo(generator, costs);
            double seconds = (System.nanoTime() - began) / 1e9 + settings.seconds() + 1;
            boolean all = costs.members() <= readers;
            Map<String, Long> ends = generator.resume(SLICE_SECONDS);
            double heap = (costs.heapAfterCollection().orElse(0) - heapBefore) / 1024;
            if (!generator.losses().isEmpty()) {
                report.note(name + ": of the others " + generator.losses());
            }
            return new Found(undisturbed, disturbed, lost, all ? seconds : Double.NaN, ends, heap);
        }
    }

    /** Returns how many copies the others lost meanwhile. */
    private long untilLetGo(LoadGenerator generator, ServerCosts costs) throws Exception {
        Traffic traffic = Traffic.openLoop(1, messagesPerSecond).padded(PADDING);
        long deadline = System.nanoTime() + MOST_NANOS;
        long lost = 0;
        while (costs.members() > readers && System.nanoTime() < deadline) {
            lost += generator.measure(traffic, 0, SLICE_SECONDS, costs).lost();
        }
        return lost;
    }
}
