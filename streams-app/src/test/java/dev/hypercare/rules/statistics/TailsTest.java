package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class TailsTest {
    @Test
    void whereMuchWasLearnedItIsTheBinomialTail() {
        double p = 0.02;
        for (int n = 1; n <= 400; n++) {
            BinomialDistribution binomial = BinomialDistribution.of(n, p);
            for (int k = (int) (n * p) + 1; k <= n; k++) {
                double exact = -Math.log(binomial.survivalProbability(k - 1));
                if (exact < 500) {
                    assertThat(Tails.shareAtLeast(k, n, p * 1e10, (1 - p) * 1e10))
                            .as("%d of %d", k, n)
                            .isCloseTo(exact, within(0.002 + exact * 1e-4));
                }
            }
        }
    }

    @Property
    void whatIsLessCertainSurprisesLess(
            @ForAll @IntRange(min = 1, max = 50) int n, @ForAll @DoubleRange(min = 20, max = 5000) double calls) {
        double p = 0.01;
        assertThat(Tails.shareAtLeast(n, n, p * calls, (1 - p) * calls))
                .isLessThanOrEqualTo(Tails.shareAtLeast(n, n, p * calls * 2, (1 - p) * calls * 2) + 1e-9);
    }

    @Test
    void threeOfThreeAfterNoneOfAHundredAreTheProductOfTheirChances() {
        double chance = (0.5 * 1.5 * 2.5) / (101 * 102 * 103);
        assertThat(Tails.shareAtLeast(3, 3, 0.5, 100.5)).isCloseTo(-Math.log(chance), within(1e-9));
    }

    @Test
    void aShareThatCannotBeIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tails.shareAtLeast(4, 3, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tails.shareAtLeast(1, 3, 0, 1));
    }

    @Property
    void aPaceThatHardlyWaversIsPoissonAndNeverClaimsMore(
            @ForAll @IntRange(min = 0, max = 300) int k, @ForAll @DoubleRange(min = 0.1, max = 200) double mean) {
        double nats = Tails.count(k, mean, 1e9);
        double exact = k > mean
                ? PoissonDistribution.of(mean).survivalProbability(k - 1)
                : PoissonDistribution.of(mean).cumulativeProbability(k);
        assertThat(Math.exp(-nats) * 1.001).isGreaterThanOrEqualTo(exact);
    }

    @Test
    void aPaceThatWaversSurprisesLessHoweverManyCallsThereAre() {
        assertThat(Tails.count(1500, 1000, 1e9)).isGreaterThan(90);
        assertThat(Tails.count(1500, 1000, 100)).isLessThan(10);
        assertThat(Tails.count(0, 30, 400)).isCloseTo(29, within(0.1));
        assertThat(Tails.count(5, 0, 400)).isZero();
    }

    @Property
    void logGammaIsTheLogarithmOfTheFactorial(@ForAll @IntRange(min = 1, max = 150) int n) {
        double log = 0;
        for (int i = 2; i < n; i++) {
            log += Math.log(i);
        }
        assertThat(Tails.logGamma(n)).isCloseTo(log, within(1e-9));
    }
}
