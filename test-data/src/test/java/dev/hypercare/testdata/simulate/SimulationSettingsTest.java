package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulationSettingsTest {
    private final SimulationSettings settings = SimulationSettings.of(1);

    @Test
    void whatCannotBeSimulatedIsSaidWithWhatWasExpected() {
        assertThatThrownBy(() -> settings.lasting(Duration.ofHours(1), Duration.ofMinutes(50)))
                .hasMessageContaining("length: PT1H, warmUp: PT50M (expected: at least 20 minutes");
        assertThatThrownBy(() -> settings.scaled(0)).hasMessageContaining("rateScale: 0.0 (expected: above 0");
        assertThatThrownBy(() -> settings.startingAt(Instant.parse("2026-03-02T16:00:00.5Z")))
                .hasMessageContaining("expected: a whole second");
    }
}
