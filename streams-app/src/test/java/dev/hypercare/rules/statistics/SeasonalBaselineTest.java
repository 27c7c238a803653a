package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeasonalBaselineTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** A Monday, 00:00 UTC. */
    private static final long MONDAY = 1_699_833_600_000L;

    private static final byte[] A_WEEK = bytes(learned(Scale.COUNT, Cycle.DAY, 7, 5));

    @Test
    void learnsTheShapeOfADay() {
        SeasonalBaseline baseline = learned(Scale.COUNT, Cycle.DAY, 7, 1);
        for (int hour = 0; hour < 24; hour++) {
            long at = MONDAY + 7 * DAY + hour * HOUR;
            Expectation expected = baseline.expected(at);
            assertThat(expected.learned()).isOne();
            assertThat(expected.value()).isCloseTo(traffic(at), within(0.1 * traffic(at)));
            assertThat(Math.abs(expected.residual(traffic(at)))).isLessThan(2);
            assertThat(expected.residual(3 * traffic(at))).isGreaterThan(8);
            assertThat(expected.residual(0)).isLessThan(-8);
            assertThat(expected.at(3)).isGreaterThan(expected.value());
            assertThat(expected.residual(expected.at(3))).isCloseTo(3, within(1e-6));
        }
    }

    @Test
    void anExpectationNeverJumpsFromOneSlotToTheNext() {
        SeasonalBaseline baseline = learned(Scale.PLAIN, Cycle.DAY_TYPE, 14, 1);
        double before = baseline.expected(MONDAY + 14 * DAY).middle();
        for (long at = MONDAY + 14 * DAY; at < MONDAY + 21 * DAY; at += MINUTE) {
            double now = baseline.expected(at).middle();
            // In an hour it moves by no more than the traffic does, and by some noise.
            assertThat(Math.abs(now - before)).isLessThan(40.0 / 60 + 0.5);
            before = now;
        }
    }

    @Test
    void weekendsAreTheirOwn() {
        SeasonalBaseline baseline = new SeasonalBaseline(Scale.PLAIN, Cycle.DAY_TYPE, 10 * MINUTE);
        for (long at = MONDAY; at < MONDAY + 21 * DAY; at += 10 * MINUTE) {
            baseline.learn(at, (at - MONDAY) / DAY % 7 >= 5 ? 10 : 100);
        }
        assertThat(baseline.expected(MONDAY + 23 * DAY + 12 * HOUR).value()).isCloseTo(100, within(1e-3));
        assertThat(baseline.expected(MONDAY + 26 * DAY + 12 * HOUR).value()).isCloseTo(10, within(1e-3));
    }

    /** An hour without calls, or with ten times as many, or anything between: all there are, so many tries are every hour with every tenth. */
    @Property(tries = 2424)
    void anOutageDoesNotBecomeTheBaseline(
            @ForAll @IntRange(max = 100) int tenths, @ForAll @IntRange(max = 23) int hour) {
        double factor = tenths / 10.0;
        SeasonalBaseline baseline = SeasonalBaseline.read(ByteBuffer.wrap(A_WEEK));
        long outage = MONDAY + 7 * DAY + hour * HOUR;
        Expectation before = baseline.expected(outage + DAY + HOUR / 2);
        for (long at = outage; at < outage + HOUR; at += 5 * MINUTE) {
            baseline.learn(at, factor * traffic(at));
        }
        Expectation after = baseline.expected(outage + DAY + HOUR / 2);
        assertThat(Math.abs(after.middle() - before.middle())).isLessThan(2 * before.deviation());
        assertThat(after.deviation()).isLessThan(3 * before.deviation());
    }

    @Test
    void whatStaysBecomesTheBaselineInTheEnd() {
        SeasonalBaseline baseline = learned(Scale.COUNT, Cycle.DAY, 7, 5);
        for (long at = MONDAY + 7 * DAY; at < MONDAY + 28 * DAY; at += 5 * MINUTE) {
            baseline.learn(at, 3 * traffic(at));
        }
        long noon = MONDAY + 28 * DAY + 12 * HOUR;
        assertThat(baseline.expected(noon).value()).isCloseTo(3 * traffic(noon), within(0.1 * traffic(noon)));
    }

    @Test
    void aNewSeriesIsExpectedToGoOnAsInTheLastHour() {
        SeasonalBaseline baseline = new SeasonalBaseline(Scale.LOG, Cycle.WEEK, MINUTE);
        for (int i = 0; i < 90; i++) {
            baseline.learn(MONDAY + i * MINUTE, 80 + i % 7);
        }
        Expectation expected = baseline.expected(MONDAY + 95 * MINUTE);
        assertThat(expected.learned()).isLessThan(0.5);
        assertThat(expected.value()).isCloseTo(83, within(3.0));
        assertThat(expected.residual(800)).isGreaterThan(8);
    }

    @Test
    void passesOverWhatWasNotMeasured() {
        SeasonalBaseline baseline = learned(Scale.COUNT, Cycle.DAY, 1, 10);
        byte[] before = bytes(baseline);
        baseline.learn(MONDAY + DAY, Double.NaN);
        assertThat(bytes(baseline)).isEqualTo(before);
    }

    @Test
    void itIsSmall() {
        assertThat(bytes(learned(Scale.COUNT, Cycle.WEEK, 14, 5))).hasSizeLessThan(2300);
        assertThat(bytes(learned(Scale.COUNT, Cycle.DAY_TYPE, 14, 5))).hasSizeLessThan(700);
    }

    @Property(tries = 100)
    void goesOnFromItsBytesAsIfNothingHadHappened(
            @ForAll Scale scale,
            @ForAll Cycle season,
            @ForAll("values") List<double[]> values,
            @ForAll @IntRange(max = 200) int cut) {
        SeasonalBaseline straight = new SeasonalBaseline(scale, season, 10 * MINUTE);
        SeasonalBaseline restored = new SeasonalBaseline(scale, season, 10 * MINUTE);
        long at = MONDAY;
        for (int i = 0; i < values.size(); i++) {
            if (i == cut) {
                restored = SeasonalBaseline.read(ByteBuffer.wrap(bytes(restored)));
            }
            at += (long) values.get(i)[0];
            straight.learn(at, values.get(i)[1]);
            restored.learn(at, values.get(i)[1]);
            assertThat(restored.expected(at + HOUR)).isEqualTo(straight.expected(at + HOUR));
        }
        assertThat(bytes(restored)).isEqualTo(bytes(straight));
    }

    @Property(tries = 100)
    void everythingIsFiniteWhateverItLearns(
            @ForAll Scale scale, @ForAll Cycle season, @ForAll("values") List<double[]> values) {
        SeasonalBaseline baseline = new SeasonalBaseline(scale, season, 10 * MINUTE);
        long at = MONDAY;
        for (double[] value : values) {
            at += (long) value[0];
            Expectation expected = baseline.expected(at);
            assertThat(expected.deviation()).isPositive().isFinite();
            assertThat(expected.residual(value[1])).isFinite();
            baseline.learn(at, value[1]);
        }
    }

    @Provide
    Arbitrary<List<double[]>> values() {
        return Combinators.combine(
                        Arbitraries.of(10.0 * MINUTE, 10.0 * MINUTE, 5.0 * HOUR, 7.5 * HOUR),
                        Arbitraries.doubles().between(0, 1e6))
                .as((gap, value) -> new double[] {gap, value})
                .list()
                .ofMaxSize(300);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SeasonalBaseline(Scale.LOG, Cycle.DAY, 0));
        assertThatExceptionOfType(UnknownLayout.class)
                .isThrownBy(() -> SeasonalBaseline.read(ByteBuffer.wrap(new byte[] {9})))
                .withMessageContaining("seasonal baselines in layout 9");
    }

    /** 100 to 500 a step, the most at noon. */
    private static double traffic(long at) {
        return 300 - 200 * Math.cos(2 * Math.PI * (at % DAY) / DAY);
    }

    private static SeasonalBaseline learned(Scale scale, Cycle season, int days, int stepMinutes) {
        Random random = new Random(7);
        SeasonalBaseline baseline = new SeasonalBaseline(scale, season, stepMinutes * MINUTE);
        for (long at = MONDAY; at < MONDAY + days * DAY; at += stepMinutes * MINUTE) {
            baseline.learn(at, Math.max(0, traffic(at) + random.nextGaussian() * Math.sqrt(traffic(at))));
        }
        return baseline;
    }

    private static byte[] bytes(SeasonalBaseline baseline) {
        BinaryWriter writer = new BinaryWriter();
        baseline.write(writer);
        return writer.toBytes();
    }
}
