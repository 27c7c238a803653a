package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.LatencyHistogram;

/**
 * How far two histograms are apart: the Kolmogorov-Smirnov distance that is left when all values of one are moved by one bucket (1.6
 * %). Buckets are a grid: values that did not change but by less than a bucket may lie on both sides of an edge, and would be as far
 * apart as can be.
 *
 * @param slower the most by which the second has fewer values up to some point, 0 to 1
 * @param faster the most by which it has more
 * @param pValue an upper bound of the chance of such a distance between two samples of the same
 */
record HistogramShift(double slower, double faster, double pValue) {

    static HistogramShift between(LatencyHistogram before, LatencyHistogram after) {
        Cumulated first = new Cumulated(before);
        Cumulated second = new Cumulated(after);
        double slower = first.mostAbove(second);
        double faster = second.mostAbove(first);
        return new HistogramShift(slower, faster, pValue(Math.max(slower, faster), before.count(), after.count()));
    }

    /** By the inequality of Dvoretzky, Kiefer and Wolfowitz for two samples, with the factor e that holds for small ones too. */
    static double pValue(double distance, long n1, long n2) {
        double effective = (double) n1 * n2 / (n1 + n2);
        return Math.min(1, Math.exp(1 - 2 * effective * distance * distance));
    }

    /** The shares of values up to each bucket that holds some. */
    private static final class Cumulated {
        private final int[] buckets;
        private final double[] shares;
        private int filled;
        private long sum;

        Cumulated(LatencyHistogram histogram) {
            buckets = new int[histogram.bucketsUsed()];
            shares = new double[buckets.length];
            histogram.eachBucket((bucket, n) -> {
                sum += n;
                buckets[filled] = bucket;
                shares[filled++] = sum;
            });
            for (int i = 0; i < filled; i++) {
                shares[i] /= sum;
            }
        }

        /** The most by which the share up to a bucket is above the other's share up to the next one. */
        double mostAbove(Cumulated other) {
            double most = 0;
            int j = 0;
            for (int i = 0; i < filled; i++) {
                while (j < other.filled && other.buckets[j] <= buckets[i] + 1) {
                    j++;
                }
                most = Math.max(most, shares[i] - (j == 0 ? 0 : other.shares[j - 1]));
            }
            return most;
        }
    }
}
