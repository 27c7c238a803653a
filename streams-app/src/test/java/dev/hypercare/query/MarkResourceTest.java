package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.MarkKind;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private final List<Alert> alerts = new ArrayList<>();
    private final FakeMarks marks = new FakeMarks();
    private FakeServer server;

    @BeforeEach
    void start() {
        server = FakeServer.of(() -> alerts, marks);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMarkIsMadeListedAndTakenBack() throws Exception {
        HttpResponse<String> made = post(
                "{\"kind\": \"maintenance\", \"selector\": {\"api\": \"pay\", \"rule\": \"burst\"}, \"for\": \"2h\","
                        + " \"by\": \"ann\", \"note\": \"new database\"}",
                "application/json");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode mark = JSON.readTree(made.body());
        assertThat(mark.get("id").asText()).matches("[0-9a-f]{12}");
        assertThat(mark.get("kind").asText()).isEqualTo("maintenance");
        assertThat(mark.get("selector").toString()).isEqualTo("{\"api\":\"pay\",\"rule\":\"burst\"}");
        assertThat(mark.get("from").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(mark.get("to").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(marks.marks().get(0).getKind()).isEqualTo(MarkKind.MAINTENANCE);
        JsonNode listed =
                JSON.readTree(server.send("GET", "/api/v1/marks").body()).get("marks");
        assertThat(listed).containsExactly(mark);
        String path = "/api/v1/marks/" + mark.get("id").asText();
        assertThat(server.send("DELETE", path).statusCode()).isEqualTo(204);
        assertThat(server.send("DELETE", path).statusCode()).isEqualTo(404);
        assertThat(marks.marks()).isEmpty();
    }

    @Test
    void whatIsSaidOfAnAlertHoldsFromItsNewestChangeOn() throws Exception {
        Alert alert = QueryServerTest.alert("ab", "P1", AlertState.FIRING, "pay");
        alerts.add(alert);
        JsonNode mark = JSON.readTree(
                post("{\"kind\": \"acknowledged\", \"fingerprint\": \"ab\", \"by\": \"ann\"}", "application/json")
                        .body());
        assertThat(mark.get("from").asText()).isEqualTo(alert.getAt().toString());
        assertThat(mark.get("madeAt").asText()).isEqualTo(NOW.toString());
        assertThat(mark.get("to").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"silence\", \"by\": \"a\"} | kind: silence (expected: one of acknowledged, false-alarm, fixed, maintenance, note)",
                "{\"by\": \"a\"} | kind: missing (expected: one of",
                "{\"kind\": \"note\", \"by\": \"a\"} | fingerprint: missing, and no selector (expected: either",
                "{\"kind\": \"note\", \"fingerprint\": \"a\", \"selector\": {\"api\": \"b\"}, \"by\": \"a\"} | fingerprint: a, and a selector",
                "{\"kind\": \"maintenance\", \"selector\": {\"api\": \"b\"}, \"by\": \"a\"} | to: missing (expected: when the maintenance ends",
                "{\"kind\": \"note\", \"fingerprint\": \"a\"} | by: missing (expected: who says it)",
                "{\"kind\": \"note\", \"fingerprint\": \"a\", \"by\": \"a\", \"from\": \"now\", \"to\": \"-1h\"} | to: 2026-11-20T09:00:00Z (expected: after from",
                "{\"kind\": \"note\", \"fingerprint\": \"a\", \"by\": \"a\", \"for\": \"soon\"} | for: soon (expected: a duration",
                "{\"kind\": \"note\", \"fingerprint\": \"a\", \"by\": \"a\", \"until\": \"x\"} | until: no such field",
                "{\"kind\": \"note\", \"selector\": {\"api\": 1}, \"by\": \"a\"} | selector.api: 1 (expected: a text)",
                "[] | body: not a JSON object",
                "nothing | body: not a JSON object"
            })
    void whatCannotBeUsedIsAProblemDetailThatNamesTheField(String body, String detail) throws Exception {
        HttpResponse<String> answer = post(body, "application/json; charset=utf-8");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith(detail);
        assertThat(marks.marks()).isEmpty();
    }

    @Test
    void whatAWebPageCouldSendUnaskedIsRefused() throws Exception {
        assertThat(post("{\"kind\": \"note\"}", "text/plain").statusCode()).isEqualTo(415);
        assertThat(server.send("GET", "/api/v1/marks?state=x").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return server.post("/api/v1/marks", body, type);
    }
}
