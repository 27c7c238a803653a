package dev.hypercare.rules.statistics;

/**
 * How improbable counts are where what is ordinary is known from counts, too, in nats as of {@link Surprise}. What is not known for certain,
 * and what wavers by itself, makes everything less surprising: a share is a beta distribution here and not a number, a rate a gamma distribution.
 */
public final class Tails {
    private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
    /** From here on Stirling's series is exact to 12 digits. */
    private static final double LARGE = 8;
    /** Terms below this part of the sum do not change the chance any more. */
    private static final double NEGLIGIBLE = 1e-4;

    private Tails() {}

    /**
     * Of at least {@code k} of {@code n}, where {@code hits} of {@code hits + misses} were so before: the exact tail of the beta-binomial
     * distribution for whole numbers, and between them for fractions of counts that were weighted. Error: {@link IllegalArgumentException}
     * unless 0 &lt;= k &lt;= n, and hits and misses are above 0.
     */
    public static double shareAtLeast(double k, double n, double hits, double misses) {
        if (!(k >= 0 && k <= n && hits > 0 && misses > 0)) {
            throw new IllegalArgumentException(k + " of " + n + " after " + hits + " and " + misses
                    + " (expected: 0 <= k <= n, 0 < hits, 0 < misses)");
        }
        double sum = 1;
        double term = 1;
        for (double x = k; x < n && term > NEGLIGIBLE * sum; x++) {
            term *= (n - x) * (hits + x) / ((x + 1) * Math.max(1e-9, misses + n - x - 1));
            sum += term;
        }
        double log = logGamma(n + 1)
                - logGamma(k + 1)
                - logGamma(n - k + 1)
                + logBeta(hits + k, misses + n - k)
                - logBeta(hits, misses);
        return Math.max(0, -log - Math.log(sum));
    }

    /**
     * Of a count as large as {@code k} or, where that is less than the mean, as small, where the mean is ordinary and wavers by a gamma
     * distribution of a shape: an upper bound (Chernoff's) of the tail of the negative binomial distribution. A shape of 400 is 5 %, of 1
     * anything.
     */
    public static double count(double k, double mean, double shape) {
        if (mean <= 0) {
            return 0; // nothing is known of how much is ordinary
        }
        double some = k > 0 ? k * Math.log(k / mean) : 0;
        return Math.max(0, some - (k + shape) * Math.log((k + shape) / (mean + shape)));
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Of a number above 0. */
    static double logGamma(double of) {
        double x = of;
        double product = 1;
        while (x < LARGE) {
            product *= x;
            x++;
        }
        double square = 1 / (x * x);
        double series = (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680))) / x;
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - Math.log(product);
    }
}
