package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventClockTest {
    private final EventClock clock = new EventClock(2);

    @Test
    void timeIsThatOfTheSlowestPartition() {
        clock.tick(0, 5000, 0);
        assertThat(clock.now()).isEqualTo(EventClock.NONE);
        clock.tick(1, 3000, 0);
        assertThat(clock.now()).isEqualTo(3000);
        clock.tick(1, 9000, 0);
        assertThat(clock.now()).isEqualTo(5000);
        assertThat(clock.ofAll()).isEqualTo(5000);
    }

    @Test
    void aPartitionThatIsSilentForHalfAMinuteWhileTheOtherIsHeardHoldsUpNothingButTheWatchdog() {
        clock.tick(0, 1000, 0);
        clock.tick(1, 1000, 0);
        for (int second = 2; second <= 30; second++) {
            clock.tick(0, second * 1000L, second * 1000L - 1000);
        }
        assertThat(clock.now()).isEqualTo(1000);
        clock.tick(0, 31_000, 30_000);
        assertThat(clock.now()).isEqualTo(31_000);
        assertThat(clock.ofAll()).isEqualTo(1000);
        clock.tick(1, 2000, 30_500);
        assertThat(clock.now()).as("time never goes back").isEqualTo(31_000);
    }

    @Test
    void whileTheOthersAreBehindASilentPartitionIsWaitedForTenMinutes() {
        long behind = 3_600_000;
        clock.tick(0, 1000, behind);
        clock.tick(1, 1000, behind);
        for (int second = 1; second < 600; second++) {
            clock.tick(0, 1000 + second * 1000L, behind + second * 1000L);
        }
        assertThat(clock.now()).isEqualTo(1000);
        clock.tick(0, 601_000, behind + 600_000);
        assertThat(clock.now()).isEqualTo(601_000);
    }

    @Test
    void aSilentPartitionIsLeftBehindAsSoonAsTheOthersComeToThePresent() {
        clock.tick(0, 1000, 3_600_000);
        clock.tick(1, 1000, 3_600_000);
        for (int second = 1; second < 40; second++) {
            clock.tick(0, 1000 + second * 1000L, 3_600_000 + second * 1000L);
        }
        clock.tick(0, 3_580_000, 3_640_001);
        assertThat(clock.now()).isEqualTo(1000);
        clock.tick(0, 3_580_001, 3_640_001);
        assertThat(clock.now()).isEqualTo(3_580_001);
    }

    @Test
    void aPauseOfTheDeskIsNotASilenceOfPartitions() {
        clock.tick(0, 1000, 0);
        clock.tick(1, 1000, 0);
        EventClock after = new EventClock(2);
        after.restore(clock.toBytes());
        after.tick(0, 500_000, 3_600_000);
        after.tick(0, 900_000, 3_600_010);
        assertThat(after.now()).isEqualTo(1000);
        assertThat(after.lag()).isEqualTo(3_599_010);
        after.tick(1, 800_000, 3_600_020);
        assertThat(after.now()).isEqualTo(800_000);
    }
}
