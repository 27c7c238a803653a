package dev.hypercare.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import dev.hypercare.testdata.simulate.SimulatedWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveTrafficTest {
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
}
