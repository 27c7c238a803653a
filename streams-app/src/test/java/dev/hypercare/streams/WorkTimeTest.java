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
    void goesOnAlsoWhereTheClockOfTheMachineHasPassedItsLargestNumber() {
        assertThat(time.isLeft(Long.MAX_VALUE)).isTrue();
        assertThat(time.isLeft(Long.MAX_VALUE + SECOND)).isTrue();
        assertThat(time.isLeft(Long.MAX_VALUE + 3 * SECOND)).isFalse();
    }
}
