package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.rules.statistics.AnomalyDetector.Settings;
import dev.hypercare.rules.statistics.AnomalyDetector.Sight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {
    private static final long STEP = 300_000;
    private static final int DAY = 288;
    /** A Monday, 00:00 UTC. */
    private static final long MONDAY = 1_699_833_600_000L;

    /** Chance alone makes fewer than two onsets in a year of such a series, of 105,120 values. */
    @Test
    void isHardlyEverWrongAboutADayThatRepeatsWithNoise() {
        int onsets = 0;
        for (int seed = 0; seed < 100; seed++) {
            onsets += onsets(daily(seed)).size();
        }
        assertThat(onsets).isLessThan(12);
    }

    @Property(tries = 20, seed = "20")
    void findsAJumpEitherWayWithinAFewValuesAndTellsItOnce(
            @ForAll @LongRange(max = 10_000) long seed,
            @ForAll @IntRange(min = 9 * DAY, max = 13 * DAY) int from,
            @ForAll boolean up) {
        double[] values = daily(seed);
        for (int i = from; i < from + 40; i++) {
            values[i] += up ? 150 : -150;
        }
        assertThat(onsets(values))
                .filteredOn(at -> at >= from && at < from + DAY)
                .singleElement()
                .satisfies(at -> assertThat(at).isBetween(from, from + 8));
    }

    @Property(tries = 20, seed = "20")
    void anOutageDoesNotBecomeUsual(
            @ForAll @LongRange(max = 10_000) long seed, @ForAll @DoubleRange(min = -3, max = 3) double factor) {
        AnomalyDetector detector = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL);
        double[] values = daily(seed);
        int from = 10 * DAY + 100;
        for (int i = 0; i < from + 12; i++) {
            detector.observe(MONDAY + i * STEP, i < from ? values[i] : factor * 100);
        }
        Sight usual = detector.observe(MONDAY + (from + 12) * STEP, values[from + 12]);
        assertThat(Math.abs(usual.residual())).isLessThan(6);
    }

    @Test
    void isArmedAgainAfterItWasCalm() {
        double[] values = daily(1);
        for (int i = 0; i < 20; i++) {
            values[9 * DAY + i] += 300;
            values[11 * DAY + i] += 300;
        }
        List<Integer> onsets = onsets(values);
        assertThat(onsets).hasSize(2);
        assertThat(onsets.get(1) - onsets.get(0)).isBetween(2 * DAY - 10, 2 * DAY + 10);
    }

    @Test
    void saysNothingOfASeriesThatNeverMoves() {
        double[] values = new double[3000];
        Arrays.fill(values, 42);
        assertThat(onsets(values)).isEmpty();
        Arrays.fill(values, 2000, 3000, 43);
        assertThat(onsets(values)).hasSize(1);
    }

    @Property(tries = 60)
    void goesOnFromItsBytesAsIfNothingHadHappened(@ForAll Random random, @ForAll @IntRange(max = 1500) int cut) {
        AnomalyDetector straight = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL);
        AnomalyDetector restored = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL);
        for (int i = 0; i < 1500; i++) {
            if (i == cut) {
                byte[] bytes = bytes(restored);
                assertThat(bytes).hasSizeLessThan(1500);
                restored = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL).restore(ByteBuffer.wrap(bytes));
            }
            long at = MONDAY + i * STEP;
            double value = random.nextGaussian() * (i % 400 > 380 ? 9 : 1);
            assertThat(restored.observe(at, value)).isEqualTo(straight.observe(at, value));
        }
        assertThat(bytes(restored)).isEqualTo(bytes(straight));
    }

    @Property(tries = 60)
    void everythingIsFiniteWhateverItSees(@ForAll List<@DoubleRange(min = -1e12, max = 1e12) Double> values) {
        AnomalyDetector detector = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < values.size(); i++) {
                Sight sight = detector.observe(MONDAY + (round * values.size() + i) * STEP, values.get(i));
                assertThat(sight.residual()).isFinite();
                assertThat(sight.likelihood()).isFinite().isNotNegative();
            }
        }
    }

    @Test
    void passesOverWhatWasNotMeasured() {
        AnomalyDetector detector = new AnomalyDetector(Scale.LOG, STEP, Settings.USUAL);
        for (int i = 0; i < 100; i++) {
            detector.observe(MONDAY + i * STEP, 80 + i % 7);
        }
        byte[] before = bytes(detector);
        assertThat(detector.observe(MONDAY + 100 * STEP, Double.NaN).onset()).isFalse();
        assertThat(detector.observe(MONDAY + 100 * STEP, Double.POSITIVE_INFINITY)
                        .onset())
                .isFalse();
        assertThat(bytes(detector)).isEqualTo(before);
    }

    @Test
    void stopsAtBytesOfALayoutThatItDoesNotKnow() {
        assertThatExceptionOfType(UnknownLayout.class)
                .isThrownBy(() -> new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL)
                        .restore(ByteBuffer.wrap(new byte[] {9})));
    }

    /** Two weeks of values from 100 to 300, the most at noon, with a noise of 10. */
    private static double[] daily(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 14 * DAY)
                .mapToDouble(i -> 200 - 100 * Math.cos(2 * Math.PI * (i % DAY) / DAY) + random.nextGaussian() * 10)
                .toArray();
    }

    private static List<Integer> onsets(double... values) {
        AnomalyDetector detector = new AnomalyDetector(Scale.PLAIN, STEP, Settings.USUAL);
        List<Integer> onsets = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (detector.observe(MONDAY + i * STEP, values[i]).onset()) {
                onsets.add(i);
            }
        }
        return onsets;
    }

    private static byte[] bytes(AnomalyDetector detector) {
        BinaryWriter writer = new BinaryWriter();
        detector.write(writer);
        return writer.toBytes();
    }
}
