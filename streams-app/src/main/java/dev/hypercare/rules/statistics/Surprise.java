package dev.hypercare.rules.statistics;

/**
 * How improbable an observation is where something ordinary goes on, in nats: {@code exp(-nats)} is an upper bound (Chernoff's) of the
 * probability to see that much or more of it. So a surprise never claims more than is true: 9.3 nats are a chance of at most 1 in
 * 10,000. It costs two logarithms and needs no special functions. Nothing seen, or no more than is ordinary, is a surprise of 0.
 */
public final class Surprise {
    private Surprise() {}

    /**
     * Of at least {@code k} of {@code n} where the ordinary share is {@code p}: n times the Kullback-Leibler divergence of k/n from p.
     * Fractions are allowed, for counts that were weighted. Error: {@link IllegalArgumentException} unless 0 &lt;= k &lt;= n and 0
     * &lt;= p &lt;= 1.
     */
    public static double atLeast(double k, double n, double p) {
        if (!(k >= 0 && k <= n && p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    k + " of " + n + " at a share of " + p + " (expected: 0 <= k <= n, 0 <= p <= 1)");
        }
        return k > n * p ? divergence(k, n, p) : 0;
    }

    /** Of at most {@code k} of {@code n}; otherwise as {@link #atLeast}. */
    public static double atMost(double k, double n, double p) {
        return atLeast(n - k, n, 1 - p);
    }

    /**
     * Of a count of at least {@code k} where the ordinary one is {@code lambda} (Poisson). Error: {@link IllegalArgumentException} for
     * negative numbers.
     */
    public static double countAtLeast(double k, double lambda) {
        return k > lambda ? countDivergence(k, lambda) : 0;
    }

    /** Of a count of at most {@code k} where the ordinary one is {@code lambda} (Poisson). */
    public static double countAtMost(double k, double lambda) {
        return k < lambda ? countDivergence(k, lambda) : 0;
    }

    /** The chance that a surprise stands for, at most 1. */
    public static double chance(double nats) {
        return Math.exp(-nats);
    }

    private static double divergence(double k, double n, double p) {
        double yes = k * Math.log(k / (n * p));
        double no = k < n ? (n - k) * Math.log((n - k) / (n * (1 - p))) : 0;
        return Math.max(0, yes + no);
    }

    private static double countDivergence(double k, double lambda) {
        if (!(k >= 0 && lambda >= 0)) {
            throw new IllegalArgumentException(
                    k + " where " + lambda + " is ordinary (expected: numbers of at least 0)");
        }
        double log = k > 0 ? k * Math.log(k / lambda) : 0;
        return Math.max(0, log - k + lambda);
    }
}
