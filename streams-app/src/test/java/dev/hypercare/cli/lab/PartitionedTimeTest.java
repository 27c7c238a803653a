package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.kpi.KpiConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionedTimeTest {
    private static final long START = 1_000_000;
    private static final KpiConfig.Patience MOST =
            new KpiConfig.Patience(Duration.ofMillis(500), Duration.ofSeconds(5), true);

    @Test
    void aSliceClosesWhenEveryGatewayHasCompletedACallLaterThanItsLateness() {
        PartitionedTime time = new PartitionedTime(1, MOST);
        time.call(START + 10, START, "edge-1", "a");
        time.call(START + 20, START, "edge-2", "b");
        time.call(START + 1_510, START + 1_500, "edge-1", "c");
        assertThat(time.closed(START + 1_000)).isFalse();
        time.call(START + 1_700, START + 1_600, "edge-2", "d");
        assertThat(time.closed(START + 1_000)).isTrue();
        assertThat(time.closedAt(START + 1_000, 0)).isEqualTo(START + 1_700);
    }

    @Test
    void aGatewayThatFellSilentIsWaitedForNoLongerThanItsLag() {
        PartitionedTime time = new PartitionedTime(1, MOST);
        time.call(START, START, "edge-1", "a");
        time.call(START, START, "edge-2", "b");
        time.call(START + 3_000, START + 3_000, "edge-1", "c");
        time.tick(START + 5_999);
        assertThat(time.closed(START + 1_000)).isFalse();
        time.tick(START + 6_000);
        assertThat(time.closedAt(START + 1_000, 0)).isEqualTo(START + 6_000);
    }

    @Test
    void moreThanOnePartitionTakesLonger() {
        PartitionedTime one = new PartitionedTime(1, MOST);
        PartitionedTime twelve = new PartitionedTime(12, MOST);
        for (int i = 0; i < 2_000; i++) {
            long at = START + i * 50L;
            one.call(at, at, "edge-1", "request-" + i * 31);
            twelve.call(at, at, "edge-1", "request-" + i * 31);
        }
        long end = START + 60_000;
        assertThat(twelve.closedAt(end, 0)).isGreaterThan(one.closedAt(end, 0));
    }
}
