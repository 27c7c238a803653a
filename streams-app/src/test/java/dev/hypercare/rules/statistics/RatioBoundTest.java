package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioBoundTest {
    /** What few failures prove against 99.9 %, in budgets. */
    @ParameterizedTest
    @CsvSource({"1, 10, 5.1", "2, 10, 36.8", "2, 60, 6.0", "3, 60, 13.8", "5, 100, 19.9"})
    void fewFailuresProveFarLessThanTheirRatio(long failed, long calls, double budgets) {
        assertThat(RatioBound.lower(failed, calls, 0.95) / 0.001).isCloseTo(budgets, within(0.05));
    }

    /** The definition: at the lower bound, seeing so many or more has just the chance that was asked for. */
    @Property(tries = 300)
    void atTheLowerBoundTheExactTailIsWhatTheConfidenceLeaves(
            @ForAll @IntRange(min = 1, max = 2000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double part,
            @ForAll @Scale(4) @DoubleRange(min = 0.5, max = 0.9999) double confidence) {
        int k = Math.max(1, (int) (part * n));
        double lower = RatioBound.lower(k, n, confidence);
        double tail = BinomialDistribution.of(n, lower).survivalProbability(k - 1);
        assertThat(tail).isCloseTo(1 - confidence, within(1e-5));
        assertThat(lower).isLessThanOrEqualTo((double) k / n);
    }

    @Property(tries = 300)
    void theUpperBoundIsTheLowerOneOfTheOthers(
            @ForAll @IntRange(min = 1, max = 2000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double part) {
        int k = (int) (part * n);
        assertThat(RatioBound.upper(k, n, 0.95)).isCloseTo(1 - RatioBound.lower(n - k, n, 0.95), within(1e-8));
    }

    @Property
    void isAboveIsTheSameAsComparing(
            @ForAll @IntRange(min = 0, max = 100_000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double part,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 0.2) double ratio,
            @ForAll @Scale(4) @DoubleRange(min = 0.5, max = 0.9999) double confidence) {
        int k = (int) (part * part * part * n);
        double lower = RatioBound.lower(k, n, confidence);
        Assume.that(Math.abs(lower - ratio) > 1e-7);
        assertThat(RatioBound.isAbove(k, n, ratio, confidence)).isEqualTo(lower > ratio);
    }

    @Test
    void nothingSeenProvesNothing() {
        assertThat(RatioBound.lower(0, 0, 0.95)).isZero();
        assertThat(RatioBound.upper(0, 0, 0.95)).isOne();
        assertThat(RatioBound.isAbove(0, 0, 0, 0.95)).isFalse();
        assertThat(RatioBound.lower(0, 1000, 0.95)).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioBound.lower(2, 1, 0.95))
                .withMessage("2 of 1 (expected: 0 to 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioBound.isAbove(1, 2, 0.1, 95))
                .withMessageContaining("confidence 95.0");
    }
}
