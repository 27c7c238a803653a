package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternParetoTest {
    private static final List<Pattern> PATTERNS = List.of(
            pattern("a", PatternKind.MESSAGE, "pay", 70, 100),
            pattern("b", PatternKind.MESSAGE, "pay", 20, 900),
            pattern("c", PatternKind.MESSAGE, "shop", 10, 0),
            pattern("t", PatternKind.TICKET, "pay", 500, 500));

    @Test
    void theFewPatternsThatMakeMostOfTheErrorsAreToldWithTheirTemplates() {
        JsonNode answer = PatternPareto.of(PATTERNS, Map.of("by", "pattern"));
        assertThat(answer.get("values"))
                .extracting(value -> value.get("template").asText())
                .containsExactly("template of a", "template of b");
        assertThat(answer.get("values").get(1).get("cumulated").asDouble()).isEqualTo(0.9);
        assertThat(answer.get("rest").get("count").asDouble()).isEqualTo(10);
        assertThat(answer.get("sentence").asText()).isEqualTo("2 of 3 patterns make 90 % of 100");
    }

    @Test
    void anotherFigureAnotherApiOrTicketsCanBeAskedFor() {
        assertThat(PatternPareto.of(PATTERNS, Map.of("by", "pattern", "kpi", "total"))
                        .get("values"))
                .extracting(value -> value.get("value").asText())
                .containsExactly("b");
        assertThat(PatternPareto.of(PATTERNS, Map.of("by", "pattern", "api", "shop"))
                        .get("values"))
                .extracting(value -> value.get("value").asText())
                .containsExactly("c");
        assertThat(PatternPareto.of(PATTERNS, Map.of("by", "pattern", "kind", "ticket"))
                        .get("values"))
                .extracting(value -> value.get("value").asText())
                .containsExactly("t");
        assertThat(PatternPareto.of(PATTERNS, Map.of("by", "pattern", "kpi", "sinceGoLive"))
                        .get("sentence")
                        .asText())
                .isEqualTo("no pattern has any");
    }

    @Test
    void whatPatternsAreNotCountedByIsNamed() {
        assertThatThrownBy(() -> PatternPareto.of(PATTERNS, Map.of("by", "pattern", "from", "-1h")))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("from: -1h (expected: left out; as they stand patterns are counted");
        assertThatThrownBy(() -> PatternPareto.of(PATTERNS, Map.of("by", "pattern", "kpi", "failed")))
                .hasMessage("kpi: failed (expected: recent, total or sinceGoLive)");
    }

    private static Pattern pattern(String id, PatternKind kind, String api, long recent, long total) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(kind)
                .setApi(api)
                .setTemplate("template of " + id)
                .setState(PatternState.RECURRING)
                .setAt(Instant.EPOCH)
                .setReason("r")
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .setTotal(total)
                .setRecent(recent)
                .setWindowSeconds(300)
                .build();
    }
}
