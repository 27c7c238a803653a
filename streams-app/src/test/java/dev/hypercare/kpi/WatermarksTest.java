package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.nio.charset.StandardCharsets;
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
        assertThat(watermarks.watermark()).isEqualTo(Watermarks.NONE);
        assertThat(watermarks.isLate(0)).isFalse();
    }

    @Test
    void followsTheNewestCallLessTheLateness() {
        call("a", 10_000);
        call("a", 9_000);
        assertThat(watermarks.watermark()).isEqualTo(8_000);
    }

    @Test
    void waitsForTheSlowestGateway() {
        call("b", 20_000);
        call("a", 100_000);
        assertThat(watermarks.watermark()).isEqualTo(18_000);
    }

    @Test
    void aSilentGatewayHoldsNobodyUpForLongerThanItsLongestLag() {
        call("b", 20_000);
        call("a", 100_000);
        watermarks.tick(100_000);
        assertThat(watermarks.watermark()).isEqualTo(95_000);
    }

    @Test
    void aGatewayWithALongerLagIsWaitedForLonger() {
        call("slow", 20_000);
        call("a", 100_000);
        watermarks.tick(100_000);
        assertThat(watermarks.watermark()).isEqualTo(40_000);
    }

    @Test
    void aClockThatRunsAheadMovesNobodyElseOn() {
        call("a", 100_000);
        call("ahead", 160_000);
        assertThat(watermarks.watermark()).isEqualTo(98_000);
        assertThat(watermarks.isLate(99_000)).isFalse();
    }

    @Test
    void neverMovesBackWhenAGatewayWithOldCallsAppears() {
        call("a", 100_000);
        call("new", 50_000);
        assertThat(watermarks.watermark()).isEqualTo(98_000);
        assertThat(watermarks.isLate(50_000)).isTrue();
    }

    @Test
    void aCallIsLateOnlyWhenItsWholeSliceIsBehindTheWatermark() {
        call("a", 12_400);
        assertThat(watermarks.isLate(10_000)).isFalse();
        assertThat(watermarks.isLate(9_999)).isTrue();
    }

    @Test
    void ticksAloneMoveTimeWithoutTraffic() {
        watermarks.tick(30_000);
        assertThat(watermarks.watermark()).isEqualTo(25_000);
    }

    @Test
    void aGatewayWhoseCallsAlwaysComeAtOnceIsWaitedForLess() {
        long end = traffic(watermarks, "prompt", 0, 2 * LearnedPatience.PERIOD_MILLIS, 100);
        watermarks.tick(end);
        call("prompt", end);
        assertThat(watermarks.watermark()).isEqualTo(end - LearnedPatience.LEAST_LATENESS);
        watermarks.tick(end + 10_000);
        assertThat(watermarks.watermark()).isEqualTo(end + 10_000 - LearnedPatience.LEAST_LAG);
    }

    @Test
    void whatIsLearnedOutlivesARestartAndWhatWasStoredBeforeItCanBeReadToo() {
        long end = traffic(watermarks, "prompt", 0, 2 * LearnedPatience.PERIOD_MILLIS, 700);
        Watermarks restarted = new Watermarks(CONFIG);
        watermarks.takeHeard().forEach(clock -> restarted.restoreGateway(clock.gateway(), clock.numbers()));
        restarted.restore(watermarks.newestTick(), watermarks.watermark());
        Watermarks old = new Watermarks(CONFIG);
        watermarks.takeHeard().forEach(clock -> old.restoreGateway(clock.gateway(), new long[] {clock.newest()}));
        old.restore(watermarks.newestTick(), watermarks.watermark());
        long before = watermarks.watermark();
        for (long at = end; at < end + LearnedPatience.PERIOD_MILLIS * 3 / 2; at += 10_000) {
            watermarks.tick(at);
            restarted.tick(at);
            old.tick(at);
            assertThat(restarted.watermark()).isEqualTo(watermarks.watermark());
            assertThat(old.watermark()).isEqualTo(Math.max(at - 5_000, before));
        }
    }

    /** A call every second that arrives so long after it ended, and a tick. Returns the end. */
    private static long traffic(Watermarks to, String gateway, long from, long millis, long later) {
        byte[] name = gateway.getBytes(StandardCharsets.UTF_8);
        for (long at = from; at < from + millis; at += 1_000) {
            to.tick(at);
            to.call(to.clock(name, 0, name.length), at - later);
        }
        return from + millis;
    }

    private void call(String gateway, long completedAt) {
        byte[] name = gateway.getBytes(StandardCharsets.UTF_8);
        watermarks.call(watermarks.clock(name, 0, name.length), completedAt);
    }
}
