package dev.hypercare.rules;

import dev.hypercare.rules.Condition.Truth;
import java.time.Duration;

/** The figures that one evaluation of a {@link Formula} looks at. What depends on one that was not measured is unknown. Not thread-safe. */
final class SceneFigures {
    /** How two numbers are compared. */
    @FunctionalInterface
    interface Comparison {
        boolean holds(double left, double right);
    }

    private final Scene scene;
    private final Duration window;
    private final StepMeter meter = new StepMeter();
    private boolean unknown;

    SceneFigures(Scene scene, Duration window) {
        this.scene = scene;
        this.window = window;
    }

    /** The value of a term; of one that was not measured NaN, and the comparison that asks is unknown. */
    double of(Term term) {
        meter.take(term.measure());
        double value = scene.figure(term, window);
        return Double.isNaN(value) ? unknown() : value;
    }

    /** Error: a {@link RuntimeException} where the evaluation has taken too many steps. */
    void check() {
        meter.check();
    }

    /** What stands for an amount that nobody knows. */
    double unknown() {
        unknown = true;
        return Double.NaN;
    }

    /** Compares two amounts. One comparison may be part of another's amount. */
    Truth compare(Formula.Amount left, Comparison how, Formula.Amount right) {
        boolean outer = unknown;
        unknown = false;
        double first = left.of(this);
        double second = right.of(this);
        boolean known = !unknown;
        unknown = outer;
        return known ? Truth.of(how.holds(first, second)) : Truth.NOT_MEASURED;
    }
}
