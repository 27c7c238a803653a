package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class LatencyTest {
    private static final int MANY = 40_000;

    @Property(tries = 40, seed = "40")
    void theShareOfDrawnCallsAboveALimitIsTheOneThatIsTold(
            @ForAll long key,
            @ForAll @DoubleRange(min = 1000, max = 1_000_000) double median,
            @ForAll @DoubleRange(min = 0.3, max = 0.8) double sigma,
            @ForAll @DoubleRange(min = 0.001, max = 0.02) @Scale(4) double slow) {
        Latency latency = new Latency(median, sigma, slow, 8);
        long limit = latency.exceededBy(0.05);
        double share = latency.shareAbove(limit);
        assertThat(share).isLessThanOrEqualTo(0.05).isCloseTo(0.05, within(0.001));
        Draws draws = new Draws(key);
        int above = 0;
        for (int i = 0; i < MANY; i++) {
            above += latency.draw(draws) > limit ? 1 : 0;
        }
        assertThat(above / (double) MANY).isCloseTo(share, within(6 * Math.sqrt(share * (1 - share) / MANY)));
    }
}
