package dev.hypercare.rules.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What a ratio of few calls proves: one-sided Clopper-Pearson bounds. The true ratio lies above the lower one with at least the
 * confidence asked for, whatever it is; so 1 failure in 10 calls proves a ratio of half a percent at 95 %, not of ten.
 */
public final class RatioBound {
    private RatioBound() {}

    /**
     * The lower bound of the ratio behind {@code k} of {@code n}, within 1e-9; 0 where nothing was seen.
     *
     * @param confidence from 0.5 to below 1, such as 0.95
     */
    public static double lower(long k, long n, double confidence) {
        check(k, n, confidence);
        return k == 0 ? 0 : BetaDistribution.of(k, n - k + 1.0).inverseCumulativeProbability(1 - confidence);
    }

    /** The upper bound of the ratio behind {@code k} of {@code n}, within 1e-9; 1 where nothing was seen. */
    public static double upper(long k, long n, double confidence) {
        check(k, n, confidence);
        return k == n ? 1 : BetaDistribution.of(k + 1.0, n - k).inverseCumulativeProbability(confidence);
    }

    /** Whether the lower bound is above a ratio: the same as comparing, at a fraction of the cost. */
    public static boolean isAbove(long k, long n, double ratio, double confidence) {
        check(k, n, confidence);
        if (k == 0 || k <= n * ratio) {
            return false; // from half a chance on the lower bound is not above k/n
        }
        if (ratio <= 0) {
            return true;
        }
        // The bound of the tail decides most cases without special functions.
        return Surprise.atLeast(k, n, ratio) >= -Math.log1p(-confidence)
                || BetaDistribution.of(k, n - k + 1.0).cumulativeProbability(ratio) < 1 - confidence;
    }

    private static void check(long k, long n, double confidence) {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException(k + " of " + n + " (expected: 0 to " + n + ")");
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " (expected: 0.5 to below 1)");
        }
    }
}
