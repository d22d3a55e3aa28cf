package org.kaiwa.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The same measurement of each server, one after the other. One that fails is noted and has no figure.
 *
 * @param kaiwa what was found; null: not measured
 * @param floor likewise
 * @param ws likewise
 * @param <T> what a measurement finds
 */
record Contest<T>(T kaiwa, T floor, T ws) {

    /**
     * A measurement of a running server.
     *
     * @param <T> what it finds
     */
    interface Measurement<T> {
        T of(Server server) throws Exception;
    }

    private interface Starter {
        Server start() throws Exception;
    }

    /** Measures all there are. */
    static <T> Contest<T> of(Servers servers, Report report, String row, int rooms, Measurement<T> measurement) {
        return new Contest<>(
                attempt(report, row + " kaiwa", servers::kaiwa, measurement),
                servers.hasFloor() ? attempt(report, row + " floor", () -> servers.floor(rooms), measurement) : null,
                servers.hasWs() ? attempt(report, row + " ws", servers::ws, measurement) : null);
    }

    /** Measures Kaiwa alone, where the yardsticks have nothing like it. */
    static <T> Contest<T> ofKaiwa(Servers servers, Report report, String row, Measurement<T> measurement) {
        return new Contest<>(attempt(report, row + " kaiwa", servers::kaiwa, measurement), null, null);
    }

    private static <T> T attempt(Report report, String name, Starter starter, Measurement<T> measurement) {
        report.progress(name);
        try (Server server = starter.start()) {
            T found = measurement.of(server);
            report.progress(name + ": " + found);
            return found;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            report.note(name + " was interrupted");
        } catch (Exception | AssertionError failure) {
            report.note(name + " failed: " + failure);
        }
        return null;
    }

    /** Adds a line for one figure. */
    void line(Report report, String row, String format, ToDoubleFunction<T> figure, String target) {
        report.line(
                row,
                cell(kaiwa, format, figure),
                cell(floor, format, figure),
                cell(ws, format, figure),
                ratios(figure),
                target);
    }

    private String ratios(ToDoubleFunction<T> figure) {
        List<String> ratios = new ArrayList<>();
        if (kaiwa != null && floor != null) {
            ratios.add(ratio(figure, floor) + " x floor");
        }
        if (kaiwa != null && ws != null) {
            ratios.add(ratio(figure, ws) + " x ws");
        }
        return String.join(", ", ratios);
    }

    private String ratio(ToDoubleFunction<T> figure, T other) {
        return String.format(Locale.ROOT, "%.2f", figure.applyAsDouble(kaiwa) / figure.applyAsDouble(other));
    }

    private static <T> String cell(T found, String format, ToDoubleFunction<T> figure) {
        return found == null ? "" : String.format(Locale.ROOT, format, figure.applyAsDouble(found));
    }
}
