package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.LatencyHistogram;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramShiftTest {
    /** Durations of at most 100 us have a bucket each, so the distance can be counted from the values. */
    @Property(tries = 300)
    void isTheDistanceLeftWhenAllValuesMayMoveByOneBucket(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 100) Long> before,
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 100) Long> after) {
        double slower = 0;
        double faster = 0;
        for (long x = 0; x <= 100; x++) {
            slower = Math.max(slower, upTo(before, x) - upTo(after, x + 1));
            faster = Math.max(faster, upTo(after, x) - upTo(before, x + 1));
        }
        HistogramShift shift = HistogramShift.between(histogram(before), histogram(after));
        assertThat(shift.slower()).isCloseTo(slower, within(1e-12));
        assertThat(shift.faster()).isCloseTo(faster, within(1e-12));
    }

    private static double upTo(List<Long> values, long limit) {
        return values.stream().filter(value -> value <= limit).count() / (double) values.size();
    }

    private static LatencyHistogram histogram(List<Long> values) {
        LatencyHistogram histogram = new LatencyHistogram();
        values.forEach(histogram::add);
        return histogram;
    }

    @Test
    void aChangeOfLessThanABucketIsNone() {
        LatencyHistogram before = new LatencyHistogram();
        LatencyHistogram after = new LatencyHistogram();
        for (int i = 0; i < 10_000; i++) {
            before.add(100_000);
            after.add(100_900);
        }
        HistogramShift shift = HistogramShift.between(before, after);
        assertThat(shift.slower()).isZero();
        assertThat(shift.pValue()).isOne();
    }

    /** Counts the ways two samples of the same can be mixed: the exact distribution of the distance. */
    @Property(tries = 200)
    void neverClaimsMoreThanTheExactDistributionOfTheDistance(
            @ForAll @IntRange(min = 1, max = 40) int n1,
            @ForAll @IntRange(min = 1, max = 40) int n2,
            @ForAll @DoubleRange(min = 0, max = 1) double distance) {
        assertThat(HistogramShift.pValue(distance, n1, n2) * (1 + 1e-9))
                .isGreaterThanOrEqualTo(exact(distance, n1, n2));
    }

    /** The chances of all first steps that are far enough, added up: what is left of 1 has no digits where they are small. */
    private static double exact(double distance, int n1, int n2) {
        double[][] ways = new double[n1 + 1][n2 + 1];
        double far = 0;
        for (int i = 0; i <= n1; i++) {
            for (int j = 0; j <= n2; j++) {
                boolean near = Math.abs((double) i / n1 - (double) j / n2) < distance - 1e-12;
                // The chance of the next value to be of one sample, so that nothing overflows.
                double first = i == 0 ? 0 : ways[i - 1][j] * (n1 - i + 1) / (n1 + n2 - i - j + 1);
                double second = j == 0 ? 0 : ways[i][j - 1] * (n2 - j + 1) / (n1 + n2 - i - j + 1);
                double here = i + j == 0 ? 1 : first + second;
                ways[i][j] = near ? here : 0;
                far += near ? 0 : here;
            }
        }
        return far;
    }

    @Test
    void findsWhatIsTenPercentSlower() {
        Random random = new Random(5);
        LatencyHistogram before = new LatencyHistogram();
        LatencyHistogram after = new LatencyHistogram();
        for (int i = 0; i < 2000; i++) {
            before.add((long) (50_000 * Math.exp(0.3 * random.nextGaussian())));
            after.add((long) (55_000 * Math.exp(0.3 * random.nextGaussian())));
        }
        HistogramShift shift = HistogramShift.between(before, after);
        assertThat(shift.slower()).isGreaterThan(shift.faster());
        assertThat(shift.pValue()).isLessThan(1e-4);
    }
}
