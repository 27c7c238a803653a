package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of traces. */
class TraceTemplateTest {

    @Test
    void anIdBecomesPartOfTheAddressAndNothingElse() {
        TraceTemplate template = new TraceTemplate("https://t.example/trace/{traceId}?again={traceId}");
        assertThat(template.urls(List.of("4bf92f", "../?a=b&c d#<")))
                .containsExactly(
                        "https://t.example/trace/4bf92f?again=4bf92f",
                        "https://t.example/trace/..%2F%3Fa%3Db%26c%20d%23%3C?again=..%2F%3Fa%3Db%26c%20d%23%3C");
        assertThat(TraceTemplate.NONE.urls(List.of("4bf92f"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.example/trace",
                "javascript:alert('{traceId}')",
                "ftp://t.example/{traceId}",
                "/trace/{traceId}",
                "https://{traceId}/",
                "https://{traceId}.example/",
                "https://t.example/{trace}/{traceId}",
                "https:///{traceId}"
            })
    void whatIsNoSuchAddressIsRefused(String url) {
        assertThat(problems(url))
                .contains("trace-url")
                .contains("expected: an http or https URL with {traceId} after the host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://localhost:16686/trace/{traceId}",
                "https://g.example/explore?q={traceId}",
                "https://g.example/#/t/{traceId}"
            })
    void whatIsOneIsTaken(String url) {
        assertThat(problems(url)).isEmpty();
    }

    @Test
    void patternsHaveTheAddressesOfTheirTraces() throws Exception {
        FakeApi api = new FakeApi();
        Pattern pattern = Pattern.newBuilder(PatternResourceTest.pattern("p1", "a", PatternState.NEW, 1, 1))
                .setTraceIds(List.of("aa", "b b"))
                .build();
        api.patterns = () -> List.of(pattern);
        api.traces = new TraceTemplate("https://t.example/{traceId}");
        try (FakeServer server = api.start()) {
            assertThat(server.json("/api/v1/patterns?kind=messages", 200)
                            .path("patterns")
                            .path(0)
                            .path("traceUrls"))
                    .extracting(Object::toString)
                    .containsExactly("\"https://t.example/aa\"", "\"https://t.example/b%20b\"");
        }
    }

    @Test
    void kpisHaveTheTracesOfTheirSlowestAndTheirNewestFailedCall() throws Exception {
        FakeApi api = new FakeApi();
        FakeKpis kpis = new FakeKpis();
        kpis.call("api=a", FakeKpis.START, 503, 10L, "first")
                .call("api=a", FakeKpis.START + 1, 200, 90L, "slow one")
                .call("api=a", FakeKpis.START + 2, 503, 20L, "last");
        api.kpis = kpis;
        api.now = FakeKpis.START + 60_000;
        api.traces = new TraceTemplate("https://t.example/{traceId}");
        try (FakeServer server = api.start()) {
            for (String question : List.of("kpis?api=a&from=-5m", "heatmap?view=api&from=-5m")) {
                JsonNode answer = server.json("/api/v1/" + question, 200);
                JsonNode total = answer.has("series") ? answer.at("/series/0/total") : answer.path("total");
                assertThat(total.path("slowestTraceId").asText()).isEqualTo("slow one");
                assertThat(total.path("slowestTraceUrl").asText()).isEqualTo("https://t.example/slow%20one");
                assertThat(total.path("failedTraceId").asText()).isEqualTo("last");
                assertThat(total.path("failedTraceUrl").asText()).isEqualTo("https://t.example/last");
            }
        }
    }

    private static String problems(String url) {
        Problems problems = new Problems();
        TraceTemplate.read(Section.parse("test.yaml", "trace-url: \"" + url + "\"", problems));
        return String.join("\n", problems.messages());
    }
}
