package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionScoreTest {
    private final DetectionScore score = new DetectionScore();

    @Test
    void theFirstAlertOfAFaultCountsAndIsTimedFromWhenItWasDecidable() {
        score.add(
                1,
                Duration.ofHours(12),
                List.of(Faults.onRoute("orders", "/a", 10_000, 60_000)),
                List.of(alert("orders", 20_000), alert("orders", 13_500)));
        assertThat(score.all().found()).isEqualTo(1);
        assertThat(score.all().p50()).isEqualTo(2.5);
        assertThat(score.sincePlain().p50()).isEqualTo(1.8);
        assertThat(score.falseAlerts()).isEmpty();
    }

    @Test
    void whatBelongsToNoFaultIsFalseAndCountedByTheSimulatedDay() {
        score.add(1, Duration.ofHours(12), List.of(), List.of(alert("orders", 20_000)));
        score.add(2, Duration.ofHours(12), List.of(), List.of());
        assertThat(score.falseAlertsPerDay()).isEqualTo(1.0);
        assertThat(score.seeds()).isEqualTo(2);
    }

    @Test
    void aFaultThatWasNeverDecidableIsNeitherFoundNorMissedAndItsAlertIsNotFalse() {
        score.add(
                1,
                Duration.ofHours(12),
                List.of(Faults.undecidable("orders", 10_000, 60_000)),
                List.of(alert("orders", 20_000)));
        assertThat(score.all().faults()).isZero();
        assertThat(score.all().recall()).isEqualTo(1);
        assertThat(score.falseAlerts()).isEmpty();
    }

    @Test
    void aMissedFaultLowersTheRecallOfItsKindAlone() {
        score.add(
                1,
                Duration.ofHours(12),
                List.of(Faults.onRoute("orders", "/a", 10_000, 60_000), Faults.onGateway("edge-1", 10_000, 60_000)),
                List.of(alert("orders", 12_000)));
        assertThat(score.of(SimulatedFaultKind.ROUTE_ERRORS).recall()).isEqualTo(1);
        assertThat(score.of(SimulatedFaultKind.GATEWAY_SILENT).recall()).isZero();
        assertThat(score.all().recall()).isEqualTo(0.5);
    }

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        List<Double> values = List.of(1.0, 2.0, 3.0, 4.0);
        assertThat(DetectionScore.percentile(values, 0.5)).isEqualTo(2.0);
        assertThat(DetectionScore.percentile(values, 0.99)).isEqualTo(4.0);
        assertThat(DetectionScore.percentile(List.of(), 0.5)).isNull();
    }

    @Test
    void theJsonHasTheFiguresByTheirAgreedNames() {
        score.add(
                1,
                Duration.ofHours(12),
                List.of(Faults.onRoute("orders", "/a", 10_000, 60_000)),
                List.of(alert("orders", 13_500)));
        JsonNode json = DetectionJson.of(score);
        assertThat(json.path("recall").asDouble()).isEqualTo(1);
        assertThat(json.path("falseAlertsPerDay").asDouble(-1)).isZero();
        assertThat(json.path("timeToDetectSeconds").path("p50").asDouble()).isEqualTo(2.5);
        assertThat(json.path("timeToDetectSeconds").path("p99").asDouble()).isEqualTo(2.5);
        assertThat(json.path("timeToDetectSincePlainSeconds").path("p99").asDouble())
                .isEqualTo(1.8);
        assertThat(json.path("perFault").path("route-errors").path("recall").asDouble())
                .isEqualTo(1);
        assertThat(json.path("perFault").path("gateway-silent").path("p50").isNull())
                .isTrue();
    }

    private static dev.hypercare.testdata.FiredAlert alert(String api, long at) {
        return Faults.alert(Map.of("api", api), at);
    }
}
