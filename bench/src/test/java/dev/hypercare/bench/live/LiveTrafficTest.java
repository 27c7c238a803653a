package dev.hypercare.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveTrafficTest {
    private static final long NOW = Instant.parse("2026-11-22T14:03:21.700Z").toEpochMilli();

    @Test
    void anHourHasEveryKindOfFaultAfterTenMinutesWithoutAny() {
        SimulatedWindow window = LiveTraffic.choose(1, Duration.ofHours(1));
        assertThat(window.length()).isEqualTo(Duration.ofHours(1));
        assertThat(window.faults()).extracting(fault -> fault.kind()).contains(SimulatedFaultKind.values());
        assertThat(window.faults())
                .allSatisfy(fault -> assertThat(fault.from() - window.from())
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(10).toMillis()));
    }

    @Test
    void lessThanAWholeLaunchIsThePartWithMostFaults() {
        SimulatedWindow window = LiveTraffic.choose(1, Duration.ofMinutes(2));
        assertThat(window.length()).isEqualTo(Duration.ofMinutes(2));
        assertThat(window.faults()).anyMatch(fault -> fault.decidableAt() != null);
        assertThat(LiveTraffic.choose(1, Duration.ofMinutes(20)).length()).isEqualTo(Duration.ofMinutes(20));
        assertThat(LiveTraffic.choose(1, Duration.ofMinutes(21)).length()).isEqualTo(Duration.ofMinutes(21));
    }

    @Test
    void itBeginsSoonAndIsMovedByWholeSteps() {
        SimulatedWindow window = LiveTraffic.choose(1, Duration.ofMinutes(2));
        LiveTraffic traffic = LiveTraffic.soonAfter(NOW, window, Duration.ofMinutes(1));
        assertThat(traffic.moved() % 60_000).isZero();
        assertThat(traffic.begin()).isBetween(NOW, NOW + 59_999);
        assertThat(traffic.end() - traffic.begin()).isEqualTo(120_000);
    }
}
