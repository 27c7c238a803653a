package dev.hypercare.rules.statistics;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Fisher's exact test: whether two samples can have the same share of something. */
final class FisherExact {
    /** Terms below this part of the sum do not change it any more. */
    private static final double NEGLIGIBLE = 1e-17;

    private FisherExact() {}

    /**
     * The chance of a difference at least as large in either direction if the shares behind {@code k1} of {@code n1} and {@code k2} of
     * {@code n2} are the same: twice the smaller tail, at most 1. Error: {@link ArithmeticException} for more than 2^31 - 1 in all.
     */
    static double pValue(long k1, long n1, long k2, long n2) {
        double more = atLeast(k2, n2, k1 + k2, n1 + n2);
        double less = atLeast(n2 - k2, n2, n1 + n2 - k1 - k2, n1 + n2);
        return Math.min(1, 2 * Math.min(more, less));
    }

    /** The chance that a sample of {@code n} out of {@code all} has at least {@code k} of the {@code hits}. */
    static double atLeast(long k, long n, long hits, long all) {
        long most = Math.min(n, hits);
        if (k > most || k <= Math.max(0, n + hits - all)) {
            return k > most ? 0 : 1;
        }
        if (k < (double) n * hits / all) {
            // The terms from here to the middle may be too small for a double: the other tail has none of them.
            return 1 - atLeast(hits - k + 1, all - n, hits, all);
        }
        HypergeometricDistribution distribution =
                HypergeometricDistribution.of(Math.toIntExact(all), Math.toIntExact(hits), Math.toIntExact(n));
        double term = distribution.probability((int) k);
        double sum = term;
        for (long x = k; x < most && term > NEGLIGIBLE * sum; x++) {
            term *= (double) (hits - x) * (n - x) / ((x + 1.0) * (all - hits - n + x + 1.0));
            sum += term;
        }
        return Math.min(1, sum);
    }
}
