package dev.hypercare.rules;

/** Ends an evaluation that takes more than {@link ConditionCost#MOST} steps. Not thread-safe. */
final class StepMeter {
    /** Has no stack trace: it may come for many series a second. */
    private static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Exceeded(String message) {
            super(message, null, false, false);
        }
    }

    private int steps;

    /** A figure is looked up. */
    void take(Measure measure) {
        steps += measure.steps();
        check();
    }

    /** Error: a {@link RuntimeException} where there were too many. */
    void check() {
        if (steps > ConditionCost.MOST) {
            throw new Exceeded("ended after " + ConditionCost.MOST + " steps");
        }
    }
}
