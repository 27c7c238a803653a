package dev.hypercare.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private static final long T = 1_795_341_600_000L;
    private static final Labels.Fault KILLED = fault("killed", "payments", null, null, T + 100_000, T + 160_000);
    private static final Labels.Fault ROUTE =
            fault("route", "catalogue", "/v1/catalogue/products/{id}", null, T + 300_000, T + 360_000);
    private static final Labels.Fault BURST = fault("burst", "customers", null, "partner", T + 500_000, T + 560_000);
    private static final Labels LABELS = new Labels(T, T + 900_000, List.of(KILLED, ROUTE, BURST));

    @Test
    void theFirstAlertTellsTheDelayAndTheFirstResolutionFromTheEndOnCounts() {
        Scoreboard score = Scoreboard.of(
                LABELS,
                List.of(
                        alert(Map.of("api", "payments", "consumer", "-"), T + 112_000, T + 190_000),
                        alert(Map.of("api", "payments"), T + 106_000, T + 120_000),
                        alert(Map.of("api", "payments"), T + 130_000, T + 175_000)));

        Scoreboard.Row row = score.rows().get(0);
        assertThat(row.delayMillis()).isEqualTo(6000);
        assertThat(row.alerts())
                .hasSize(3)
                .first()
                .extracting(FiredAlert::firedAt)
                .isEqualTo(T + 106_000);
        assertThat(row.resolvedAt()).as("not the one during the fault").isEqualTo(T + 175_000);
        assertThat(score.missed()).containsExactly(ROUTE, BURST);
        assertThat(score.clean()).isFalse();
    }

    @Test
    void aRunWithEveryFaultFoundAndResolvedAndNoFalseAlertIsClean() {
        Scoreboard score = Scoreboard.of(LABELS, allFound(T + 600_000L));

        assertThat(score.missed()).isEmpty();
        assertThat(score.unresolved()).isEmpty();
        assertThat(score.falseAlerts()).isEmpty();
        assertThat(score.clean()).isTrue();
    }

    @Test
    void aFaultThatEndedNeedsAResolvedAlert() {
        Scoreboard score = Scoreboard.of(LABELS, allFound(null));

        assertThat(score.unresolved()).containsExactly(BURST);
        assertThat(score.rows().get(2).stillFiring()).isOne();
        assertThat(score.clean()).isFalse();
    }

    @Test
    void aFaultThatDidNotEndNeedsNone() {
        Labels.Fault open = fault("open", "search", null, null, T + 800_000, Long.MAX_VALUE);
        Scoreboard score = Scoreboard.of(
                new Labels(T, T + 900_000, List.of(open)), List.of(alert(Map.of("api", "search"), T + 850_000, null)));

        assertThat(score.clean()).isTrue();
    }

    @Test
    void anAlertOfAnotherApiRouteOrConsumerIsFalse() {
        List<FiredAlert> alerts = List.of(
                alert(Map.of("api", "orders"), T + 110_000, null),
                alert(Map.of("api", "catalogue", "route", "/v1/catalogue/categories"), T + 310_000, null),
                alert(Map.of("api", "customers", "consumer", "shop"), T + 510_000, null),
                alert(Map.of("gateway", "edge-1"), T + 520_000, null));

        assertThat(Scoreboard.of(LABELS, alerts).falseAlerts()).containsExactlyElementsOf(alerts);
    }

    @Test
    void aWiderOrNarrowerSeriesOfTheSameApiMatches() {
        List<FiredAlert> alerts = List.of(
                alert(Map.of("api", "payments", "route", "/v1/payments", "method", "POST"), T + 110_000, null),
                alert(Map.of("api", "catalogue"), T + 310_000, null),
                alert(Map.of("api", "customers", "route", "/v1/customers"), T + 510_000, null),
                alert(Map.of("api", "customers", "consumer", "partner"), T + 511_000, null));

        Scoreboard score = Scoreboard.of(LABELS, alerts);
        assertThat(score.falseAlerts()).isEmpty();
        assertThat(score.rows()).extracting(row -> row.alerts().size()).containsExactly(1, 1, 2);
    }

    @Test
    void anAlertMayComeAsLongAfterTheEndAsItsWindowReachesBackAndNoLonger() {
        long latest = KILLED.to() + 30_000 + Scoreboard.SLACK_MILLIS;

        assertThat(belongs(latest, 30_000)).isTrue();
        assertThat(belongs(latest + 1, 30_000)).isFalse();
        assertThat(belongs(latest + 1, 60_000)).isTrue();
        assertThat(belongs(KILLED.from(), 30_000)).isTrue();
        assertThat(belongs(KILLED.from() - 1, 30_000)).isFalse();
    }

    @Test
    void ofTwoFaultsThatFitTheLaterOneIsMeant() {
        Labels.Fault second = fault("second", "payments", null, null, T + 165_000, T + 200_000);
        Scoreboard score = Scoreboard.of(
                new Labels(T, T + 900_000, List.of(second, KILLED)),
                List.of(alert(Map.of("api", "payments"), T + 170_000, null)));

        assertThat(score.rows()).extracting(row -> row.alerts().size()).containsExactly(1, 0);
    }

    @Test
    void theTextNamesEveryFaultAndEveryFalseAlert() {
        String text = ScoreTable.text(Scoreboard.of(
                LABELS,
                List.of(
                        alert(Map.of("api", "payments"), T + 106_000, T + 175_000),
                        alert(Map.of("api", "customers"), T + 505_000, null),
                        alert(Map.of("api", "orders"), T + 700_000, null))));

        assertThat(text.lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("FAULT").contains("FIRED AFTER"),
                        line -> assertThat(line)
                                .startsWith("killed")
                                .contains("payments", "60.0 s", "6.0 s", "errors (P2)", "15.0 s after its end"),
                        line -> assertThat(line).startsWith("route").contains("MISSED"),
                        line -> assertThat(line).startsWith("burst").contains("by partner", "NOT RESOLVED"),
                        line -> assertThat(line)
                                .startsWith("FALSE ALERT: errors on api=orders at 20")
                                .endsWith(": too many errors"),
                        line -> assertThat(line)
                                .isEqualTo("faults: 3 injected, 2 found; 3 ended, 1 resolved; false alerts: 1"));
    }

    @Test
    void theJsonSaysTheSame() {
        JsonNode json = ScoreTable.json(Scoreboard.of(
                LABELS,
                List.of(
                        alert(Map.of("api", "payments"), T + 106_000, T + 175_000),
                        alert(Map.of("api", "orders"), T + 700_000, null))));

        assertThat(json.path("clean").asBoolean(true)).isFalse();
        assertThat(json.path("missed").asInt()).isEqualTo(2);
        assertThat(json.path("faults")).hasSize(3);
        assertThat(json.at("/faults/0/delayMillis").asLong()).isEqualTo(6000);
        assertThat(json.at("/faults/0/resolvedAt").asText()).startsWith("20").endsWith("Z");
        assertThat(json.at("/faults/1/found").asBoolean(true)).isFalse();
        assertThat(json.at("/faults/1/delayMillis").isNull()).isTrue();
        assertThat(json.at("/falseAlerts/0/labels/api").asText()).isEqualTo("orders");
    }

    private static List<FiredAlert> allFound(@Nullable Long lastResolved) {
        return List.of(
                alert(Map.of("api", "payments"), T + 106_000, T + 175_000),
                alert(Map.of("api", "catalogue"), T + 306_000, T + 375_000),
                alert(Map.of("api", "customers"), T + 506_000, lastResolved));
    }

    private static boolean belongs(long firedAt, long window) {
        return Scoreboard.belongs(
                new FiredAlert("errors", "P2", Map.of("api", "payments"), window, firedAt, null, "s"), KILLED);
    }

    private static FiredAlert alert(Map<String, String> labels, long firedAt, @Nullable Long resolvedAt) {
        return new FiredAlert("errors", "P2", labels, 60_000, firedAt, resolvedAt, "too many errors");
    }

    private static Labels.Fault fault(
            String id, String api, @Nullable String route, @Nullable String consumer, long from, long to) {
        return new Labels.Fault(id, "kind", api, route, consumer, from, to, "what", "server-errors");
    }
}
