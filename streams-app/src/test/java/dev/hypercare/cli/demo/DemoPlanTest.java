package dev.hypercare.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.testdata.Recording;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    private static final Recording.Span TWENTY_MINUTES = new Recording.Span(1_000_000, 2_200_000, 90_000, 0);

    @Test
    void withALimitTheWholeRecordingIsReplayedAsFastAsItTakes() {
        DemoPlan plan = DemoPlan.of(TWENTY_MINUTES, Duration.ofSeconds(60), null);
        assertThat(plan).isEqualTo(new DemoPlan(1_000_000, 2_200_000, 1_200_000 / 45_000.0));
        assertThat(plan.clock(0).endWall()).isBetween(44_900L, 45_100L);
    }

    @Test
    void withALimitAndASpeedTheLastPartThatFits() {
        assertThat(DemoPlan.of(TWENTY_MINUTES, Duration.ofSeconds(75), 1.0))
                .isEqualTo(new DemoPlan(2_140_000, 2_200_000, 1));
    }

    @Test
    void neverSlowerThanItWas() {
        assertThat(DemoPlan.of(TWENTY_MINUTES, Duration.ofHours(2), null).speed())
                .isEqualTo(1);
    }

    @Test
    void withoutALimitTheWholeAtTheUsualSpeed() {
        assertThat(DemoPlan.of(TWENTY_MINUTES, null, null))
                .isEqualTo(new DemoPlan(1_000_000, 2_200_000, DemoPlan.USUAL_SPEED));
    }
}
