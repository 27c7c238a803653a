package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LearnedPatienceTest {
    private static final long PERIOD = LearnedPatience.PERIOD_MILLIS;
    private static final KpiConfig.Patience MOST =
            new KpiConfig.Patience(Duration.ofMillis(500), Duration.ofSeconds(5), true);
    private final LearnedPatience patience = new LearnedPatience(MOST);

    @Test
    void waitsAsLongAsConfiguredUntilAPeriodHasBeenSeen() {
        assertThat(waits(patience)).containsExactly(500, 5_000);
        period(patience, 0, 50, 300);
        assertThat(waits(patience)).containsExactly(500, 5_000);
    }

    @Test
    void waitsForTwiceTheLongestLagAndAQuarterMoreThanItWasOutOfOrder() {
        period(patience, 0, 280, 1_100);
        patience.time(PERIOD);
        assertThat(waits(patience)).containsExactly(350, 2_200);
    }

    @Test
    void neverLessThanWhatAHiccupTakes() {
        period(patience, 0, 0, -900);
        patience.time(PERIOD);
        assertThat(waits(patience)).containsExactly(LearnedPatience.LEAST_LATENESS, LearnedPatience.LEAST_LAG);
    }

    @Test
    void neverMoreThanConfigured() {
        period(patience, 0, 490, 4_000);
        patience.time(PERIOD);
        assertThat(waits(patience)).containsExactly(500, 5_000);
    }

    @Test
    void aHiccupCountsAtOnceAndIsForgottenAfterAnHourAtTheLatest() {
        period(patience, 0, 0, 100);
        period(patience, 1, 0, 100);
        patience.call(400, 2_400);
        assertThat(waits(patience)).containsExactly(500, 4_800);
        period(patience, 2, 0, 100);
        assertThat(waits(patience)).containsExactly(500, 4_800);
        patience.time(3 * PERIOD);
        assertThat(waits(patience)).containsExactly(LearnedPatience.LEAST_LATENESS, LearnedPatience.LEAST_LAG);
    }

    @Test
    void whatNoPatienceWouldWaitForTeachesNothing() {
        period(patience, 0, 100, 100);
        patience.call(600_000, 600_000);
        patience.time(PERIOD);
        assertThat(waits(patience)).containsExactly(LearnedPatience.LEAST_LATENESS, LearnedPatience.LEAST_LAG);
    }

    @Test
    void aFewCallsOrAFewMinutesTeachNothing() {
        for (int i = 0; i < LearnedPatience.ENOUGH - 1; i++) {
            patience.time(i * 1_000L);
            patience.call(0, 0);
        }
        patience.time(PERIOD);
        assertThat(waits(patience)).containsExactly(500, 5_000);
        LearnedPatience late = new LearnedPatience(MOST);
        for (long at = PERIOD - 600_000; at < PERIOD; at += 1_000) {
            late.time(at);
            late.call(0, 0);
        }
        late.time(PERIOD);
        assertThat(waits(late)).containsExactly(500, 5_000);
    }

    @Test
    void whoWasNotHeardOfForAPeriodIsWaitedForAsConfigured() {
        period(patience, 0, 0, 0);
        patience.time(2 * PERIOD);
        assertThat(waits(patience)).containsExactly(500, 5_000);
    }

    @Test
    void learnsNothingWhereItIsNotTo() {
        LearnedPatience fixed =
                new LearnedPatience(new KpiConfig.Patience(Duration.ofMillis(500), Duration.ofSeconds(5), false));
        period(fixed, 0, 0, 0);
        fixed.time(PERIOD);
        assertThat(waits(fixed)).containsExactly(500, 5_000);
    }

    @Property(tries = 200)
    void aRestartAnywhereChangesNothing(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 700) Integer> delays,
            @ForAll @IntRange(min = 0, max = 60) int restartAfter) {
        LearnedPatience whole = new LearnedPatience(MOST);
        LearnedPatience restarted = new LearnedPatience(MOST);
        long at = 0;
        for (int i = 0; i < delays.size(); i++) {
            if (i == restartAfter) {
                LearnedPatience anew = new LearnedPatience(MOST);
                anew.restore(restarted.numbers(), 0);
                restarted = anew;
            }
            at += PERIOD / 4;
            for (LearnedPatience each : List.of(whole, restarted)) {
                each.time(at);
                for (int call = 0; call < LearnedPatience.ENOUGH; call++) {
                    each.call(delays.get(i), 10L * delays.get(i));
                }
            }
            assertThat(waits(restarted)).isEqualTo(waits(whole));
        }
    }

    private static long[] waits(LearnedPatience of) {
        return new long[] {of.lateness(), of.maxLag()};
    }

    /** A call every second of a period. */
    private static void period(LearnedPatience to, int number, long behindNewest, long behindTick) {
        for (long at = number * PERIOD; at < (number + 1) * PERIOD; at += 1_000) {
            to.time(at);
            to.call(behindNewest, behindTick);
        }
    }
}
