package dev.hypercare.testdata.simulate;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long calls of a route take when all is well: lognormal, and now and then many times as long.
 *
 * @param medianMicros of the ordinary calls
 * @param sigma of their logarithm
 * @param slowShare share of calls that are slow, 0 to 1
 * @param slowFactor how many times as long those take
 */
record Latency(double medianMicros, double sigma, double slowShare, double slowFactor) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    double draw(Draws draws) {
        double micros = draws.logNormal(medianMicros, sigma);
        return draws.chance(slowShare) ? micros * slowFactor : micros;
    }

    /** The share of calls that take longer. */
    double shareAbove(double micros) {
        double ordinary = NORMAL.survivalProbability(Math.log(micros / medianMicros) / sigma);
        double slow = NORMAL.survivalProbability(Math.log(micros / medianMicros / slowFactor) / sigma);
        return (1 - slowShare) * ordinary + slowShare * slow;
    }

    /** The duration in whole microseconds that about this share of calls exceeds. */
    long exceededBy(double share) {
        long low = 1;
        long high = (long) (medianMicros * slowFactor * 1000);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (shareAbove(middle) <= share) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
