package dev.hypercare.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void theSameSeedMakesTheSamePlanAndAnotherSeedAnotherOne() {
        assertThat(FaultPlan.of(7, 50, 10_000)).isEqualTo(FaultPlan.of(7, 50, 10_000));
        assertThat(FaultPlan.of(7, 50, 10_000)).isNotEqualTo(FaultPlan.of(8, 50, 10_000));
    }

    @Test
    void atLeastThreeTenthsOfAllKillsAreBetweenTheFlushAndTheCommit() {
        for (int kills = 1; kills <= 60; kills++) {
            List<Fault> plan = FaultPlan.of(kills, kills, 10_000);
            long killed = plan.stream().filter(fault -> fault.kind().kill()).count();
            long between = plan.stream()
                    .filter(fault -> fault.kind().betweenFlushAndCommit())
                    .count();
            assertThat(killed).isEqualTo(kills);
            assertThat(between * 10).isGreaterThanOrEqualTo(killed * 3);
        }
    }

    @Test
    void fiftyKillsHoldEveryKindOfFault() {
        assertThat(FaultPlan.of(1, 50, 10_000).stream().map(Fault::kind).distinct())
                .containsExactlyInAnyOrder(FaultKind.values());
    }
}
