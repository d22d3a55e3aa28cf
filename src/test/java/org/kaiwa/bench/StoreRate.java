package org.kaiwa.bench;

import java.util.List;
import java.util.Locale;

/**
 * How many messages a second are stored, which is how many come back: each member is alone in its room. Beside it how often the disk forces a page, in
 * the same minutes, and the same with ids and with PostgreSQL.
 *
 * @param load what is said
 */
record StoreRate(UnderLoad load) implements Row {

    private static final double DISK_SECONDS = 2;

    @Override
    public void measure(Servers servers, Settings settings, Report report) {
        double[] before = new double[1];
        double[] after = new double[1];
        Row.attempt(report, load.name() + " the disk", () -> before[0] = forces(servers));
        Tally.Result stored = load.compare(servers, settings, report).kaiwa();
        Row.attempt(report, load.name() + " the disk again", () -> after[0] = forces(servers));
        double forces = Median.of(List.of(before[0], after[0]));
        report.line(
                load.name() + ": fdatasync/s of the disk",
                String.format(Locale.ROOT, "%,.0f", forces),
                "",
                "",
                stored == null
                        ? ""
                        : String.format(Locale.ROOT, "%.1f stored for each", stored.deliveriesPerSecond() / forces),
                "");
        line(servers, settings, report, Storage::sqlite, Dialogue.ACKNOWLEDGED, "with ids", stored);
        line(servers, settings, report, Storage::postgresql, Dialogue.CAPTURE, "PostgreSQL, forced", stored);
        line(servers, settings, report, Storage::postgresql, Dialogue.ACKNOWLEDGED, "PostgreSQL, with ids", stored);
    }

    private static double forces(Servers servers) throws java.io.IOException {
        return Disk.forcesPerSecond(servers.work(), DISK_SECONDS);
    }

    private void line(
            Servers servers,
            Settings settings,
            Report report,
            Storage.Maker maker,
            Dialogue dialogue,
            String what,
            Tally.Result plain) {
        UnderLoad other = load.speaking(load.name() + ": deliveries/s, " + what, dialogue);
        Row.attempt(report, other.name(), () -> {
            try (Storage storage = maker.in(servers.work());
                    Server server = servers.kaiwa(storage)) {
                Tally.Result found = other.run(server, settings, report);
                report.progress(other.name() + ": " + found);
                String ratio = plain == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.2f x the first",
                                found.deliveriesPerSecond() / plain.deliveriesPerSecond());
                report.line(
                        other.name(),
                        String.format(Locale.ROOT, "%,.0f", found.deliveriesPerSecond()),
                        "",
                        "",
                        ratio,
                        load.targets().deliveries());
            }
        });
    }
}
