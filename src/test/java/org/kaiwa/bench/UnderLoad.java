package org.kaiwa.bench;

/**
 * Members of rooms who talk, as fast as the server can or at a rate.
 *
 * @param name the row's
 * @param members how many there are in all
 * @param rooms over how many rooms they are spread
 * @param traffic who talks how much
 * @param dialogue what they speak; the yardsticks understand the capture's
 * @param targets what the issue asks for: of the deliveries, of p99 and of the CPU; a line is printed for each that is not empty
 */
record UnderLoad(String name, int members, int rooms, Traffic traffic, Dialogue dialogue, Targets targets)
        implements Row {

    /**
     * What is to be reached, in words.
     *
     * @param deliveries a second
     * @param p99 latency
     * @param cpu processors
     */
    record Targets(String deliveries, String p99, String cpu) {}

    /** What the yardsticks can do as well. */
    UnderLoad(String name, int members, int rooms, Traffic traffic, Targets targets) {
        this(name, members, rooms, traffic, Dialogue.CAPTURE, targets);
    }

    UnderLoad speaking(String otherName, Dialogue other) {
        return new UnderLoad(otherName, members, rooms, traffic, other, targets);
    }

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        compare(servers, settings, report);
    }

    /** Measures all servers there are, adds the lines, and tells what was found. */
    Contest<Tally.Result> compare(Servers servers, Settings settings, Report report) {
        Contest<Tally.Result> contest =
                Contest.of(servers, report, name, rooms, server -> run(server, settings, report));
        if (!targets.deliveries().isEmpty()) {
            contest.line(
                    report, name + ": deliveries/s", "%,.0f", Tally.Result::deliveriesPerSecond, targets.deliveries());
        }
        if (!targets.p99().isEmpty()) {
            contest.line(report, name + ": p50", "%.2f ms", Tally.Result::p50, "");
            contest.line(report, name + ": p99", "%.2f ms", Tally.Result::p99, targets.p99());
        }
        contest.line(report, name + ": CPU", "%.2f cores", Tally.Result::serverCores, targets.cpu());
        return contest;
    }

    /** Lets the members in, warms the server up and measures. */
    Tally.Result run(Server server, Settings settings, Report report) throws Exception {
        try (LoadGenerator generator = new LoadGenerator(server.ports(), rooms)) {
            Row.joinAll(generator, Joiners.members(members).speaking(dialogue));
            Tally.Result result = generator.measure(traffic, settings.warmup(), settings.seconds(), server.costs());
            if (result.lost() != 0 || !generator.losses().isEmpty()) {
                report.note(name + ": " + result.lost() + " copies lost " + generator.losses());
            }
            return result;
        }
    }
}
