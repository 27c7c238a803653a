package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.GapState;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gaps, what makes a KPI and what changed it, over HTTP. */
class GapResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<Gap> gaps = new ArrayList<>();
    private final FakeKpis kpis = new FakeKpis();
    private FakeServer server;

    @BeforeEach
    void start() {
        kpis.closedUpTo = START + 600_000;
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.gaps = () -> gaps;
        api.now = START + 600_000;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void openGapsAreListedWhatRisesFirstThenTheNewest() throws Exception {
        gaps.add(gap("1", GapKind.NO_REPORT, "pay", 5));
        gaps.add(gap("2", GapKind.NO_ALERT, "pay", 1));
        gaps.add(gap("3", GapKind.NO_ALERT, "shop", 2));
        JsonNode list = JSON.readTree(get("/api/v1/gaps", 200)).get("gaps");
        assertThat(list).extracting(gap -> gap.get("id").asText()).containsExactly("3", "2", "1");
        JsonNode one = list.get(0);
        assertThat(one.get("kind").asText()).isEqualTo("NO_ALERT");
        assertThat(one.get("since").asText()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(one.get("evidence").get("recent").asDouble()).isEqualTo(7);
        assertThat(one.get("tickets").get(0).asText()).isEqualTo("jira:1");
        assertThat(JSON.readTree(get("/api/v1/gaps?kind=no-alert&api=pay", 200)).get("gaps"))
                .extracting(gap -> gap.get("id").asText())
                .containsExactly("2");
        assertThat(get("/api/v1/gaps?format=csv&kind=NO-REPORT", 200).lines())
                .containsExactly(
                        "kind,api,tenant,since,at,summary,reason,subject,id",
                        "NO_REPORT,pay,,1970-01-01T00:00:05Z,1970-01-01T00:00:06Z,s,r,x,1");
        assertThat(get("/api/v1/gaps?kind=holes", 400)).contains("kind: holes (expected: no-alert or no-report)");
        assertThat(get("/api/v1/gaps?planet=mars", 400)).contains("no such parameter");
    }

    @Test
    void theFewThatMakeMostAreAnsweredAsJsonAndCsv() throws Exception {
        for (int i = 0; i < 10; i++) {
            kpis.call("api=pay,consumer=c" + i % 2, START + i * 1000, i < 8 ? 503 : 200, 1000L);
            kpis.call("api=pay,consumer=c1", START + 60_000 + i * 1000, 503, 1000L);
        }
        JsonNode answer = JSON.readTree(get("/api/v1/pareto?by=consumer&from=-10m&share=0.7", 200));
        assertThat(answer.get("total").asDouble()).isEqualTo(18);
        assertThat(answer.get("values")).hasSize(1);
        assertThat(answer.get("values").get(0).get("labels").get("consumer").asText())
                .isEqualTo("c1");
        assertThat(answer.get("values").get(0).get("cumulated").asDouble()).isEqualTo(14 / 18.0);
        assertThat(answer.get("rest").get("count").asDouble()).isEqualTo(4);
        assertThat(get("/api/v1/pareto?by=consumer&from=-10m&format=csv", 200).lines())
                .startsWith("value,count,share,cumulated");
        assertThat(get("/api/v1/pareto?by=planet", 400)).contains("by: planet");
    }

    @Test
    void whatChangedIsAnsweredAsJsonAndCsv() throws Exception {
        for (int i = 0; i < 100; i++) {
            kpis.call("api=pay,consumer=c" + i % 4, START + i * 1000, i == 0 ? 503 : 200, 1000L);
            kpis.call("api=pay,consumer=c" + i % 4, START + 300_000 + i * 1000, i % 4 == 3 ? 503 : 200, 1000L);
        }
        JsonNode answer = JSON.readTree(get("/api/v1/changed?from=-5m&by=consumer&limit=1", 200));
        assertThat(answer.get("sentence").asText())
                .isEqualTo("consumer=c3 explains 104 % of the increase of failed calls (1 before, 25 now, 1 expected)");
        assertThat(answer.get("againstFrom").asText()).isEqualTo("2026-11-20T10:00:00Z");
        JsonNode label = answer.get("labels").get(0);
        assertThat(label.get("values")).hasSize(1);
        assertThat(label.get("values").get(0).get("explains").asBoolean()).isTrue();
        double parts = label.get("values").get(0).get("contribution").asDouble()
                + label.get("rest").get("contribution").asDouble();
        assertThat(parts).isCloseTo(1, within(1e-9));
        assertThat(get("/api/v1/changed?from=-5m&by=consumer&format=csv", 200).lines())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("label,value,before,after");
    }

    private String get(String path, int status) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        return response.body();
    }

    private static Gap gap(String id, GapKind kind, String api, long since) {
        return Gap.newBuilder()
                .setId(id)
                .setKind(kind)
                .setState(GapState.OPEN)
                .setApi(api)
                .setSubject("x")
                .setSince(Instant.ofEpochSecond(since))
                .setAt(Instant.ofEpochSecond(since + 1))
                .setSummary("s")
                .setReason("r")
                .setEvidence(Map.of("recent", 7.0))
                .setTickets(List.of("jira:1"))
                .build();
    }
}
