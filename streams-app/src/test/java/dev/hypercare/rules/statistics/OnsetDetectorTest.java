package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OnsetDetectorTest {
    /** A named baseline is usable from minute 0. */
    @Property(tries = 100)
    void speaksFromTheFirstResidualsOnEitherWay(
            @ForAll @DoubleRange(min = 5, max = 1e9) double residual, @ForAll boolean up) {
        OnsetDetector detector = new OnsetDetector();
        int onsets = 0;
        for (int i = 0; i < 4; i++) {
            onsets += detector.observe(up ? residual : -residual) ? 1 : 0;
        }
        assertThat(onsets).isOne();
        assertThat(detector.likelihood()).isGreaterThan(3);
        assertThat(detector.isArmed()).isFalse();
    }

    @Test
    void isSilentOnNormalResiduals() {
        Random random = new Random(1);
        OnsetDetector detector = new OnsetDetector();
        int onsets = 0;
        for (int i = 0; i < 20_000; i++) {
            onsets += detector.observe(random.nextGaussian()) ? 1 : 0;
        }
        assertThat(onsets).isLessThanOrEqualTo(2);
    }

    @Test
    void aSeriesThatNeverMovedIsNotSurprisedByWhatOthersDoAllTheTime() {
        OnsetDetector detector = new OnsetDetector();
        for (int i = 0; i < 5000; i++) {
            assertThat(detector.observe(0)).isFalse();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(detector.observe(1)).isFalse();
        }
    }

    @Test
    void isArmedAgainAfterAHundredOrdinaryResiduals() {
        OnsetDetector detector = new OnsetDetector();
        StringBuilder onsets = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            boolean unusual = i >= 300 && i < 310 || i >= 350 && i < 360 || i >= 700 && i < 710;
            if (detector.observe(unusual ? 8 : i % 2)) {
                onsets.append(i / 50).append(' ');
            }
        }
        assertThat(onsets).hasToString("6 14 ");
    }

    @Test
    void passesOverWhatWasNotMeasured() {
        OnsetDetector detector = new OnsetDetector();
        byte[] before = bytes(detector);
        assertThat(detector.observe(Double.NaN)).isFalse();
        assertThat(bytes(detector)).isEqualTo(before);
    }

    @Property(tries = 100)
    void goesOnFromItsBytesAsIfNothingHadHappened(@ForAll Random random, @ForAll @IntRange(max = 400) int cut) {
        OnsetDetector straight = new OnsetDetector();
        OnsetDetector restored = new OnsetDetector();
        for (int i = 0; i < 400; i++) {
            if (i == cut) {
                byte[] bytes = bytes(restored);
                assertThat(bytes).hasSizeLessThan(50);
                restored = new OnsetDetector().restore(ByteBuffer.wrap(bytes));
            }
            double residual = random.nextGaussian() * (i % 130 > 120 ? 6 : 1);
            assertThat(restored.observe(residual)).isEqualTo(straight.observe(residual));
            assertThat(restored.likelihood()).isEqualTo(straight.likelihood());
        }
        assertThat(bytes(restored)).isEqualTo(bytes(straight));
    }

    private static byte[] bytes(OnsetDetector detector) {
        BinaryWriter writer = new BinaryWriter();
        detector.write(writer);
        return writer.toBytes();
    }
}
