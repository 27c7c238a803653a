package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.events.Change;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeListResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FakeChanges changes = new FakeChanges(FakeKpis.START);
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(changes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDeploymentNeedsAnApiAndTheRestIsMadeUp() throws Exception {
        JsonNode made = post("{\"api\": \"payments\", \"version\": \"1.8.2\", \"actor\": \"ann@example.com\"}", 201);
        assertThat(made.get("id").asText()).matches("[0-9a-f]{12}");
        assertThat(made.get("kind").asText()).isEqualTo("deployment");
        assertThat(made.get("apis").toString()).isEqualTo("[\"payments\"]");
        assertThat(made.get("startedAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(made.get("usedFrom").asText()).isEqualTo("2026-11-20T10:00:03Z");
        assertThat(made.get("status").asText()).isEqualTo("succeeded");
        assertThat(made.get("title").asText()).isEqualTo("deployment 1.8.2 of payments");
        assertThat(made.get("actor").asText()).isEqualTo("a***@example.com");
        assertThat(server.json("/api/v1/changes", 200).get("changes")).containsExactly(made);
    }

    @Test
    void theSameToldTwiceIsOneChangeAndIsWrittenOnce() throws Exception {
        String body = "{\"id\": \"4711\", \"api\": \"payments\", \"actor\": \"ann\"}";
        JsonNode first = post(body, 201);
        assertThat(post(body, 200)).isEqualTo(first);
        assertThat(changes.written()).isEqualTo(1);
    }

    @Test
    void whatIsToldLaterOfAKnownChangeLeavesTheRestAsItWas() throws Exception {
        JsonNode first = post(
                "{\"id\": \"4711\", \"apis\": [\"b\", \"a\"], \"startedAt\": \"-10m\", \"status\": \"started\"}", 201);
        JsonNode later = post("{\"id\": \"4711\", \"status\": \"failed\", \"endedAt\": \"now\"}", 201);
        assertThat(later.get("startedAt")).isEqualTo(first.get("startedAt"));
        assertThat(later.get("apis").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(later.get("status").asText()).isEqualTo("failed");
        assertThat(later.get("endedAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(changes.changes()).hasSize(1);
        assertThat(changes.written()).isEqualTo(2);
    }

    @Test
    void rulesKnowOfAnAnnouncedChangeWhenItBegins() throws Exception {
        JsonNode made = post("{\"service\": \"payments\", \"startedAt\": \"2026-11-20T11:00:00Z\"}", 201);
        assertThat(made.get("usedFrom")).isEqualTo(made.get("startedAt"));
    }

    @Test
    void theListIsCutToATimeAnApiAKindAndALength() throws Exception {
        post("{\"id\": \"a\", \"api\": \"pay\", \"startedAt\": \"-2h\"}", 201);
        post("{\"id\": \"b\", \"api\": \"pay\", \"startedAt\": \"-1h\", \"kind\": \"flag\"}", 201);
        post("{\"id\": \"c\", \"service\": \"stock\", \"startedAt\": \"-30m\"}", 201);
        post("{\"id\": \"d\", \"api\": \"pay\", \"startedAt\": \"-2d\"}", 201);
        assertThat(ids("")).containsExactly("c", "b", "a");
        assertThat(ids("?from=-3d")).containsExactly("c", "b", "a", "d");
        assertThat(ids("?from=-90m&to=-45m")).containsExactly("b");
        assertThat(ids("?api=stock")).containsExactly("c");
        assertThat(ids("?kind=flag")).containsExactly("b");
        JsonNode cut = server.json("/api/v1/changes?limit=2", 200);
        assertThat(cut.get("cut").asBoolean()).isTrue();
        assertThat(cut.get("changes")).hasSize(2);
        assertThat(server.get("/api/v1/changes?format=csv").body())
                .startsWith("id,kind,apis,service,version")
                .contains("\nb,flag,pay,")
                .contains("c,deployment,,stock,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | api: missing, and neither apis nor service (expected: the name of the API",
                "{\"api\": \"a\", \"kind\": \"party\"} | kind: party (expected: one of deployment, config, flag, rollback, other)",
                "{\"api\": \"a\", \"status\": \"unknown\"} | status: unknown (expected: one of started, succeeded, failed)",
                "{\"api\": \"a\", \"apis\": [\"b\"]} | api: a, and apis (expected: one of both)",
                "{\"apis\": \"b\"} | apis: \"b\" (expected: up to 100 names",
                "{\"apis\": [1]} | apis: [1] (expected: up to 100 names",
                "{\"api\": \"a\", \"startedAt\": \"soon\"} | startedAt: soon (expected: an instant",
                "{\"api\": \"a\", \"startedAt\": \"-100d\"} | startedAt: 2026-08-12T10:00:00Z (expected: within 90 days before",
                "{\"api\": \"a\", \"endedAt\": \"-1h\"} | endedAt: 2026-11-20T09:00:00Z (expected: not before startedAt",
                "{\"api\": \"a\", \"link\": \"javascript:alert(1)\"} | link: javascript:alert(1) (expected: an address",
                "{\"api\": \"a\", \"id\": \"a b\"} | id: a b (expected: 1 to 200 letters",
                "{\"api\": \"a\", \"version\": 1} | version: 1 (expected: a text)",
                "{\"api\": \"a\", \"title\": \" \"} | title:   (expected: one line",
                "{\"api\": \"a\", \"when\": \"now\"} | when: no such field (expected: id, kind,",
                "[] | body: not a JSON object"
            })
    void whatCannotBeUsedIsAProblemDetailThatNamesTheField(String body, String detail) throws Exception {
        HttpResponse<String> answer = server.post("/api/v1/changes", body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith(detail);
        assertThat(changes.written()).isZero();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        String detail = post("{\"kind\": \"party\", \"startedAt\": \"soon\", \"tag\": 1, \"version\": 2}", 400)
                .get("detail")
                .asText();
        assertThat(detail)
                .contains("kind: party", "startedAt: soon", "tag: no such field", "version: 2", "api: missing");
    }

    @Test
    void whatAWebPageCouldSendUnaskedIsRefusedAndSoIsAnotherQuestion() throws Exception {
        assertThat(server.post("/api/v1/changes", "{\"api\": \"a\"}", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.json("/api/v1/changes?to=-2d", 400).get("detail").asText())
                .startsWith("to: -2d (expected: after from");
        assertThat(server.json("/api/v1/changes?kind=x", 400).get("detail").asText())
                .startsWith("kind: x");
        assertThat(server.json("/api/v1/changes?limit=0", 400).get("detail").asText())
                .startsWith("limit: 0");
    }

    @Test
    void whileNothingIsKnownItSaysSo() throws Exception {
        try (FakeServer other = FakeServer.of(ChangeBoard.absent("kpi is starting"))) {
            assertThat(other.json("/api/v1/changes", 503).get("detail").asText())
                    .contains("kpi is starting");
        }
    }

    @Test
    void whoMadeItIsMaskedOnceAndForAll() throws Exception {
        String masked = post("{\"id\": \"x\", \"api\": \"a\", \"actor\": \"Ann Miller\"}", 201)
                .get("actor")
                .asText();
        assertThat(masked).isEqualTo("A***");
        post("{\"id\": \"x\", \"version\": \"2\"}", 201);
        assertThat(changes.changes()).extracting(Change::getActor).containsExactly(masked);
    }

    private List<String> ids(String query) throws Exception {
        return server.json("/api/v1/changes" + query, 200).get("changes").findValuesAsText("id");
    }

    private JsonNode post(String body, int status) throws Exception {
        HttpResponse<String> answer = server.post("/api/v1/changes", body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
