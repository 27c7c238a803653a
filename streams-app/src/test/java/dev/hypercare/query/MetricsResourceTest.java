package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.StageReader.StageFigure;
import dev.hypercare.query.metrics.AppMeters;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is told, in which format, and how much of it. */
class MetricsResourceTest {
    private final FakeKpis kpis = new FakeKpis();
    private final AtomicLong nanos = new AtomicLong();
    private final FakeApi api = new FakeApi();

    @Test
    void answersInTheFormatThatIsAskedFor() throws Exception {
        try (FakeServer server = start(10)) {
            HttpResponse<String> text = server.get("/metrics");
            assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(text.body())
                    .contains("# HELP hypercare_dead_letters_total Records that could not be used")
                    .contains("# TYPE hypercare_dead_letters_total counter")
                    .contains("hypercare_dead_letters_total{stage=\"normalise\",task=\"0_1\"} 7")
                    .contains("hypercare_closed_timestamp_seconds{task=\"1_0\"} 12.5")
                    .contains("hypercare_alerts{severity=\"P1\",state=\"firing\"} 1.0")
                    .contains("hypercare_alerts{severity=\"P2\",state=\"firing\"} 0.0")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("# EOF");
            HttpResponse<String> open =
                    server.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
            assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
            assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE hypercare_dead_letters counter");
            assertThat(server.get("/metrics?x=y").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void tellsHowLongQuestionsTookByRouteAndNotByWhatWasAsked() throws Exception {
        try (FakeServer server = start(10)) {
            server.get("/api/v1/alerts/nobody-knows-it");
            server.get("/nowhere/at/all");
            String body = server.get("/metrics").body();
            assertThat(body)
                    .contains(
                            "hypercare_query_duration_seconds_count{route=\"/api/v1/alerts/{fingerprint}\",status=\"404\"} 1")
                    .contains("hypercare_query_duration_seconds_count{route=\"other\",status=\"404\"} 1")
                    .doesNotContain("nobody-knows-it");
        }
    }

    @Test
    void seriesBeyondTheLimitAreOneAndCounted() throws Exception {
        for (int i = 0; i < 5; i++) {
            for (int n = 0; n <= i; n++) {
                kpis.call("api=a" + i, FakeKpis.START + n, n % 2 == 0 ? 200 : 503, 1000L * (i + 1));
            }
        }
        kpis.closedUpTo = FakeKpis.START + 10_000;
        try (FakeServer server = start(2)) {
            String body = server.get("/metrics").body();
            assertThat(body)
                    .contains("hypercare_kpi_calls_per_second{api=\"a4\",view=\"api\"} 0.5")
                    .contains("hypercare_kpi_calls_per_second{api=\"a3\",view=\"api\"} 0.4")
                    .contains("hypercare_kpi_calls_per_second{api=\"{other}\",view=\"api\"} 0.6")
                    .contains("hypercare_kpi_failed_ratio{api=\"a3\",view=\"api\"} 0.5")
                    .contains("hypercare_kpi_series{view=\"api\"} 5")
                    .contains("hypercare_kpi_series_left_out{view=\"api\"} 3")
                    .contains("hypercare_kpi_readable{view=\"api\"} 1")
                    .doesNotContain("api=\"a2\"");
        }
    }

    @Test
    void kpisAreReadAgainAfterAPaneAndNotWithEachScrape() throws Exception {
        kpis.call("api=a", FakeKpis.START, 200, 1000L);
        kpis.closedUpTo = FakeKpis.START + 10_000;
        try (FakeServer server = start(2)) {
            server.get("/metrics");
            int reads = kpis.reads.size();
            assertThat(reads).isPositive();
            server.get("/metrics");
            assertThat(kpis.reads).hasSize(reads);
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());
            server.get("/metrics");
            assertThat(kpis.reads).hasSizeGreaterThan(reads);
        }
    }

    @Test
    void acceptsOpenMetricsOnlyWhereItIsNamedAndNotRefused() {
        assertThat(MetricsResource.wantsOpenMetrics(null)).isFalse();
        assertThat(MetricsResource.wantsOpenMetrics("*/*")).isFalse();
        assertThat(MetricsResource.wantsOpenMetrics("application/openmetrics-text;q=0"))
                .isFalse();
        assertThat(MetricsResource.wantsOpenMetrics("text/plain, application/openmetrics-text; version=1.0.0; q=0.7"))
                .isTrue();
    }

    private FakeServer start(int maxSeries) {
        api.alerts =
                () -> List.of(QueryServerTest.alert("f", "P1", dev.hypercare.schemas.events.AlertState.FIRING, "pay"));
        StageReader stages = () -> List.of(
                new StageFigure("normalise", "0_1", "dead-letters-total", 7),
                new StageFigure("kpi", "1_0", "closed-up-to", 12_500));
        api.meters = new AppMeters(
                api.apps,
                api.flow,
                stages,
                api.alerts,
                kpis,
                new MetricsConfig(true, List.of(List.of("api")), maxSeries, Duration.ofSeconds(10)),
                nanos::get);
        return api.start();
    }
}
