package dev.hypercare.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private final CallMetrics metrics = new CallMetrics();

    @Test
    void callsAreCountedByHowTheyEndedAndTheOtherEndsBeginAtZero() {
        List.of(200, 204, 404, 401, 403, 500, 0, 502, 503, 504).forEach(status -> metrics.add(Calls.ended(status)));
        String route = "gateway_calls_total{api=\"shop\",route=\"/v1/orders\",method=\"GET\",class=\"%s\"} %d\n";
        assertThat(metrics.text())
                .contains("# TYPE gateway_calls_total counter\n")
                .contains(route.formatted("ok", 2))
                .contains(route.formatted("client_error", 1))
                .contains(route.formatted("unauthorised", 2))
                .contains(route.formatted("server_error", 1))
                .contains(route.formatted("unreachable", 4))
                .contains("gateway_consumer_calls_total{api=\"shop\",consumer=\"ann\",class=\"ok\"} 2\n")
                .contains("gateway_instance_calls_total{gateway=\"edge-1\",class=\"unreachable\"} 4\n")
                .contains("gateway_response_bytes_total{api=\"shop\",route=\"/v1/orders\",method=\"GET\"} 20000\n")
                .contains("gateway_clock_offset_seconds{gateway=\"edge-1\"} 0.5\n");
    }

    @Test
    void theHistogramIsCumulative() {
        metrics.add(Calls.ended(200));
        metrics.add(Calls.ended(200));
        String labels = "api=\"shop\",route=\"/v1/orders\",method=\"GET\",kind=\"plain\"";
        assertThat(metrics.text())
                .contains("gateway_call_duration_seconds_bucket{" + labels + ",le=\"0.025\"} 0\n")
                .contains("gateway_call_duration_seconds_bucket{" + labels + ",le=\"0.05\"} 2\n")
                .contains("gateway_call_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} 2\n")
                .contains("gateway_call_duration_seconds_count{" + labels + "} 2\n")
                .contains("gateway_call_duration_seconds_sum{" + labels + "} 0.08\n");
    }

    @Test
    void tokensAndTheirAbsenceAreCountedByModel() {
        metrics.add(Calls.toModel("m1", 500L));
        metrics.add(Calls.toModel("m1", null));
        assertThat(metrics.text())
                .contains("gateway_consumer_tokens_total{api=\"shop\",consumer=\"ann\"} 1000\n")
                .contains("gateway_model_usage_missing_total{api=\"shop\",model=\"m1\"} 1\n")
                .contains("gateway_model_calls_total{api=\"shop\",model=\"m1\",class=\"ok\"} 2\n")
                .contains("kind=\"ai\",le=\"0.05\"} 2\n");
    }

    @Test
    void valuesOfLabelsAreEscaped() {
        metrics.add(Calls.ofApi("a\"b\\c\nd"));
        assertThat(metrics.text()).contains("api=\"a\\\"b\\\\c\\nd\",route=");
    }
}
