package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import org.junit.jupiter.api.Test;

class WatermarksTest {
    private static final KpiConfig CONFIG = KpiConfig.read(Section.parse("kpi.yaml", """
            lateness: 2s
            max-lag: 5s
            gateways:
              slow: {lateness: 2s, max-lag: 60s}
            """, new Problems()));
    private final Watermarks watermarks = new Watermarks(CONFIG);

    @Test
    void knowsNoTimeBeforeTheFirstRecord() {
        assertThat(watermarks.advance()).isEqualTo(Watermarks.NONE);
        assertThat(watermarks.isLate(0)).isFalse();
    }

    @Test
    void followsTheNewestCallLessTheLateness() {
        watermarks.call("a", 10_000);
        watermarks.call("a", 9_000);
        assertThat(watermarks.advance()).isEqualTo(8_000);
    }

    @Test
    void waitsForTheSlowestGateway() {
        watermarks.call("a", 100_000);
        watermarks.call("b", 20_000);
        assertThat(watermarks.advance()).isEqualTo(18_000);
    }

    @Test
    void aSilentGatewayHoldsNobodyUpForLongerThanItsLongestLag() {
        watermarks.call("a", 100_000);
        watermarks.call("b", 20_000);
        watermarks.tick(100_000);
        assertThat(watermarks.advance()).isEqualTo(95_000);
    }

    @Test
    void aGatewayWithALongerLagIsWaitedForLonger() {
        watermarks.call("a", 100_000);
        watermarks.call("slow", 20_000);
        watermarks.tick(100_000);
        assertThat(watermarks.advance()).isEqualTo(40_000);
    }

    @Test
    void aClockThatRunsAheadMovesNobodyElseOn() {
        watermarks.call("a", 100_000);
        watermarks.call("ahead", 160_000);
        assertThat(watermarks.advance()).isEqualTo(98_000);
        assertThat(watermarks.isLate(99_000)).isFalse();
    }

    @Test
    void neverMovesBackWhenAGatewayWithOldCallsAppears() {
        watermarks.call("a", 100_000);
        watermarks.advance();
        watermarks.call("new", 50_000);
        assertThat(watermarks.advance()).isEqualTo(98_000);
        assertThat(watermarks.isLate(50_000)).isTrue();
    }

    @Test
    void aCallIsLateOnlyWhenItsWholeSliceIsBehindTheWatermark() {
        watermarks.call("a", 12_500);
        watermarks.advance();
        assertThat(watermarks.isLate(10_400)).isFalse();
        assertThat(watermarks.isLate(9_999)).isTrue();
    }

    @Test
    void ticksAloneMoveTimeWithoutTraffic() {
        watermarks.tick(30_000);
        assertThat(watermarks.advance()).isEqualTo(25_000);
    }
}
