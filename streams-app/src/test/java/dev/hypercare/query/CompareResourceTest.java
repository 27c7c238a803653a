package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareResourceTest {
    private FakeServer server;
    private Function<String, List<BaselineReader.Period>> baselines = name -> List.of();

    /** In the first minute 10 calls of a, in the second 20 of a, 4 of them failed, and 5 of b. */
    @BeforeEach
    void start() {
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = START + 120_000;
        for (int i = 0; i < 20; i++) {
            if (i < 10) {
                kpis.call("api=x,consumer=a", START + i * 1000, 200, 10_000L);
            }
            kpis.call("api=x,consumer=a", START + 60_000 + i * 1000, i < 4 ? 500 : 200, 20_000L);
            if (i < 5) {
                kpis.call("api=x,consumer=b", START + 60_000 + i * 1000, 200, null);
            }
        }
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.baselines = (name, meanwhile) -> baselines.apply(name);
        api.now = START + 120_000;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRangeIsComparedWithTheOneJustBefore() throws Exception {
        JsonNode answer = server.json("/api/v1/compare?api=x&consumer=a&from=-1m", 200);
        assertThat(answer.path("other").path("total").path("from").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(figure(answer, "calls").path("difference").asDouble()).isEqualTo(10);
        assertThat(figure(answer, "calls").path("ratio").asDouble()).isEqualTo(2);
        assertThat(figure(answer, "failedShare").path("value").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(figure(answer, "failedShare").path("ratio").isNull()).isTrue();
        assertThat(figure(answer, "p99").path("ratio").asDouble()).isCloseTo(2, within(0.05));
    }

    @Test
    void aRangeIsComparedWithTheTimeOfABaseline() throws Exception {
        List<BaselineReader.Period> periods = List.of(
                period("api=y", START + 60_000, START + 120_000, 9),
                period("api=x,consumer=a", START, START + 60_000, 2),
                period("api=x,consumer=a", START + 60_000, START + 120_000, 1));
        baselines = name -> name.equals("pre-launch") ? periods : List.of();
        JsonNode answer = server.json("/api/v1/compare?api=x&consumer=a&from=-1m&against-baseline=pre-launch", 200);
        assertThat(answer.path("baseline").asText()).isEqualTo("pre-launch");
        assertThat(answer.path("other").path("total").path("from").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(answer.path("other").path("total").path("to").asText()).isEqualTo("2026-11-20T10:01:00Z");
        assertThat(figure(answer, "calls").path("against").asDouble()).isEqualTo(10);
        JsonNode problem = server.json("/api/v1/compare?api=x&consumer=a&against-baseline=other", 404);
        assertThat(problem.path("detail").asText()).isEqualTo("against-baseline: other");
        problem = server.json("/api/v1/compare?api=x&against-from=-2m&against-to=-1m&against-baseline=pre-launch", 400);
        assertThat(problem.path("field").asText()).isEqualTo("against-baseline");
    }

    private static BaselineReader.Period period(String series, long from, long to, long madeAt) {
        return new BaselineReader.Period(
                series, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), Instant.ofEpochMilli(madeAt));
    }

    @Test
    void aValueOfALabelIsComparedWithAnotherInTheSameRange() throws Exception {
        JsonNode answer = server.json("/api/v1/compare?api=x&consumer=a&against=consumer%3Db&from=-1m", 200);
        assertThat(answer.path("other").path("labels").path("consumer").asText())
                .isEqualTo("b");
        assertThat(answer.path("other").path("total").path("from"))
                .isEqualTo(answer.path("one").path("total").path("from"));
        assertThat(figure(answer, "calls").path("against").asDouble()).isEqualTo(5);
        assertThat(figure(answer, "p99").path("against").isNull()).isTrue();
        assertThat(figure(answer, "p99").path("difference").isNull()).isTrue();
    }

    @Test
    void anyTwoRangesCanBeComparedAlsoAsCsv() throws Exception {
        String path = "/api/v1/compare?consumer=a&from=-1m&against-from=-1m&against-to=now";
        assertThat(server.get(path + "&format=csv").body().lines())
                .startsWith("kpi,value,against,difference,ratio", "calls,20.0,20.0,0.0,1.0")
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=-1m | 400 | api: missing (expected: a label or more",
                "api=x&against=b | 400 | against: b (expected: labels that are given",
                "api=x&against=consumer%3Db | 400 | against: consumer=b",
                "api=x&against-from=-1h | 400 | against-to: missing",
                "api=x&agianst=y | 400 | agianst: no such parameter or label",
                "api=x&consumer=z | 404 | no calls of api=x,consumer=z are known"
            })
    void whatCannotBeComparedIsNamed(String question, int status, String detail) throws Exception {
        assertThat(server.json("/api/v1/compare?" + question, status)
                        .path("detail")
                        .asText())
                .startsWith(detail);
    }

    private static JsonNode figure(JsonNode answer, String kpi) {
        return StreamSupport.stream(answer.path("figures").spliterator(), false)
                .filter(figure -> figure.path("kpi").asText().equals(kpi))
                .findFirst()
                .orElseThrow();
    }
}
