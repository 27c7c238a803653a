package dev.hypercare.bench.latency;

import java.util.SplittableRandom;

/**
 * When each series fails: for a second, at a random moment of every cycle; in between it recovers for long enough that the product sees
 * it. Not thread-safe.
 */
final class BreachPlan {
    /** The window of the rule. */
    static final long WINDOW_MILLIS = 2000;

    private static final long FAILING_MILLIS = 1000;
    /** Time for the end of a breach to pass all hops, besides lateness and commits. */
    private static final long MARGIN_MILLIS = 3000;

    private static final long SPREAD_MILLIS = 4000;

    private final SplittableRandom random;
    private final long pauseMillis;
    private final long[] begins;
    private final boolean[] began;

    /**
     * @param start nothing fails before this instant, milliseconds
     * @param latenessMillis of the product
     * @param commitMillis of the product
     */
    BreachPlan(int series, long start, long latenessMillis, long commitMillis, long seed) {
        random = new SplittableRandom(seed);
        pauseMillis = FAILING_MILLIS + WINDOW_MILLIS + latenessMillis + 5 * commitMillis + MARGIN_MILLIS;
        begins = new long[series];
        began = new boolean[series];
        for (int i = 0; i < series; i++) {
            begins[i] = start + random.nextLong(pauseMillis + SPREAD_MILLIS);
        }
    }

    /** What happens to a call of a series at an instant. */
    enum Fate {
        FINE,
        /** It is the first of its series that fails after all was well. */
        FIRST_FAILURE,
        FAILS
    }

    /** The fate of the next call of a series; instants never go back. */
    Fate next(int series, long now) {
        if (now >= begins[series] + FAILING_MILLIS) {
            if (!began[series]) {
                // No call came while it was to fail: it fails now.
                begins[series] = now;
            } else {
                began[series] = false;
                begins[series] += pauseMillis + random.nextLong(SPREAD_MILLIS);
            }
        }
        if (now < begins[series]) {
            return Fate.FINE;
        }
        Fate fate = began[series] ? Fate.FAILS : Fate.FIRST_FAILURE;
        began[series] = true;
        return fate;
    }

    /** From one breach of a series to the next at most, milliseconds. */
    long longestCycleMillis() {
        return pauseMillis + SPREAD_MILLIS;
    }
}
