package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class SurpriseTest {
    private static final double ROUNDING = 1 + 1e-9;
    /** Below this what is exact loses its digits, or is 0 although it is not, on its way through logarithms. */
    private static final double NO_DIGITS = 1e-250;

    @Property
    void neverClaimsMoreThanTheExactTailOfSharesNorMuchLess(
            @ForAll @IntRange(min = 1, max = 3000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double part,
            @ForAll @Scale(4) @DoubleRange(min = 0.0001, max = 0.9999) double p) {
        int k = (int) (part * n);
        double exact = BinomialDistribution.of(n, p).survivalProbability(k - 1);
        double nats = Surprise.atLeast(k, n, p);
        assertThat(Surprise.chance(nats) * ROUNDING + NO_DIGITS).isGreaterThanOrEqualTo(exact);
        if (nats > 0) {
            assertThat(Surprise.chance(nats)).isLessThanOrEqualTo(exact * (n + 1) * ROUNDING + NO_DIGITS);
        }
    }

    @Property
    void neverClaimsMoreThanTheExactLowerTailOfShares(
            @ForAll @IntRange(min = 1, max = 3000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double part,
            @ForAll @Scale(4) @DoubleRange(min = 0.0001, max = 0.9999) double p) {
        int k = (int) (part * n);
        double exact = BinomialDistribution.of(n, p).cumulativeProbability(k);
        assertThat(Surprise.chance(Surprise.atMost(k, n, p)) * ROUNDING + NO_DIGITS)
                .isGreaterThanOrEqualTo(exact);
    }

    @Property
    void neverClaimsMoreThanTheExactTailsOfCounts(
            @ForAll @IntRange(min = 0, max = 2000) int k,
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 1000) double lambda) {
        PoissonDistribution exact = PoissonDistribution.of(lambda);
        assertThat(Surprise.chance(Surprise.countAtLeast(k, lambda)) * ROUNDING + NO_DIGITS)
                .isGreaterThanOrEqualTo(exact.survivalProbability(k - 1));
        assertThat(Surprise.chance(Surprise.countAtMost(k, lambda)) * ROUNDING + NO_DIGITS)
                .isGreaterThanOrEqualTo(exact.cumulativeProbability(k));
    }

    @Test
    void onlyWhatGoesBeyondTheOrdinaryIsASurprise() {
        assertThat(Surprise.atLeast(5, 100, 0.05)).isZero();
        assertThat(Surprise.atLeast(0, 0, 0.05)).isZero();
        assertThat(Surprise.countAtLeast(7, 7)).isZero();
        assertThat(Surprise.countAtMost(0, 6)).isCloseTo(6, within(1e-12));
        assertThat(Surprise.atLeast(1, 100, 0)).isInfinite();
        assertThat(Surprise.atLeast(100, 100, 0.5)).isCloseTo(100 * Math.log(2), within(1e-9));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surprise.atLeast(3, 2, 0.1))
                .withMessageContaining("expected: 0 <= k <= n");
        assertThatIllegalArgumentException().isThrownBy(() -> Surprise.countAtMost(-1, 2));
    }
}
