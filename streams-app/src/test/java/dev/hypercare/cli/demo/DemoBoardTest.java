package dev.hypercare.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.DurationSummary;
import dev.hypercare.schemas.events.Histogram;
import dev.hypercare.schemas.events.Kpi;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoBoardTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private final DemoBoard board = new DemoBoard();

    @Test
    void showsTheRouteWithTheLargestShareOfFailuresFirst() {
        board.pane(pane("orders", "/v1/orders", 0, 100, 1, 10_000));
        board.pane(pane("payments", "/v1/pay", 0, 50, 25, 10_000));
        board.pane(pane("search", "/v1/search", 0, 100, 1, 900_000));
        assertThat(board.worst(3)).extracting(DemoBoard.Route::api).containsExactly("payments", "search", "orders");
    }

    @Test
    void looksBackOneMinuteOnly() {
        board.pane(pane("orders", "/v1/orders", 0, 100, 100, 10_000));
        board.pane(pane("orders", "/v1/orders", 90, 100, 0, 10_000));
        assertThat(board.worst(1)).singleElement().satisfies(route -> {
            assertThat(route.calls()).isEqualTo(100);
            assertThat(route.failed()).isZero();
        });
    }

    @Test
    void mergesHistogramsOfPanesForThePercentiles() {
        board.pane(pane("orders", "/v1/orders", 0, 99, 0, 10_000));
        board.pane(pane("orders", "/v1/orders", 10, 1, 0, 2_000_000));
        DemoBoard.Route route = board.worst(1).get(0);
        assertThat(route.p50()).isBetween(9_900L, 10_100L);
        assertThat(route.p99()).isBetween(9_900L, 10_100L);
    }

    @Test
    void aCorrectionReplacesItsPaneInTheCount() {
        board.pane(kpi("api", Map.of("api", "orders"), 0, 10, 0, 1_000));
        board.pane(kpi("api", Map.of("api", "orders"), 0, 12, 0, 1_000));
        assertThat(board.callsCounted()).isEqualTo(12);
    }

    @Test
    void anAlertThatFiredTwiceCountsTwice() {
        board.alert(alert(AlertState.PENDING, null, null, false));
        board.alert(alert(AlertState.FIRING, START, null, false));
        assertThat(board.firing()).isEqualTo(1);
        board.alert(alert(AlertState.RESOLVED, START, START.plusSeconds(60), false));
        board.alert(alert(AlertState.FIRING, START.plusSeconds(300), null, false));
        assertThat(board.fired()).hasSize(2);
        assertThat(board.fired().get(0).resolvedAt())
                .isEqualTo(START.plusSeconds(60).toEpochMilli());
        assertThat(board.fired().get(1).resolvedAt()).isNull();
    }

    @Test
    void aTestAlertIsShownButNotScored() {
        board.alert(alert(AlertState.FIRING, START, null, true));
        assertThat(board.fired()).isEmpty();
        assertThat(board.newestTransitions()).hasSize(1);
    }

    @Test
    void thePictureFitsATerminalOfAHundredAndTwentyColumns() {
        board.pane(pane("payments", "/v1/payments/{id}/refunds/with-a-rather-long-name/{id}", 0, 50, 25, 1_600_000));
        board.alert(alert(AlertState.FIRING, START, null, false));
        DemoScreen screen = new DemoScreen(new Ink(false), ZoneOffset.UTC);
        List<String> lines = screen.lines(
                board, new DemoScreen.Progress(0.5, 1234, 60_000, START.toEpochMilli(), 18), "http://127.0.0.1:18080");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(String.join("\n", lines))
                .contains(
                        "[############............]  50 %", "50.0 %", "1.60 s", "1 firing", "10:00:00  FIRING     P1");
    }

    private static Kpi pane(String api, String route, int second, long calls, long failed, long micros) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("api", api);
        labels.put("route", route);
        labels.put("method", "GET");
        return kpi("api,route,method", labels, second, calls, failed, micros);
    }

    private static Kpi kpi(String view, Map<String, String> labels, int second, long calls, long failed, long micros) {
        DurationSummary summary = summary(calls, micros);
        return Kpi.newBuilder()
                .setSeries(labels.toString())
                .setView(view)
                .setLabels(labels)
                .setWindowStart(START.plusSeconds(second))
                .setWindowEnd(START.plusSeconds(second + 10))
                .setEpoch(1)
                .setVersion(1)
                .setCalls(calls)
                .setFailed(failed)
                .setClientErrors(0)
                .setServerErrors(failed)
                .setNoResponse(0)
                .setLateCalls(0)
                .setStatuses(Map.of())
                .setCallsPerSecond(calls / 10.0)
                .setLatency(summary)
                .setUpstreamLatency(summary)
                .setRequestBytes(0)
                .setResponseBytes(0)
                .setAiCalls(0)
                .setUsageMissing(0)
                .setTokensIn(0)
                .setTokensOut(0)
                .setTokensCached(0)
                .setTokensReasoning(0)
                .setCostMicros(0)
                .build();
    }

    private static DurationSummary summary(long calls, long micros) {
        LatencyHistogram latency = new LatencyHistogram();
        for (int i = 0; i < calls; i++) {
            latency.add(micros);
        }
        List<Integer> buckets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        latency.eachBucket((bucket, values) -> {
            buckets.add(bucket);
            counts.add(values);
        });
        return DurationSummary.newBuilder()
                .setCount(calls)
                .setSumMicros(latency.sumMicros())
                .setMaxMicros(latency.maxMicros())
                .setP50Micros(latency.percentile(50))
                .setP90Micros(latency.percentile(90))
                .setP95Micros(latency.percentile(95))
                .setP99Micros(latency.percentile(99))
                .setP999Micros(latency.percentile(99.9))
                .setHistogram(Histogram.newBuilder()
                        .setBuckets(buckets)
                        .setCounts(counts)
                        .build())
                .build();
    }

    private static Alert alert(AlertState state, Instant firedAt, Instant resolvedAt, boolean test) {
        return Alert.newBuilder()
                .setFingerprint("f00d")
                .setRule("api-5xx-burst")
                .setRuleVersion("1")
                .setSeries("api=payments")
                .setLabels(Map.of("api", "payments"))
                .setState(state)
                .setSeverity("P1")
                .setSummary("5xx of payments at 50 %")
                .setReason("held")
                .setAt(resolvedAt != null ? resolvedAt : firedAt != null ? firedAt : START)
                .setStartedAt(START)
                .setFiredAt(firedAt)
                .setResolvedAt(resolvedAt)
                .setEvidence(Map.of())
                .setCondition("x")
                .setWindowSeconds(30)
                .setTest(test)
                .build();
    }
}
