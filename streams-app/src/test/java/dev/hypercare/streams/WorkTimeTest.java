package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkTimeTest {
    private static final long SECOND = 1_000_000_000L;

    private final WorkTime time = new WorkTime(Duration.ofSeconds(10));

    @BeforeEach
    void commit() {
        WorkTime.begin();
    }

    @Test
    void isOverAfterAFifthOfTheTimeoutAndBeginsAnewAfterACommit() {
        assertThat(time.isLeft(5 * SECOND)).isTrue();
        assertThat(time.isLeft(7 * SECOND - 1)).isTrue();
        assertThat(time.isLeft(7 * SECOND)).isFalse();
        WorkTime.begin();
        assertThat(time.isLeft(100 * SECOND)).isTrue();
        assertThat(time.isLeft(102 * SECOND)).isFalse();
    }

    @Test
    void isOneForAllTasksOfAThread() {
        assertThat(time.isLeft(0)).isTrue();
        assertThat(new WorkTime(Duration.ofSeconds(10)).isLeft(2 * SECOND)).isFalse();
    }

    @Test
    void thoseThatHadWorkLeftOverShareTheNextTurnInEqualParts() {
        WorkTime other = new WorkTime(Duration.ofSeconds(10));
        assertThat(time.isLeft(0)).isTrue();
        assertThat(time.isLeft(2 * SECOND)).isFalse();
        assertThat(other.isLeft(2 * SECOND)).isFalse();
        WorkTime.begin();
        assertThat(time.isLeft(10 * SECOND)).isTrue();
        assertThat(time.isLeft(11 * SECOND)).isFalse();
        assertThat(other.isLeft(11 * SECOND)).isTrue();
        assertThat(other.isLeft(12 * SECOND - 1)).isTrue();
        assertThat(other.isLeft(12 * SECOND)).isFalse();
        WorkTime.begin();
        assertThat(time.isLeft(20 * SECOND)).isTrue();
        assertThat(time.isLeft(21 * SECOND - 1)).isTrue();
        assertThat(other.isLeft(21 * SECOND - 1)).as("done in time").isTrue();
        assertThat(time.isLeft(21 * SECOND)).isFalse();
        WorkTime.begin();
        assertThat(time.isLeft(30 * SECOND)).isTrue();
        assertThat(time.isLeft(32 * SECOND - 1)).as("alone again").isTrue();
    }

    @Test
    void goesOnAlsoWhereTheClockOfTheMachineHasPassedItsLargestNumber() {
        assertThat(time.isLeft(Long.MAX_VALUE)).isTrue();
        assertThat(time.isLeft(Long.MAX_VALUE + SECOND)).isTrue();
        assertThat(time.isLeft(Long.MAX_VALUE + 3 * SECOND)).isFalse();
    }
}
