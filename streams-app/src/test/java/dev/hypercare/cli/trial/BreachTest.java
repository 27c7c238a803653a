package dev.hypercare.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreachTest {
    @Test
    void aBreachLastsUntilItIsOkHoweverOftenItIsLostSightOf() {
        List<Breach> breaches = Breach.of(List.of(
                verdict("a", 1, VerdictState.PENDING),
                verdict("a", 2, VerdictState.OK),
                verdict("a", 5, VerdictState.PENDING),
                verdict("a", 7, VerdictState.BREACHED),
                verdict("a", 9, VerdictState.UNKNOWN),
                verdict("b", 8, VerdictState.BREACHED),
                verdict("a", 12, VerdictState.BREACHED),
                verdict("a", 15, VerdictState.OK)));
        assertThat(breaches).hasSize(2);
        Breach first = breaches.get(0);
        assertThat(first.series()).isEqualTo("api=a");
        assertThat(first.firedAt()).isEqualTo(7000);
        assertThat(first.endedAt()).isEqualTo(15_000);
        assertThat(first.unknowns()).isEqualTo(1);
        assertThat(first.within(0, 10_000)).isEqualTo(3000);
        assertThat(breaches.get(1).endedAt()).isNull();
        assertThat(breaches.get(1).within(0, 10_000)).isEqualTo(2000);
        assertThat(first.isLike(first, 0)).isTrue();
        assertThat(first.isLike(breaches.get(1), 0)).isFalse();
    }

    @Test
    void anAlertIsFiredByItsFirstDecisionAndToldWhenAnyOfThemIs() {
        List<PastAlert> alerts = PastAlert.of(List.of(
                decision(3, "PENDING", false, DecisionCause.HOLD),
                decision(5, "FIRING", true, DecisionCause.WAITING),
                decision(9, "FIRING", false, DecisionCause.RELEASED),
                decision(20, "RESOLVED", false, DecisionCause.CHANGED),
                decision(30, "FIRING", true, DecisionCause.SHADOW)));
        assertThat(alerts).hasSize(1);
        PastAlert alert = alerts.get(0);
        assertThat(alert.firedAt()).isEqualTo(5000);
        assertThat(alert.endedAt()).isEqualTo(20_000);
        assertThat(alert.told()).isTrue();
        List<Breach> breaches =
                Breach.of(List.of(verdict("a", 19, VerdictState.BREACHED), verdict("b", 4, VerdictState.BREACHED)));
        assertThat(alert.isSeenBy(breaches.get(1))).isTrue();
        assertThat(alert.isSeenBy(breaches.get(0))).isFalse();
    }

    private static Decision decision(int second, String to, boolean suppressed, DecisionCause cause) {
        return Decision.newBuilder()
                .setFingerprint("f")
                .setRule("burst")
                .setRuleVersion("1")
                .setSeries("api=a,route=/v1,method=GET")
                .setLabels(Map.of("api", "a", "route", "/v1", "method", "GET"))
                .setAt(Instant.ofEpochSecond(second))
                .setTo(to)
                .setSeverity("P2")
                .setSuppressed(suppressed)
                .setCause(cause)
                .setReason("because")
                .setCondition("c")
                .setWindowSeconds(10)
                .setEvidence(Map.of())
                .build();
    }

    static Verdict verdict(String api, int second, VerdictState state) {
        return Verdict.newBuilder()
                .setRule("burst")
                .setRuleVersion("1")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setAt(Instant.ofEpochSecond(second))
                .setSince(Instant.ofEpochSecond(second))
                .setSeverity("P2")
                .setSummary("bad")
                .setReason("because")
                .setCondition("c")
                .setWindowSeconds(10)
                .setEvidence(Map.of())
                .build();
    }
}
