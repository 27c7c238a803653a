package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.rules.statistics.DriftDetector.Drift;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {
    private static final long MINUTE = 60_000;

    /** Latency that grows 1 % a minute, with a noise of 10 %: a tenth of a standard deviation a step. */
    @Property(tries = 100, seed = "100")
    void findsASlowDriftEitherWayWellBeforeAStepShowsIt(@ForAll Random random, @ForAll boolean up) {
        DriftDetector detector = new DriftDetector();
        for (int i = 0; i < 100; i++) {
            assertThat(detector.observe(i * MINUTE, random.nextGaussian() * 0.5))
                    .isNull();
        }
        for (int i = 100; i < 160; i++) {
            double drift = (i - 100) * 0.1;
            Drift found = detector.observe(i * MINUTE, (up ? drift : -drift) + random.nextGaussian());
            if (found != null) {
                assertThat(found.up()).isEqualTo(up);
                assertThat(i).isBetween(104, 140);
                return;
            }
        }
        throw new AssertionError("a drift of 6 standard deviations was not found");
    }

    @Test
    void tellsSinceWhenAndHowSteep() {
        DriftDetector detector = new DriftDetector();
        Drift found = null;
        for (int i = 0; found == null; i++) {
            found = detector.observe(i * MINUTE, i < 50 ? 0 : (i - 50) * 0.1);
        }
        assertThat(found.since()).isBetween(50 * MINUTE, 60 * MINUTE);
        assertThat(found.slope()).isCloseTo(0.1, within(0.02));
    }

    @Test
    void speaksOnceAndIsArmedAgainWhenResidualsAreOrdinary() {
        DriftDetector detector = new DriftDetector();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double residual = i % 500 >= 300 && i % 500 < 400 ? 2 : 0;
            if (detector.observe(i * MINUTE, residual) != null) {
                found.add(i);
            }
            if (i == 399) {
                assertThat(detector.isDrifting()).isTrue();
            }
        }
        assertThat(found).containsExactly(308, 808);
        assertThat(detector.isDrifting()).isFalse();
    }

    @Property(tries = 30, seed = "30")
    void isSilentOnNoiseAndOnSingleOutliers(@ForAll Random random) {
        DriftDetector detector = new DriftDetector();
        for (int i = 0; i < 1000; i++) {
            double residual = i % 50 == 49 ? 40 : random.nextGaussian() * 0.7;
            assertThat(detector.observe(i * MINUTE, residual)).isNull();
        }
    }

    @Property(tries = 100)
    void goesOnFromItsBytesAsIfNothingHadHappened(@ForAll Random random, @ForAll @IntRange(max = 300) int cut) {
        DriftDetector straight = new DriftDetector(0.25, 5);
        DriftDetector restored = new DriftDetector(0.25, 5);
        for (int i = 0; i < 300; i++) {
            if (i == cut) {
                byte[] bytes = bytes(restored);
                assertThat(bytes).hasSizeLessThan(160);
                restored = new DriftDetector(0.25, 5).restore(ByteBuffer.wrap(bytes));
            }
            double residual = random.nextGaussian() + (i / 100 == 1 ? 1 : 0);
            assertThat(restored.observe(i, residual)).isEqualTo(straight.observe(i, residual));
        }
        assertThat(bytes(restored)).isEqualTo(bytes(straight));
    }

    private static byte[] bytes(DriftDetector detector) {
        BinaryWriter writer = new BinaryWriter();
        detector.write(writer);
        return writer.toBytes();
    }
}
