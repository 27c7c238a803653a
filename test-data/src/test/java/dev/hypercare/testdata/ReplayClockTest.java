package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReplayClockTest {
    /** Ten minutes from 1,000,000 on, replayed from 50,000,000 on at 20 times the speed. */
    private final ReplayClock clock = new ReplayClock(1_000_000, 1_600_000, 50_000_000, 20);

    @Test
    void theLastCompletionFallsOnTheEndOfTheReplay() {
        assertThat(clock.endWall()).isEqualTo(50_030_000);
        assertThat(clock.shifted(1_600_000)).isEqualTo(50_030_000);
        assertThat(clock.shifted(1_000_000)).isEqualTo(50_030_000 - 600_000);
    }

    @Test
    void eventTimeRunsAsFastAsTheReplayAndThenIsTheWallClock() {
        assertThat(clock.now(50_000_000)).isEqualTo(clock.shifted(1_000_000));
        assertThat(clock.now(50_000_100)).isEqualTo(clock.shifted(1_002_000));
        assertThat(clock.now(50_030_000)).isEqualTo(50_030_000);
        assertThat(clock.now(50_030_100)).isEqualTo(50_030_100);
    }

    @Test
    void aLineIsDueWhenEventTimeReachesIt() {
        assertThat(clock.dueAt(1_000_000)).isEqualTo(50_000_000);
        assertThat(clock.dueAt(1_020_000)).isEqualTo(50_001_000);
        assertThat(clock.dueAt(1_600_000)).isEqualTo(50_030_000);
    }

    @Test
    void anInfiniteSpeedMakesAllDueAtOnce() {
        ReplayClock instant = new ReplayClock(1000, 9000, 50_000, Double.POSITIVE_INFINITY);

        assertThat(instant.dueAt(1000)).isEqualTo(50_000);
        assertThat(instant.dueAt(9000)).isEqualTo(50_000);
        assertThat(instant.now(50_000)).isEqualTo(50_000);
        assertThat(instant.shifted(9000)).isEqualTo(50_000);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new ReplayClock(2, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReplayClock(1, 2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReplayClock(1, 2, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aLineIsNeverDueBeforeItsEventTimeAndAtMostOneStepAfter(
            @ForAll @LongRange(min = 0, max = 3_600_000) long length,
            @ForAll @LongRange(min = 0, max = 3_600_000) long offset,
            @ForAll @DoubleRange(min = 0.1, max = 1000) double speed) {
        ReplayClock any = new ReplayClock(7_000, 7_000 + length, 1_795_341_600_000L, speed);
        long at = 7_000 + Math.min(offset, length);

        long behind = any.now(any.dueAt(at)) - any.shifted(at);

        assertThat(behind).isBetween(0L, (long) Math.ceil(speed) + 1);
        assertThat(any.dueAt(at)).isBetween(any.startWall(), any.endWall());
    }
}
