package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.TestAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.VerdictState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLifecycleTest {
    private final DeskRig rig = new DeskRig(AlertsConfig.defaults(), 1);

    @ParameterizedTest
    @CsvSource({
        // before, then after PENDING, BREACHED, OK and UNKNOWN
        "-,        PENDING, FIRING,   -,        -",
        "PENDING,  -,       FIRING,   CANCELLED, CANCELLED",
        "FIRING,   -,       -,        RESOLVED, UNKNOWN",
        "UNKNOWN,  -,       FIRING,   RESOLVED, -",
        "FLAPPING, -,       -,        -,        -"
    })
    void eachStateGoesWhereTheDrawingSays(String before, String pending, String breached, String ok, String unknown) {
        AlertState state = before.equals("-") ? null : AlertState.valueOf(before);
        assertThat(shown(AlertLifecycle.after(state, VerdictState.PENDING, false)))
                .isEqualTo(pending);
        assertThat(shown(AlertLifecycle.after(state, VerdictState.BREACHED, false)))
                .isEqualTo(breached);
        assertThat(shown(AlertLifecycle.after(state, VerdictState.OK, false))).isEqualTo(ok);
        assertThat(shown(AlertLifecycle.after(state, VerdictState.UNKNOWN, false)))
                .isEqualTo(unknown);
    }

    @Test
    void flappingTakesThePlaceOfFiringAndResolvedOnly() {
        assertThat(AlertLifecycle.after(null, VerdictState.BREACHED, true)).isEqualTo(AlertState.FLAPPING);
        assertThat(AlertLifecycle.after(AlertState.FIRING, VerdictState.OK, true))
                .isEqualTo(AlertState.FLAPPING);
        assertThat(AlertLifecycle.after(AlertState.PENDING, VerdictState.OK, true))
                .isEqualTo(AlertState.CANCELLED);
        assertThat(AlertLifecycle.after(AlertState.FIRING, VerdictState.UNKNOWN, true))
                .isEqualTo(AlertState.UNKNOWN);
        assertThat(AlertLifecycle.settled(VerdictState.BREACHED)).isEqualTo(AlertState.FIRING);
        assertThat(AlertLifecycle.settled(VerdictState.UNKNOWN)).isEqualTo(AlertState.UNKNOWN);
        assertThat(AlertLifecycle.settled(VerdictState.OK)).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void aTransitionTellsWhenItBeganFiredAndEndedWithTheEvidence() {
        verdict(VerdictState.PENDING, 1, 1);
        verdict(VerdictState.BREACHED, 6, 1);
        verdict(VerdictState.OK, 30, 30);
        assertThat(rig.alerts).hasSize(3);
        Alert pending = rig.alerts.get(0);
        Alert firing = rig.alerts.get(1);
        Alert resolved = rig.alerts.get(2);

        assertThat(pending.getFiredAt()).isNull();
        assertThat(firing.getStartedAt()).isEqualTo(VerdictTexts.START.plusSeconds(1));
        assertThat(firing.getFiredAt()).isEqualTo(VerdictTexts.START.plusSeconds(6));
        assertThat(firing.getResolvedAt()).isNull();
        assertThat(resolved.getStartedAt()).isEqualTo(VerdictTexts.START.plusSeconds(1));
        assertThat(resolved.getFiredAt()).isEqualTo(VerdictTexts.START.plusSeconds(6));
        assertThat(resolved.getResolvedAt()).isEqualTo(VerdictTexts.START.plusSeconds(30));
        assertThat(firing.getEvidence()).containsEntry("failed_ratio", 0.4);
        assertThat(firing.getRunbook()).isEqualTo("docs/runbooks/burst.md");
        assertThat(firing.getImpact()).isEqualTo("medium impact, criticality normal, 40.0 % of the calls");
        assertThat(rig.alerts).extracting(Alert::getFingerprint).containsOnly(Fingerprint.of("burst", "api=pay"));
    }

    @Test
    void aFingerprintIsTheStartOfTheSha256OfRuleAndSeries() {
        // printf 'burst\napi=pay' | sha256sum
        assertThat(Fingerprint.of("burst", "api=pay")).isEqualTo("7d5675edb8f183f9");
    }

    @Test
    void aTestAlertSaysSoInItsSummaryAndNeverFlaps() {
        long now = VerdictTexts.START.toEpochMilli();
        for (int time = 0; time < 10; time++) {
            rig.take(DeskRig.verdict(TestAlert.fires(VerdictTexts.START.plusSeconds(time)), 0, now));
            rig.take(DeskRig.verdict(TestAlert.resolves(VerdictTexts.START.plusSeconds(time)), 0, now));
        }
        assertThat(rig.alerts).hasSize(20).allMatch(Alert::getTest);
        assertThat(rig.alerts.get(18).getSummary()).isEqualTo("TEST: a test alert, nothing is wrong");
        assertThat(rig.alerts.get(18).getState()).isEqualTo(AlertState.FIRING);
        assertThat(rig.alerts.get(19).getState()).isEqualTo(AlertState.RESOLVED);
    }

    @Property
    void anyVerdictsMakeLivesThatBeginOnceAndEndOnceAndRepeatedOnesChangeNothing(
            @ForAll @Size(max = 40) List<VerdictState> verdicts) {
        DeskRig once = new DeskRig(AlertsConfig.defaults(), 1);
        long at = 0;
        for (VerdictState verdict : verdicts) {
            Arrival arrival = DeskRig.verdict(
                    VerdictTexts.verdict("burst", verdict, ++at, at),
                    0,
                    VerdictTexts.START.plusSeconds(at).toEpochMilli());
            once.take(arrival);
            int written = once.alerts.size();
            once.take(arrival);
            assertThat(once.alerts).hasSize(written);
        }
        AlertState state = null;
        for (Alert alert : once.alerts) {
            assertThat(alert.getPreviousState()).isEqualTo(state);
            assertThat(alert.getState()).isNotEqualTo(state);
            state = AlertLifecycle.hasEnded(alert.getState()) ? null : alert.getState();
        }
        assertThat(once.memory.active).hasSize(state == null ? 0 : 1);
    }

    private void verdict(VerdictState state, long at, long since) {
        rig.take(DeskRig.verdict(
                VerdictTexts.verdict("burst", state, at, since),
                0,
                VerdictTexts.START.plusSeconds(at).toEpochMilli()));
    }

    private static String shown(AlertState state) {
        return state == null ? "-" : state.name();
    }
}
