package dev.hypercare.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far several simulations are that run side by side, and how long the rest takes about. Not thread-safe. */
final class SeedsDone {
    private static final double NANOS_IN_A_MINUTE = 6e10;

    private final int seeds;
    private final Map<Long, Double> shares = new HashMap<>();
    /** Simulations that were there at once, because they had been run before. */
    private int kept;

    /** @param seeds that there are to be */
    SeedsDone(int seeds) {
        this.seeds = seeds;
    }

    /**
     * A simulation came so far.
     *
     * @param share of its simulated time, 0 to 1
     */
    void at(long seed, double share) {
        kept += share >= 1 && !shares.containsKey(seed) ? 1 : 0;
        shares.put(seed, share);
    }

    /**
     * For people.
     *
     * @param nanos since the first began
     * @param calls of all of them so far
     */
    String show(long nanos, long calls) {
        double done = shares.values().stream().mapToDouble(share -> share).sum() / seeds;
        long ended = shares.values().stream().filter(share -> share >= 1).count();
        double run = (done * seeds - kept) / Math.max(1, seeds - kept);
        String left = run <= 0
                ? ""
                : String.format(
                        Locale.ROOT, ", about %.0f min left", Math.ceil(nanos * (1 - run) / run / NANOS_IN_A_MINUTE));
        return String.format(
                Locale.ROOT,
                "%d of %d seeds, %.0f %% of all%s; %,d calls so far, %,.0f a second",
                ended,
                seeds,
                100 * done,
                left,
                calls,
                calls / (nanos / 1e9));
    }
}
