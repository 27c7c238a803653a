package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.alerts.Fingerprint;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.query.ExplainReader;
import dev.hypercare.query.KeptKpis;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.store.LocalQueries;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.streams.CatalogPublisher;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a real broker: verdicts and ticks in several partitions, marks, the catalog. */
class AlertsEndToEndTest {
    @TempDir
    Path directory;

    @Test
    void anUpstreamMutesItsDependantAMarkIsShownAndTheWatchdogIsRenewed() {
        try (EmbeddedFlow flow = new EmbeddedFlow(directory)) {
            CatalogPublisher.publish(
                    flow.cluster(),
                    flow.wiring(),
                    List.of(entry("pay", List.of("ledger")), entry("ledger", List.of())));
            flow.tickBy(System::currentTimeMillis);
            await(flow, alert -> alert.getRule().equals(WatchdogAlert.RULE));
            ClusterAccess cluster = new ClusterAccess(flow.cluster(), flow.wiring(), "none");
            try (TopicWriter<Verdict> verdicts = cluster.writer(Topics.VERDICTS);
                    TopicWriter<Mark> marks = cluster.writer(Topics.MARKS)) {
                verdicts.write("api=ledger", verdict("ledger", VerdictState.BREACHED));
                verdicts.write("api=pay", verdict("pay", VerdictState.BREACHED));
                String ledger = Fingerprint.of("burst", "api=ledger");
                await(flow, is("ledger", AlertState.FIRING));
                await(flow, is("pay", AlertState.FIRING).and(alert -> ledger.equals(alert.getSuppressedBy())));
                marks.write("m", acknowledged(Fingerprint.of("burst", "api=ledger")));
                await(flow, is("ledger", AlertState.FIRING).and(alert -> "ann".equals(alert.getAcknowledgedBy())));
                verdicts.write("api=pay", verdict("pay", VerdictState.OK));
                verdicts.write("api=ledger", verdict("ledger", VerdictState.OK));
                await(flow, is("pay", AlertState.RESOLVED));
                await(flow, is("ledger", AlertState.RESOLVED));
            }
            assertThat(flow.read(Topics.DECISIONS))
                    .extracting(Decision::getCause)
                    .contains(DecisionCause.CHANGED, DecisionCause.INHIBITED, DecisionCause.MARKED);
            assertThat(flow.read(Topics.DEAD_LETTERS)).isEmpty();
            theQueryApiTellsTheSame(flow, cluster);
        }
    }

    private static void theQueryApiTellsTheSame(EmbeddedFlow flow, ClusterAccess cluster) {
        try (QueryServer query = LocalQueries.start(
                flow.queries(),
                flow.apps(),
                new KeptKpis(List.of(List.of("api")), Duration.ofMinutes(1)),
                cluster,
                null,
                null,
                ExplainReader.absent("not here"),
                System::currentTimeMillis)) {
            assertThat(get(query, "/api/v1/alerts/" + Fingerprint.of("burst", "api=ledger")))
                    .contains("\"alert\":null", "\"cause\":\"CHANGED\"", "\"cause\":\"MARKED\"");
            assertThat(get(query, "/api/v1/alerts/none")).contains("No such alert");
            assertThat(get(query, "/api/v1/catalog")).contains("\"upstreams\":[\"ledger\"]");
            assertThat(get(query, "/api/v1/dead-letters?from=-1d")).isEqualTo("{\"deadLetters\":[],\"cut\":false}");
            assertThat(get(query, "/api/v1/topology"))
                    .contains("\"state\":\"RUNNING\"", "\"task\":\"0_0\"", "verdicts");
            assertThat(get(query, "/api/v1/lag")).contains("{\"app\":\"watch\",\"kind\":\"input\",\"topic\":");
        }
    }

    private static String get(QueryServer query, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(query.url() + path)).build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    private static void await(EmbeddedFlow flow, Predicate<Alert> wanted) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(flow.read(Topics.ALERTS)).anyMatch(wanted));
    }

    private static Predicate<Alert> is(String api, AlertState state) {
        return alert -> alert.getSeries().equals("api=" + api) && alert.getState() == state;
    }

    private static Mark acknowledged(String fingerprint) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return Mark.newBuilder()
                .setId("m")
                .setKind(MarkKind.ACKNOWLEDGED)
                .setFingerprint(fingerprint)
                .setFrom(now)
                .setMadeAt(now)
                .setBy("ann")
                .build();
    }

    private static CatalogEntry entry(String api, List<String> upstreams) {
        return CatalogEntry.newBuilder().setApi(api).setUpstreams(upstreams).build();
    }

    private static Verdict verdict(String api, VerdictState state) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return Verdict.newBuilder()
                .setRule("burst")
                .setRuleVersion("0123456789ab")
                .setSeries("api=" + api)
                .setLabels(Map.of("api", api))
                .setState(state)
                .setAt(now)
                .setSince(now)
                .setSeverity("P2")
                .setSummary(api + " fails")
                .setReason("the condition holds")
                .setCondition("failed_ratio > 0.1")
                .setWindowSeconds(10)
                .setEvidence(Map.of("calls", 20.0, "failed_ratio", 0.4))
                .build();
    }
}
