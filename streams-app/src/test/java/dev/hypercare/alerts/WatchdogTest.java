package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final long START = 1_700_000_010_000L;

    private final AlertsConfig config = AlertsConfig.defaults();
    private final DeskRig rig = new DeskRig(config, 1);

    @Test
    void itTellsByHowMuchEventTimeIsBehind() {
        tick(0, Duration.ofSeconds(7));
        assertThat(rig.watchdogs).hasSize(1);
        assertThat(rig.watchdogs.get(0).getEvidence()).containsEntry("lag_seconds", 7.0);
    }

    @Test
    void itStopsWhileWhatIsDecidedIsTooOldToPageAnybodyAndComesBackAfterwards() {
        Duration patience = config.historicAfter();
        tick(0, patience);
        assertThat(rig.watchdogs).hasSize(1);
        for (int second = 30; second < 300; second += 30) {
            tick(second, patience.plusMillis(1));
        }
        assertThat(rig.watchdogs).hasSize(1);
        tick(300, patience);
        assertThat(rig.watchdogs).hasSize(2);
        assertThat(rig.watchdogs.get(1).getAt().toEpochMilli()).isEqualTo(START + 300_000);
    }

    private void tick(int second, Duration lag) {
        long at = START + second * 1000L;
        rig.take(DeskRig.tick(at, 0, at + lag.toMillis()));
    }
}
