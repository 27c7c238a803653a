package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the decisions is a span of time in which an alert fired. */
class EndedAlertsTest {

    @Test
    void eachTimeThatAnAlertFiredIsASpanWithItsWorstSeverity() {
        List<EndedAlerts.Ended> ended = EndedAlerts.of(List.of(
                decision(9, "FIRING", "RESOLVED", "P3", DecisionCause.CHANGED),
                decision(1, null, "FIRING", "P2", DecisionCause.CHANGED),
                decision(2, "FIRING", "FIRING", "P1", DecisionCause.SEVERITY),
                decision(3, "FIRING", "RESOLVED", "P3", DecisionCause.CHANGED),
                decision(7, null, "FIRING", "P3", DecisionCause.CHANGED)));
        assertThat(ended).extracting(EndedAlerts.Ended::firedAt).containsExactly(at(1), at(7));
        assertThat(ended).extracting(one -> one.last().getAt()).containsExactly(at(3), at(9));
        assertThat(ended).extracting(EndedAlerts.Ended::severity).containsExactly("P1", "P3");
    }

    @Test
    void whatHadNoEffectNeitherBeginsNorEndsOne() {
        assertThat(EndedAlerts.of(List.of(
                        decision(1, null, "FIRING", "P2", DecisionCause.SHADOW),
                        decision(2, "PENDING", "CANCELLED", "P2", DecisionCause.CHANGED),
                        decision(3, null, "FIRING", "P2", DecisionCause.CHANGED),
                        decision(4, "FLAPPING", "RESOLVED", "P2", DecisionCause.FLAPPING))))
                .isEmpty();
    }

    @Test
    void whenItFiredIsNotKnownWhereThatWasBefore() {
        assertThat(EndedAlerts.of(List.of(decision(5, "FIRING", "RESOLVED", "P2", DecisionCause.CHANGED))))
                .singleElement()
                .extracting(EndedAlerts.Ended::firedAt)
                .isNull();
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(1_000_000 + second);
    }

    private static Decision decision(int second, String from, String to, String severity, DecisionCause cause) {
        return Decision.newBuilder()
                .setFingerprint("f")
                .setRule("r")
                .setRuleVersion("1")
                .setSeries("api=pay")
                .setLabels(Map.of("api", "pay"))
                .setAt(at(second))
                .setFrom(from)
                .setTo(to)
                .setSeverity(severity)
                .setSuppressed(false)
                .setCause(cause)
                .setReason("it held")
                .setCondition("rate_5xx > 0.01")
                .setWindowSeconds(60)
                .setEvidence(Map.of())
                .build();
    }
}
