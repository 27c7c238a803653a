package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.ExplainReader.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainResourceTest {
    private final List<Question> asked = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.explain = (question, meanwhile) -> {
            asked.add(question);
            meanwhile.run();
            if ("gone".equals(question.rule())) {
                throw new InvalidInput("rule: gone (expected: the id of a rule)", "hypercare rules list shows them.");
            }
            return answer();
        };
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void labelsAndTimeAreWhatIsAsked() throws Exception {
        assertThat(server.json("/api/v1/explain?api=pay&route=/v1&at=-5m&rule=x&warmUp=30m", 200))
                .isEqualTo(answer());
        assertThat(server.json("/api/v1/explain?api=pay&at=now", 200)).isEqualTo(answer());
        assertThat(asked)
                .containsExactly(
                        new Question(
                                Map.of("api", "pay", "route", "/v1"),
                                FakeKpis.START - 300_000,
                                "x",
                                Duration.ofMinutes(30)),
                        new Question(Map.of("api", "pay"), FakeKpis.START, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at=now | labels: none (expected: what is to be explained",
                "api=pay | at: missing (expected: an instant",
                "api=pay&at=soon | at: soon (expected: an instant",
                "api=pay&at=now&warmUp=4d | warmUp: 4d (expected: a duration up to 3d",
                "apy=pay&at=now | apy: no such parameter or label",
            })
    void whatCannotBeAskedIsNamed(String query, String detail) throws Exception {
        assertThat(server.json("/api/v1/explain?" + query, 400).get("detail").asText())
                .startsWith(detail);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsNotThereIs404WithWhatToDo() throws Exception {
        JsonNode problem = server.json("/api/v1/explain?api=pay&at=now&rule=gone", 404);
        assertThat(problem.get("detail").asText()).startsWith("rule: gone");
        assertThat(problem.get("advice").asText()).contains("rules list");
    }

    private static ObjectNode answer() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("at", "2026-11-20T10:00:00Z");
        json.putObject("labels").put("api", "pay");
        json.putArray("readings");
        json.putArray("partsNotWell");
        json.put("partsWell", 3);
        json.putArray("notLooking");
        json.putArray("silentGateways");
        json.putArray("notes").add("a note");
        return json;
    }
}
