package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.VerdictState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLifecycleTest {
    private final AlertLifecycle lifecycle = new AlertLifecycle(AlertsConfig.defaults());

    @Test
    void aTransitionTellsWhenItBeganFiredAndEndedWithTheEvidence() {
        Alert pending = next(null, VerdictState.PENDING, 1, 1);
        Alert firing = next(pending, VerdictState.BREACHED, 6, 1);
        Alert resolved = next(firing, VerdictState.OK, 30, 30);

        assertThat(pending.getFiredAt()).isNull();
        assertThat(firing.getStartedAt()).isEqualTo(VerdictTexts.START.plusSeconds(1));
        assertThat(firing.getFiredAt()).isEqualTo(VerdictTexts.START.plusSeconds(6));
        assertThat(firing.getResolvedAt()).isNull();
        assertThat(resolved.getStartedAt()).isEqualTo(VerdictTexts.START.plusSeconds(1));
        assertThat(resolved.getFiredAt()).isEqualTo(VerdictTexts.START.plusSeconds(6));
        assertThat(resolved.getResolvedAt()).isEqualTo(VerdictTexts.START.plusSeconds(30));
        assertThat(firing.getEvidence()).containsEntry("failed_ratio", 0.4);
        assertThat(firing.getRunbook()).isEqualTo("docs/runbooks/burst.md");
        assertThat(List.of(pending, firing, resolved))
                .extracting(Alert::getFingerprint)
                .containsOnly(Fingerprint.of("burst", "api=pay"));
    }

    @Test
    void aFingerprintIsTheStartOfTheSha256OfRuleAndSeries() {
        // printf 'burst\napi=pay' | sha256sum
        assertThat(Fingerprint.of("burst", "api=pay")).isEqualTo("7d5675edb8f183f9");
    }

    @Test
    void aTestAlertSaysSoInItsSummary() {
        Alert firing =
                lifecycle.next(null, TestAlert.fires(VerdictTexts.START), null).orElseThrow();
        assertThat(firing.getTest()).isTrue();
        assertThat(firing.getSummary()).isEqualTo("TEST: a test alert, nothing is wrong");
        Alert resolved = lifecycle
                .next(firing, TestAlert.resolves(VerdictTexts.START), null)
                .orElseThrow();
        assertThat(resolved.getState()).isEqualTo(AlertState.RESOLVED);
        assertThat(resolved.getTest()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, P1 P1 P2 P3", "HIGH,     P1 P2 P3 P4", "NORMAL,   P1 P2 P3 P4", "LOW,      P2 P3 P4 P4"})
    void severityFollowsTheMatrix(Criticality criticality, String expected) {
        List<String> levels = new ArrayList<>();
        for (Severity technical : Severity.values()) {
            levels.add(SeverityMatrix.of(technical, criticality).name());
        }
        assertThat(String.join(" ", levels)).isEqualTo(expected);
    }

    @Property
    void anyVerdictsMakeLivesThatBeginOnceAndEndOnce(@ForAll @Size(max = 40) List<VerdictState> verdicts) {
        AlertState state = null;
        Alert active = null;
        long at = 0;
        for (VerdictState verdict : verdicts) {
            Optional<Alert> alert = lifecycle.next(active, VerdictTexts.verdict("burst", verdict, ++at, at), null);
            // The same verdict again says nothing new.
            assertThat(lifecycle.next(
                            alert.filter(each -> !AlertLifecycle.hasEnded(each.getState()))
                                    .orElse(alert.isPresent() ? null : active),
                            VerdictTexts.verdict("burst", verdict, at, at),
                            null))
                    .isEmpty();
            if (alert.isEmpty()) {
                continue;
            }
            AlertState next = alert.get().getState();
            assertThat(alert.get().getPreviousState()).isEqualTo(state);
            assertThat(next)
                    .isIn(
                            state == null
                                    ? List.of(AlertState.PENDING, AlertState.FIRING)
                                    : state == AlertState.PENDING
                                            ? List.of(AlertState.FIRING, AlertState.CANCELLED)
                                            : List.of(AlertState.RESOLVED));
            state = AlertLifecycle.hasEnded(next) ? null : next;
            active = state == null ? null : alert.get();
        }
    }

    private Alert next(Alert active, VerdictState state, long at, long since) {
        return lifecycle
                .next(active, VerdictTexts.verdict("burst", state, at, since), null)
                .orElseThrow();
    }
}
