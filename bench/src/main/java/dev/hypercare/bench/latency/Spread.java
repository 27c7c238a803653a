package dev.hypercare.bench.latency;

import java.util.Arrays;

/** Measured times, as their nearest-rank percentiles. */
final class Spread {
    private final long[] sorted;

    private Spread(long[] sorted) {
        this.sorted = sorted;
    }

    /** Of so many times in any order; at least one. */
    static Spread of(long... times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("no times");
        }
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    /** The smallest time that at least this share of all does not exceed; above 0, at most 1. */
    long at(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    int count() {
        return sorted.length;
    }
}
