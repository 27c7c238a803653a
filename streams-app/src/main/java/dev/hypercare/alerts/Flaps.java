package dev.hypercare.alerts;

/**
 * How often an alert came and went, by the method that Nagios is known for: of the last 21 states each of the 20 changes counts, the
 * oldest with 0.75, the newest with 1.25. Verdicts come only when they change, so a state that lasts is counted again after each step
 * of event time.
 *
 * @param states the states, 1 for firing, the newest in bit 0
 * @param countedTo event time up to which the present state has been counted, milliseconds
 * @param flapping whether it flaps
 */
record Flaps(int states, long countedTo, boolean flapping) {
    private static final int STATES = 21;
    private static final int ALL = (1 << STATES) - 1;

    /** Nothing has ever happened. */
    static final Flaps NONE = new Flaps(0, Long.MIN_VALUE, false);

    /** The newest state. */
    boolean firing() {
        return (states & 1) == 1;
    }

    /** With a verdict at an instant; one that says the same as before adds nothing but time. */
    Flaps seen(boolean nowFiring, long at, FlappingLimits limits) {
        Flaps before = until(at, limits);
        if (nowFiring == before.firing()) {
            return before;
        }
        int with = (before.states << 1 | (nowFiring ? 1 : 0)) & ALL;
        return new Flaps(with, at, judged(with, before.flapping, limits));
    }

    /** With the steps that have passed until an instant. */
    Flaps until(long at, FlappingLimits limits) {
        long step = limits.step().toMillis();
        if (countedTo == Long.MIN_VALUE || at - countedTo < step) {
            return this;
        }
        long steps = (at - countedTo) / step;
        Flaps calmer = this;
        for (long i = 0; i < Math.min(steps, STATES); i++) {
            int with = (calmer.states << 1 | calmer.states & 1) & ALL;
            calmer = new Flaps(with, countedTo, judged(with, calmer.flapping, limits));
        }
        return new Flaps(calmer.states, countedTo + steps * step, calmer.flapping);
    }

    /** Whether there is nothing left to remember. */
    boolean isQuiet() {
        return states == 0;
    }

    /** Weighted share of changes, 0 to 100. */
    double percent() {
        double sum = 0;
        for (int change = 1; change < STATES; change++) {
            // Bits are counted from the newest, weights from the oldest.
            int newer = STATES - 1 - change;
            if ((states >> newer & 1) != (states >> newer + 1 & 1)) {
                sum += 0.75 + (change - 1) * 0.5 / (STATES - 2);
            }
        }
        return 100 * sum / (STATES - 1);
    }

    private static boolean judged(int states, boolean before, FlappingLimits limits) {
        double percent = new Flaps(states, 0, before).percent();
        return before ? percent > limits.stopPercent() : percent >= limits.startPercent();
    }
}
