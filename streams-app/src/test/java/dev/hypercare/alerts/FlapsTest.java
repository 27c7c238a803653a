package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FlapsTest {
    private static final FlappingLimits LIMITS = new FlappingLimits(Duration.ofMinutes(1), 30, 20);

    @Test
    void theNewestChangeWeighsMostAndTheOldestLeast() {
        assertThat(new Flaps(0b1, 0, false).percent()).isCloseTo(1.25 / 20 * 100, within(1e-9));
        assertThat(new Flaps(1 << 20, 0, false).percent()).isCloseTo(0.75 / 20 * 100, within(1e-9));
        assertThat(new Flaps(0b010101010101010101010, 0, false).percent()).isCloseTo(100, within(1e-9));
        assertThat(Flaps.NONE.percent()).isZero();
    }

    @Test
    void startsWithTheSixthChangeInARowAndStopsWhenItHasBeenQuiet() {
        Flaps flaps = Flaps.NONE;
        for (int change = 1; change <= 6; change++) {
            assertThat(flaps.flapping()).isFalse();
            flaps = flaps.seen(change % 2 == 1, change * 1000L, LIMITS);
        }
        assertThat(flaps.flapping()).isTrue();
        assertThat(flaps.until(6000 + 15 * 60_000, LIMITS).flapping()).isTrue();
        assertThat(flaps.until(6000 + 16 * 60_000, LIMITS).flapping()).isFalse();
        assertThat(flaps.until(6000 + 21 * 60_000, LIMITS).isQuiet()).isTrue();
    }

    @Test
    void aVerdictThatSaysTheSameIsNoChange() {
        Flaps flaps = Flaps.NONE.seen(true, 1000, LIMITS);
        assertThat(flaps.seen(true, 2000, LIMITS)).isEqualTo(flaps);
    }

    /** When time is looked at does not matter. */
    @Property
    void stepsOfTimeAddUp(
            @ForAll @IntRange(min = 0, max = (1 << 21) - 1) int states,
            @ForAll @LongRange(min = 0, max = 2_000_000) long between,
            @ForAll @LongRange(min = 0, max = 2_000_000) long more) {
        Flaps flaps = new Flaps(states, 0, true);
        assertThat(flaps.until(between, LIMITS).until(between + more, LIMITS))
                .isEqualTo(flaps.until(between + more, LIMITS));
    }
}
