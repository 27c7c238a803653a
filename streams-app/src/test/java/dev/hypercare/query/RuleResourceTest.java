package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.rules.FakeRules;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String RULE =
            "rules: [{id: mine, summary: s, view: [api], severity: p2, window: 5s, when: failed > 3}]";

    private final FakeRules rules = new FakeRules(NOW.toEpochMilli());
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(rules);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRuleIsAppliedShownListedAndEnded() throws Exception {
        HttpResponse<String> applied = post(body(RULE, ", \"note\": \"try\""), "application/json");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode change = JSON.readTree(applied.body()).get("changes").get(0);
        assertThat(change.get("id").asText()).isEqualTo("mine");
        assertThat(change.get("before").asText()).isEqualTo("off");
        assertThat(change.get("version").asText()).matches("[0-9a-f]{12}");
        assertThat(change.get("from").asText()).isEqualTo("2026-11-20T10:00:03Z");
        assertThat(change.get("changes").asBoolean()).isTrue();
        rules.pass(10_000);

        JsonNode shown = JSON.readTree(server.send("GET", "/api/v1/rules/mine").body());
        assertThat(shown.get("definition").asText()).contains("id: mine", "failed > 3");
        JsonNode row = shown.get("rules").get(0);
        assertThat(row.get("version")).isEqualTo(change.get("version"));
        assertThat(row.get("source").asText()).isEqualTo("applied");
        assertThat(row.get("mode").asText()).isEqualTo("live");
        assertThat(row.get("by").asText()).isEqualTo("ann");
        assertThat(row.get("note").asText()).isEqualTo("try");
        JsonNode listed =
                JSON.readTree(server.send("GET", "/api/v1/rules").body()).get("rules");
        assertThat(listed).contains(row).hasSizeGreaterThan(5);
        assertThat(listed.findValuesAsText("id")).isSorted();
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = JSON.readTree(
                    server.send("GET", "/api/v1/rules?limit=7" + cursor).body());
            paged.addAll(page.get("rules").findValuesAsText("id"));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(listed.findValuesAsText("id"));
        assertThat(server.send("GET", "/api/v1/rules?format=csv").body()).contains("mine,mine,", "id,entry,version");

        assertThat(post(body(RULE, ""), "application/json").statusCode()).isEqualTo(200);
        HttpResponse<String> ended = server.send("DELETE", "/api/v1/rules/mine?by=bob&note=enough");
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(ended.body())
                        .get("changes")
                        .get(0)
                        .get("version")
                        .asText())
                .isEqualTo("off");
        assertThat(rules.written()).hasSize(2);
        assertThat(rules.written().get(1).getUses().get(0).getBy()).isEqualTo("bob");
    }

    @Test
    void aTrialChangesNothing() throws Exception {
        HttpResponse<String> answer = post(body(RULE, ", \"dryRun\": true"), "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("dryRun").asBoolean()).isTrue();
        assertThat(JSON.readTree(answer.body()).get("changes")).hasSize(1);
        assertThat(rules.written()).isEmpty();
    }

    @Test
    void aChangeCanBeOrderedForLater() throws Exception {
        String later = ", \"from\": \"2026-11-20T12:00:00Z\"";
        assertThat(post(body(RULE, later), "application/json").statusCode()).isEqualTo(201);
        assertThat(rules.written().get(0).getUses().get(0).getFrom()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        HttpResponse<String> past = server.send("DELETE", "/api/v1/rules/mine?by=bob&from=-1h");
        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body()).contains("2026-11-20T10:00:03Z or later");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"files\": [{\"name\": \"a\", \"text\": \"b\"}]} | by: missing (expected: who says it)",
                "{\"by\": \"a\"} | files: none (expected: files of rules",
                "{\"by\": \"a\", \"files\": [{\"name\": \"a\"}]} | files: {\"name\":\"a\"} (expected: a name and a text",
                "{\"by\": \"a\", \"files\": [], \"until\": \"x\"} | until: no such field (expected: files, by, note, from, dryRun)",
                "{\"by\": \"a\", \"files\": [{\"name\": \"a\", \"text\": \"b\"}], \"from\": \"soon\"} | from: soon (expected: an instant",
                "{\"by\": \"a\", \"files\": [], \"dryRun\": 1} | dryRun: 1 (expected: true or false)",
                "nothing | body: not a JSON object"
            })
    void whatCannotBeUsedIsAProblemDetailThatNamesTheField(String body, String detail) throws Exception {
        HttpResponse<String> answer = post(body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith(detail);
        assertThat(rules.written()).isEmpty();
    }

    @Test
    void everyProblemOfTheRulesIsToldAtOnce() throws Exception {
        HttpResponse<String> answer =
                post(body(RULE.replace("p2", "p9").replace("window", "windows"), ""), "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asText())
                .contains("my.yaml:1: rules[0].severity: p9", "windows: unknown key");
        assertThat(rules.written()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatAWebPageCouldSendUnaskedIsRefused() throws Exception {
        assertThat(server.send("GET", "/api/v1/rules/none").statusCode()).isEqualTo(404);
        assertThat(server.send("DELETE", "/api/v1/rules/none?by=a").statusCode())
                .isEqualTo(404);
        assertThat(server.send("DELETE", "/api/v1/rules/route-silent").statusCode())
                .isEqualTo(400);
        assertThat(server.send("GET", "/api/v1/rules?state=x").statusCode()).isEqualTo(400);
        assertThat(post(body(RULE, ""), "text/plain").statusCode()).isEqualTo(415);
    }

    private static String body(String yaml, String more) {
        return "{\"by\": \"ann\", \"files\": [{\"name\": \"my.yaml\", \"text\": \"" + yaml + "\"}]" + more + "}";
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return server.post("/api/v1/rules", body, type);
    }
}
