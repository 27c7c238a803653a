package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurgeDetectorTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final long MILLIS = WINDOW.toMillis();

    private final SurgeDetector detector = new SurgeDetector(SurgeLimits.defaults(), WINDOW);

    @Test
    void nothingIsASurgeBeforeSixWindowsAreKnown() {
        assertThat(detector.look(usual(20, 20, 20, 20, 20), 1000, false).holds())
                .isFalse();
        assertThat(detector.look(usual(20, 20, 20, 20, 20, 20), 1000, false).holds())
                .isTrue();
    }

    @Test
    void aFewCallsAreNoSurgeHoweverRareThePatternIs() {
        assertThat(detector.look(usual(0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 9, false).holds())
                .isFalse();
        assertThat(detector.look(usual(0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 30, false).holds())
                .isTrue();
    }

    @Test
    void whatComesInBurstsHasToComeMuchMoreOften() {
        Usual even = usual(20, 21, 19, 20, 22, 18, 20, 20, 21, 19, 20, 20);
        Usual bursts = usual(0, 0, 120, 0, 0, 0, 120, 0, 0, 0, 0, 0);
        assertThat(Math.abs(even.mean() - bursts.mean())).isLessThan(8);
        assertThat(detector.look(even, 90, false).holds()).isTrue();
        assertThat(detector.look(bursts, 90, false).holds()).isFalse();
    }

    @Test
    void aSurgeEndsWhenHalfOfWhatMakesOneIsLeft() {
        Usual usual = usual(20, 20, 20, 20, 20, 20);
        assertThat(detector.look(usual, 31, true).holds()).isTrue();
        assertThat(detector.look(usual, 29, true).holds()).isFalse();
    }

    @Test
    void callsByChanceAloneMakeNoSurge() {
        Random random = new Random(3);
        int surges = 0;
        for (int run = 0; run < 200; run++) {
            Usual usual = Usual.from(0, MILLIS);
            double rate = StrictMath.exp(random.nextDouble() * 6 - 1);
            for (int window = 0; window < 300; window++) {
                long calls = poisson(rate, random);
                surges += detector.look(usual, calls, false).holds() ? 1 : 0;
                usual = usual.add(calls).upTo((window + 1) * MILLIS, MILLIS, detector.left());
            }
        }
        assertThat(surges).isZero();
    }

    @Test
    void panesByChanceAloneMakeNoSurgeEither() {
        SurgeDetector panes = new SurgeDetector(SurgeLimits.defaults().ofPanes(WINDOW), Duration.ofSeconds(10));
        Random random = new Random(5);
        int surges = 0;
        for (int run = 0; run < 30; run++) {
            Usual usual = Usual.from(0, 10_000);
            double rate = StrictMath.exp(random.nextDouble() * 6 - 3);
            for (int pane = 0; pane < 5000; pane++) {
                long calls = poisson(rate, random);
                surges += panes.look(usual, calls, false).holds() ? 1 : 0;
                usual = usual.add(calls).upTo((pane + 1) * 10_000L, 10_000, panes.left());
            }
        }
        assertThat(surges).isZero();
    }

    @Test
    void aPaneIsASurgeOnlyAfterAsLongAsAWindowHasToBeKnown() {
        SurgeDetector panes = new SurgeDetector(SurgeLimits.defaults().ofPanes(WINDOW), Duration.ofSeconds(10));
        Usual usual = Usual.from(0, 10_000).add(1);
        assertThat(panes.look(usual.upTo(1_790_000, 10_000, panes.left()), 50, false)
                        .holds())
                .isFalse();
        assertThat(panes.look(usual.upTo(1_800_000, 10_000, panes.left()), 50, false)
                        .holds())
                .isTrue();
        assertThat(panes.look(usual.upTo(1_800_000, 10_000, panes.left()), 9, false)
                        .holds())
                .isFalse();
    }

    @Test
    void windowsWithoutCallsAreGoneThroughAtOnceWithTheSameResult() {
        Usual at = usual(7, 0, 3);
        Usual step = at;
        for (int window = 4; window <= 40; window++) {
            step = step.upTo(window * MILLIS, MILLIS, detector.left());
        }
        Usual jump = at.upTo(40 * MILLIS, MILLIS, detector.left());
        assertThat(jump.windows()).isEqualTo(step.windows()).isEqualTo(40);
        assertThat(jump.mean()).isCloseTo(step.mean(), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(jump.weight()).isCloseTo(step.weight(), org.assertj.core.data.Offset.offset(1e-9));
    }

    private Usual usual(long... calls) {
        Usual usual = Usual.from(0, MILLIS);
        for (int i = 0; i < calls.length; i++) {
            usual = usual.add(calls[i]).upTo((i + 1) * MILLIS, MILLIS, detector.left());
        }
        return usual;
    }

    private static long poisson(double rate, Random random) {
        double limit = StrictMath.exp(-rate);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
