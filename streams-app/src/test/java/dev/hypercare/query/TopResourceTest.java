package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopResourceTest {
    private FakeServer server;

    /** a: 10 calls, 5 failed, 10 ms; b: 20 calls, 4 failed, 90 ms; c: one call, failed, latency not measured. */
    @BeforeEach
    void start() {
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = START + 60_000;
        for (int i = 0; i < 20; i++) {
            if (i < 10) {
                kpis.call("api=x,consumer=a", START + i * 1000, i < 5 ? 500 : 200, 10_000L);
            }
            kpis.call("api=x,consumer=b", START + i * 1000, i < 4 ? 500 : 200, 90_000L);
        }
        kpis.call("api=y,consumer=c", START, 0, null);
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.now = START + 60_000;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "kpi=failed,a b c",
        "kpi=calls,b a c",
        "kpi=failedShare,c a b",
        "kpi=callsPerSecond,b a c",
        "kpi=p99,b a",
        "kpi=p50&limit=1,b",
        "kpi=meanLatency&min-calls=11,b",
        "kpi=failed&api=y,c",
        "from=-1m,a b c"
    })
    void theLargestComesFirstWhateverItIsRankedBy(String question, String values) throws Exception {
        assertThat(values(top(question))).containsExactly(values.split(" "));
    }

    @Test
    void eachValueHasItsAmountAndItsFigures() throws Exception {
        JsonNode top = top("kpi=p99&limit=1");
        assertThat(top.path("values").path(0).path("amount").asDouble()).isBetween(89.0, 91.0);
        assertThat(top.path("values").path(0).path("total").path("calls").asLong())
                .isEqualTo(20);
        assertThat(top.path("values").path(0).path("labels").path("consumer").asText())
                .isEqualTo("b");
        assertThat(top.path("more").asInt()).isEqualTo(1);
        assertThat(server.get("/api/v1/top?by=consumer&from=-1m&format=csv")
                        .body()
                        .lines())
                .containsExactly("value,amount", "a,5.0", "b,4.0", "c,1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by=consumer&kpi=speed | kpi: speed (expected: one of failed,",
                "by=consumer&kpi=p0 | kpi: p0 (expected",
                "by=consumer&kpi=p101 | kpi: p101 (expected",
                "kpi=failed | by: missing",
                "by=planet | by: planet",
                "by=consumer&min-calls=-1 | min-calls: -1 (expected: a whole number",
                "by=consumer&limit=1001 | limit: 1001"
            })
    void whatCannotBeMeantIsNamed(String question, String detail) throws Exception {
        assertThat(server.json("/api/v1/top?" + question, 400).path("detail").asText())
                .startsWith(detail);
    }

    private JsonNode top(String question) throws Exception {
        return server.json("/api/v1/top?by=consumer&from=-1m&" + question.replace("from=-1m", "limit=10"), 200);
    }

    private static List<String> values(JsonNode top) {
        return StreamSupport.stream(top.path("values").spliterator(), false)
                .map(value -> value.path("value").asText())
                .toList();
    }
}
