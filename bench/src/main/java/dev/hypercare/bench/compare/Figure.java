package dev.hypercare.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One figure over the rounds.
 *
 * @param median the middle one; of an even number, the mean of the two in the middle
 * @param min the lowest
 * @param max the highest
 */
record Figure(double median, double min, double max) {
    /** Of the runs that have figures; empty where none has. */
    static Optional<Figure> of(List<RunResult> runs, ToDoubleFunction<SteadyPart> figure) {
        double[] sorted = runs.stream()
                .flatMap(run -> Optional.ofNullable(run.steady()).stream())
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(ofSorted(sorted));
    }

    private static Figure ofSorted(double[] sorted) {
        int n = sorted.length;
        double[] middle = Arrays.copyOfRange(sorted, (n - 1) / 2, n / 2 + 1);
        return new Figure(Arrays.stream(middle).average().orElseThrow(), sorted[0], sorted[n - 1]);
    }
}
