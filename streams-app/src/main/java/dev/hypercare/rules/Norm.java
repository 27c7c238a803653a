package dev.hypercare.rules;

/** What is ordinary for one series in one respect. Not thread-safe. */
interface Norm extends Learned {
    /**
     * How surprising it is that a window holds that much of it, nats as of {@link dev.hypercare.rules.statistics.Surprise}; 0 for what is
     * ordinary and for what is not enough to tell.
     */
    double surprise(Counts window, long at);

    /** Whether a window has anything of the kind at all: where the longest has not, no other is worth a look. */
    default boolean isSeen(Counts window) {
        return true;
    }

    /** What it measures in a window; NaN where nothing was measured. */
    double seen(Counts window);

    /** What would be ordinary, in the same unit. */
    double ordinary(long windowMillis, long at);

    /** Whether a window would hardly miss it if so many times the ordinary were usual now: otherwise it is too short, or too little comes. */
    boolean shows(double times, Counts window, long at);

    /** From when on windows may begin: what was before is over. Milliseconds since the epoch. */
    default long since() {
        return 0;
    }

    /** Whether it has seen enough to say what is ordinary. */
    boolean isKnown();
}
