package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.TrafficShare;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A breach is told by its first calls; told again, with more, it is worse. */
class GrowingAlertTest {
    private final DeskRig rig = new DeskRig(AlertsConfig.defaults(), 1);

    @Test
    void aBreachThatIsToldAgainWithMoreConsumersIsShownWithTheSeverityOfMore() {
        take(1, Map.of("calls", 20.0, "failed_ratio", 0.3), 3);
        take(5, Map.of("calls", 200.0, "failed_ratio", 0.4), 60);
        take(9, Map.of("calls", 400.0, "failed_ratio", 0.4), 120);

        assertThat(rig.alerts).extracting(Alert::getState).containsExactly(AlertState.FIRING, AlertState.FIRING);
        assertThat(rig.alerts).extracting(Alert::getSeverity).containsExactly("P3", "P2");
        assertThat(rig.alerts.get(1).getPreviousSeverity()).isEqualTo("P3");
        assertThat(rig.alerts.get(1).getImpact())
                .isEqualTo("high impact, criticality normal, 40.0 % of the calls, about 60 consumers");
        assertThat(rig.decisions.get(1).getCause()).isEqualTo(DecisionCause.SEVERITY);
    }

    @Test
    void aBreachThatGrowsToALargeShareOfAllTrafficIsWorse() {
        take(1, Map.of("calls", 20.0, "failed_ratio", 0.3, TrafficShare.EVIDENCE, 0.05), 3);
        take(5, Map.of("calls", 200.0, "failed_ratio", 0.9, TrafficShare.EVIDENCE, 0.4), 3);
        assertThat(rig.alerts).extracting(Alert::getSeverity).containsExactly("P3", "P2");
    }

    private void take(int second, Map<String, Double> evidence, long consumers) {
        Verdict verdict = Verdict.newBuilder(VerdictTexts.verdict("burst", VerdictState.BREACHED, second, 1))
                .setSeverity("P3")
                .setEvidence(evidence)
                .setConsumers(consumers)
                .build();
        rig.take(DeskRig.verdict(verdict, 0, verdict.getAt().toEpochMilli() + 500));
    }
}
