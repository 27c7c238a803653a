package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;

/**
 * A figure that a condition can look at.
 *
 * @param name as rules write it
 * @param unit what it counts in
 * @param meaning for the reference page
 * @param figure how it is computed
 */
record Measure(String name, Unit unit, String meaning, Figure figure) {

    /** Computes the figure of a window; NaN where nothing was measured that could tell. */
    @FunctionalInterface
    interface Figure {
        double of(Kpis window, long windowMillis);
    }

    /** Steps that it takes, see {@link ConditionCost}. */
    int steps() {
        return unit == Unit.MILLIS ? ConditionCost.HISTOGRAM : 1;
    }

    /** The figure of a window of {@code windowMillis}; NaN where nothing was measured. */
    double of(Kpis window, long windowMillis) {
        return figure.of(window, windowMillis);
    }

    @Override
    public String toString() {
        return name;
    }
}
