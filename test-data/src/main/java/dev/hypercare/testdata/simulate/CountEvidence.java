package dev.hypercare.testdata.simulate;

import java.util.Iterator;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.jspecify.annotations.Nullable;

/**
 * More calls than usual in the time since the beginning: the Poisson tail.
 *
 * @param ordinaryPerSecond rate of such calls when all is well
 */
record CountEvidence(double ordinaryPerSecond) implements Evidence {
    @Override
    public @Nullable Long decidedAt(long from, Iterator<SimulatedCall> touched, double probability) {
        int calls = 0;
        while (touched.hasNext()) {
            long at = touched.next().arrivedAt();
            calls++;
            double expected = ordinaryPerSecond * Math.max(1, at - from) / 1000;
            if (PoissonDistribution.of(expected).survivalProbability(calls - 1) <= probability) {
                return at;
            }
        }
        return null;
    }
}
