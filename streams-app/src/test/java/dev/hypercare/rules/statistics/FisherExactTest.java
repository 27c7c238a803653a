package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class FisherExactTest {
    @Property(tries = 500)
    void itsTailIsThatOfTheHypergeometricDistribution(
            @ForAll @IntRange(min = 1, max = 3000) int all,
            @ForAll @DoubleRange(min = 0, max = 1) double sampled,
            @ForAll @DoubleRange(min = 0, max = 1) double hit,
            @ForAll @DoubleRange(min = 0, max = 1) double seen) {
        int n = (int) (sampled * all);
        int hits = (int) (hit * all);
        int k = (int) (seen * Math.min(n, hits));
        double exact = HypergeometricDistribution.of(all, hits, n).survivalProbability(k - 1);
        assertThat(FisherExact.atLeast(k, n, hits, all)).isCloseTo(exact, within(1e-9 * exact + 1e-300));
    }

    @Property(tries = 300)
    void doesNotDependOnWhichSampleIsWhichNorOnWhatIsCounted(
            @ForAll @IntRange(min = 1, max = 500) int n1,
            @ForAll @IntRange(min = 1, max = 500) int n2,
            @ForAll @DoubleRange(min = 0, max = 1) double share1,
            @ForAll @DoubleRange(min = 0, max = 1) double share2) {
        int k1 = (int) (share1 * n1);
        int k2 = (int) (share2 * n2);
        double p = FisherExact.pValue(k1, n1, k2, n2);
        assertThat(p).isBetween(0.0, 1.0);
        assertThat(FisherExact.pValue(k2, n2, k1, n1)).isCloseTo(p, within(1e-9));
        assertThat(FisherExact.pValue(n1 - k1, n1, n2 - k2, n2)).isCloseTo(p, within(1e-9));
    }

    @Test
    void knowsATableThatCanBeCountedByHand() {
        // 3 of 4 and 1 of 4, of 8 with 4 hits: (4*4 + 1) / 70.
        assertThat(FisherExact.pValue(1, 4, 3, 4)).isCloseTo(2 * 17.0 / 70, within(1e-12));
    }

    @Test
    void isExactForMillionsOfCallsToo() {
        assertThat(FisherExact.pValue(1000, 1_000_000, 1000, 1_000_000)).isCloseTo(1, within(0.02));
        assertThat(FisherExact.pValue(1000, 1_000_000, 1200, 1_000_000)).isBetween(1e-6, 1e-4);
        assertThat(FisherExact.pValue(500_000, 1_000_000, 503_000, 1_000_000)).isBetween(1e-6, 1e-4);
    }
}
