package dev.hypercare.rules;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Kpis;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a condition can look at.
 *
 * @param name as rules write it
 * @param unit what it counts in
 * @param meaning for the reference page
 * @param figure how it is computed
 * @param distinct the different things that it counts, which no sum of parts tells; null for all other figures
 */
record Measure(
        String name,
        Unit unit,
        String meaning,
        Figure figure,
        @Nullable Function<Kpis, DistinctCount> distinct) {

    Measure(String name, Unit unit, String meaning, Figure figure) {
        this(name, unit, meaning, figure, null);
    }

    /** One that counts different things. */
    static Measure distinct(String name, String meaning, Function<Kpis, DistinctCount> of) {
        return new Measure(
                name, Unit.COUNT, meaning, (kpis, millis) -> of.apply(kpis).estimate(), of);
    }

    /** Computes the figure of a window; NaN where nothing was measured that could tell. */
    @FunctionalInterface
    interface Figure {
        double of(Kpis window, long windowMillis);
    }

    /** Steps that it takes, see {@link ConditionCost}. */
    int steps() {
        return distinct != null ? ConditionCost.DISTINCT : unit == Unit.MILLIS ? ConditionCost.HISTOGRAM : 1;
    }

    /** The figure of a window of {@code windowMillis}; NaN where nothing was measured. */
    double of(Kpis window, long windowMillis) {
        return figure.of(window, windowMillis);
    }

    /** Whether figures of stretches of time make that of all of it together, so that it can have a budget. */
    boolean addsUp() {
        return distinct == null && (unit == Unit.COUNT || unit == Unit.BYTES || unit == Unit.MONEY);
    }

    @Override
    public String toString() {
        return name;
    }
}
