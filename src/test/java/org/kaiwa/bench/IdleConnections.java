package org.kaiwa.bench;

/** Many connections that say nothing: first only connected, then logged in, in rooms of ten. */
record IdleConnections(String name, int connections) implements Row {

    private static final int ROOM_SIZE = 10;

    /** Long enough for some heartbeats to have gone round, and for the JVM to have seen that it is idle and has more heap than it needs. */
    private static final double SETTLE_SECONDS = 45;

    private record Found(double connectedKilobytes, double loggedInKilobytes, double residentMegabytes, double heap) {}

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        Contest<Found> contest = Contest.of(servers, report, name, 1, this::run);
        contest.line(report, name + ": RSS each, connected", "%.1f KB", Found::connectedKilobytes, "<= 40 KB");
        // The yardsticks repeat every login to everybody, so theirs are never logged in.
        Contest<Found> own = new Contest<>(contest.kaiwa(), null, null);
        own.line(report, name + ": RSS each, logged in", "%.1f KB", Found::loggedInKilobytes, "<= 40 KB");
        own.line(report, name + ": heap each after GC", "%.1f KB", Found::heap, "");
        own.line(report, name + ": RSS of the process", "%.0f MB", Found::residentMegabytes, "<= 1024 MB");
    }

    private Found run(Server server) throws Exception {
        ServerCosts costs = server.costs();
        double heapBefore = server.isJvm() ? costs.heapAfterCollection().orElse(0) : 0;
        double before = costs.residentKilobytes();
        try (LoadGenerator generator = new LoadGenerator(server.ports(), connections / ROOM_SIZE)) {
            Row.joinAll(generator, Joiners.members(connections).idle());
            generator.run(SETTLE_SECONDS);
            double connected = costs.residentKilobytes() - before;
            if (!server.isJvm()) {
                return new Found(connected / connections, Double.NaN, Double.NaN, Double.NaN);
            }
            LoadGenerator.Joining joining = generator.logInAll(JOIN_PATIENCE);
            if (joining.in() < connections) {
                throw new IllegalStateException("only " + joining.in() + " could log in " + joining.firstLoss());
            }
            generator.run(SETTLE_SECONDS);
            double resident = costs.residentKilobytes();
            double heap = costs.heapAfterCollection().orElse(0) - heapBefore;
            return new Found(
                    connected / connections, (resident - before) / connections, resident / 1024, heap / connections);
        }
    }
}
