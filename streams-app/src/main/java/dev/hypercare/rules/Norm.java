package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;

/** What is ordinary for one series in one respect. Not thread-safe. */
interface Norm extends Learned {
    /**
     * How surprising it is that a window holds that much of it, nats as of {@link dev.hypercare.rules.statistics.Surprise}; 0 for what is
     * ordinary and for what is not enough to tell.
     */
    double surprise(Kpis window, long windowMillis, long at);

    /** What it measures in a window; NaN where nothing was measured. */
    double seen(Kpis window, long windowMillis);

    /** Whether a window would show it, if so much were usual now: otherwise it is too short, or too little comes. */
    boolean shows(double usual, Kpis window, long windowMillis);

    /** What would be ordinary, in the same unit. */
    double ordinary(long windowMillis, long at);

    /** Whether it has seen enough to say what is ordinary. */
    boolean isKnown();
}
