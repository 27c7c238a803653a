package dev.hypercare.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreachPlanTest {
    private static final int SERIES = 50;

    @Test
    void everySeriesFailsAgainAndAgainAndRecoversForLongerThanTheRuleLooksBack() {
        BreachPlan plan = new BreachPlan(SERIES, 0, 500, 200, 3);
        int[] breaches = new int[SERIES];
        long[] lastFailure = new long[SERIES];
        for (long now = 0; now < 10 * plan.longestCycleMillis(); now += 20) {
            for (int series = 0; series < SERIES; series++) {
                BreachPlan.Fate fate = plan.next(series, now);
                if (fate == BreachPlan.Fate.FIRST_FAILURE) {
                    if (breaches[series] > 0) {
                        assertThat(now - lastFailure[series]).isGreaterThan(BreachPlan.WINDOW_MILLIS + 500);
                    }
                    breaches[series]++;
                }
                if (fate != BreachPlan.Fate.FINE) {
                    lastFailure[series] = now;
                }
            }
        }
        assertThat(java.util.Arrays.stream(breaches).min().orElse(0)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aSeriesThatWasNotCalledWhileItWasToFailFailsAtItsNextCall() {
        BreachPlan plan = new BreachPlan(1, 0, 500, 200, 3);
        assertThat(plan.next(0, 1_000_000)).isEqualTo(BreachPlan.Fate.FIRST_FAILURE);
        assertThat(plan.next(0, 1_000_010)).isEqualTo(BreachPlan.Fate.FAILS);
        assertThat(plan.next(0, 1_001_500)).isEqualTo(BreachPlan.Fate.FINE);
    }
}
