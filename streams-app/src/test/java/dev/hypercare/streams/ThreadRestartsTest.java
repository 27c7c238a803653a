package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadRestartsTest {
    private final ThreadRestarts restarts = new ThreadRestarts();

    @Test
    void waitsLongerEachTimeUpToABound() {
        Duration before = Duration.ZERO;
        for (int i = 0; i < ThreadRestarts.LIMIT; i++) {
            Duration pause = restarts.died(i);
            assertThat(pause).isBetween(before, Duration.ofSeconds(10));
            before = pause;
        }
        assertThat(before).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void givesUpWhenTooManyDieInAShortTime() {
        for (int i = 0; i < ThreadRestarts.LIMIT; i++) {
            assertThat(restarts.died(i)).isPositive();
        }
        assertThat(restarts.died(ThreadRestarts.LIMIT)).isNegative();
    }

    @Test
    void forgetsDeathsOfLongAgo() {
        for (int i = 0; i < 10 * ThreadRestarts.LIMIT; i++) {
            assertThat(restarts.died(i * ThreadRestarts.WITHIN.toMillis() * 2)).isEqualTo(Duration.ofMillis(100));
        }
    }
}
