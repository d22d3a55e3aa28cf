package org.kaiwa.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle one, which one bad moment of the machine does not move. */
final class Median {

    private Median() {}

    static double of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static <T> double of(List<T> found, ToDoubleFunction<T> figure) {
        return of(found.stream().map(figure::applyAsDouble).toList());
    }
}
