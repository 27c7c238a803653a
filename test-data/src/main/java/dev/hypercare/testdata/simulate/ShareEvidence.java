package dev.hypercare.testdata.simulate;

import java.util.Iterator;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * More calls than usual are so and so: the binomial tail.
 *
 * @param counted which calls are looked at
 * @param hit which of them are so and so
 * @param ordinaryShare of hits when all is well; above 0, so that one hit of what never happens decides
 */
record ShareEvidence(Predicate<SimulatedCall> counted, Predicate<SimulatedCall> hit, double ordinaryShare)
        implements Evidence {
    /** In place of 0 for what does not happen without the fault. */
    static final double NEVER = 1e-6;

    /** Of failed calls. */
    static ShareEvidence failures(double ordinaryShare) {
        return new ShareEvidence(call -> true, SimulatedCall::failed, ordinaryShare);
    }

    @Override
    public @Nullable Long decidedAt(long from, Iterator<SimulatedCall> touched, double probability) {
        int calls = 0;
        int hits = 0;
        while (touched.hasNext()) {
            SimulatedCall call = touched.next();
            if (counted.test(call)) {
                calls++;
                if (hit.test(call)) {
                    hits++;
                    // Only a hit makes the tail thinner.
                    if (tail(calls, hits) <= probability) {
                        return call.arrivedAt();
                    }
                }
            }
        }
        return null;
    }

    private double tail(int calls, int hits) {
        return BinomialDistribution.of(calls, ordinaryShare).survivalProbability(hits - 1);
    }
}
