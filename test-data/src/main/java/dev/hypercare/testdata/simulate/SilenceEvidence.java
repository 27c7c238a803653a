package dev.hypercare.testdata.simulate;

import java.util.Iterator;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.jspecify.annotations.Nullable;

/**
 * No call where so many were to be expected: the Poisson probability of none.
 *
 * @param ordinaryPerSecond rate of such calls when all is well, by epoch ms
 */
record SilenceEvidence(LongToDoubleFunction ordinaryPerSecond) implements Evidence {
    private static final long STEP_MILLIS = 50;
    private static final long LONGEST_MILLIS = 24 * 3_600_000L;

    @Override
    public @Nullable Long decidedAt(long from, Iterator<SimulatedCall> touched, double probability) {
        double expected = 0;
        for (long at = from; at < from + LONGEST_MILLIS; at += STEP_MILLIS) {
            expected += ordinaryPerSecond.applyAsDouble(at) * STEP_MILLIS / 1000;
            if (expected > 0 && PoissonDistribution.of(expected).cumulativeProbability(0) <= probability) {
                return at + STEP_MILLIS;
            }
        }
        return null;
    }
}
