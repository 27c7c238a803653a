package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.ImpactLevel;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.SeverityMatrix;
import dev.hypercare.contract.TrafficShare;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    private static final Duration KEEP = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({"CRITICAL, P1 P1 P2 P3", "HIGH,     P1 P2 P2 P3", "MEDIUM,   P1 P2 P3 P4", "LOW,      P2 P3 P4 P4"})
    void severityFollowsTheMatrix(ImpactLevel impact, String expected) {
        List<String> levels = new ArrayList<>();
        for (Severity technical : Severity.values()) {
            levels.add(SeverityMatrix.of(technical, impact).name());
        }
        assertThat(String.join(" ", levels)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // criticality, share of the calls, consumers
        "NORMAL,   0.1,   5,  MEDIUM",
        "NORMAL,   0.5,   50, HIGH",
        "NORMAL,   0.5,   5,  MEDIUM",
        "NORMAL,   0.1,   50, MEDIUM",
        "NORMAL,   0.5,   ,   MEDIUM",
        "NORMAL,   0.001, 50, LOW",
        "CRITICAL, 0.001, 50, HIGH",
        "CRITICAL, 0.9,   50, CRITICAL",
        "HIGH,     0.9,   50, CRITICAL",
        "LOW,      0.9,   50, MEDIUM",
        "LOW,      0.001, 1,  LOW"
    })
    void impactIsHowCriticalTheApiIsAndHowManyAreAffected(
            Criticality criticality, double share, Long consumers, ImpactLevel expected) {
        Verdict verdict = Verdict.newBuilder(VerdictTexts.verdict("burst", VerdictState.BREACHED, 1, 1))
                .setEvidence(Map.of("server_error_ratio", share, "calls", 1000.0))
                .setConsumers(consumers)
                .build();
        CatalogEntry entry = CatalogEntry.newBuilder()
                .setApi("pay")
                .setCriticality(criticality)
                .build();
        assertThat(Impact.of(verdict, entry, AlertsConfig.defaults()).level()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // share of the calls of the series, its share of all traffic
        "0.5,   0.3,  HIGH,   15.0 % of all traffic",
        "0.05,  0.9,  MEDIUM, 4.5 % of all traffic",
        "0.005, 0.01, LOW,    0.0 % of all traffic",
        ",      0.3,  HIGH,   30.0 % of all traffic"
    })
    void aLargeShareOfAllTrafficIsAffectedWhoeverMakesTheCalls(
            Double share, double ofTraffic, ImpactLevel expected, String words) {
        Map<String, Double> evidence = new HashMap<>(Map.of("calls", 1000.0, TrafficShare.EVIDENCE, ofTraffic));
        if (share != null) {
            evidence.put("failed_ratio", share);
        }
        Verdict verdict = Verdict.newBuilder(VerdictTexts.verdict("burst", VerdictState.BREACHED, 1, 1))
                .setEvidence(evidence)
                .build();
        Impact impact = Impact.of(verdict, null, AlertsConfig.defaults());
        assertThat(impact.level()).isEqualTo(expected);
        assertThat(impact.words()).contains(words);
    }

    @Test
    void oneConsumerIsFewAndLatencyTellsNoShare() {
        Verdict slow = Verdict.newBuilder(VerdictTexts.verdict("slow", VerdictState.BREACHED, 1, 1))
                .setEvidence(Map.of("calls", 1000.0, "p99", 900.0))
                .setConsumers(100L)
                .build();
        Impact all = Impact.of(slow, null, AlertsConfig.defaults());
        assertThat(all.level()).isEqualTo(ImpactLevel.MEDIUM);
        assertThat(all.words()).isEqualTo("medium impact, criticality normal, about 100 consumers");
        Verdict one = Verdict.newBuilder(slow)
                .setSeries("api=pay,consumer=a")
                .setLabels(Map.of("api", "pay", "consumer", "a"))
                .build();
        Impact few = Impact.of(one, null, AlertsConfig.defaults());
        assertThat(few.level()).isEqualTo(ImpactLevel.LOW);
        assertThat(few.words()).isEqualTo("low impact, criticality normal, about 1 consumer");
    }

    /** Figures that jump every second make at most one milder level in each time of keeping. */
    @Property
    void getsWorseAtOnceAndMilderAtMostOnceInATime(@ForAll @Size(max = 60) List<Severity> wanted) {
        SeverityKeep keep = SeverityKeep.of(Severity.P4);
        long lastMilder = Long.MIN_VALUE / 2;
        long at = 0;
        for (Severity severity : wanted) {
            at += 1000;
            SeverityKeep before = keep;
            keep = keep.until(at, KEEP).want(severity, at);
            assertThat(keep.shown()).isLessThanOrEqualTo(severity);
            if (keep.shown().compareTo(before.shown()) > 0) {
                assertThat(at - lastMilder).isGreaterThanOrEqualTo(KEEP.toMillis());
                lastMilder = at;
            }
        }
    }
}
