package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatternResourceTest {
    private static final Instant START = Instant.parse("2027-01-11T08:00:00Z");

    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Pattern> subjects = new ArrayList<>();
    private final FakeHistory history = new FakeHistory();
    private boolean subjectsAreElsewhere;
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.patterns = reader();
        api.now = START.plusSeconds(7200).toEpochMilli();
        server = api.start();
        patterns.add(pattern("a", "pay", PatternState.RARE, 900, 7000));
        patterns.add(pattern("b", "pay", PatternState.SURGING, 40, 7100));
        patterns.add(pattern("c", "mail", PatternState.NEW, 1, 7100));
        patterns.add(pattern("d", "mail", PatternState.NEW, 2, 100));
        patterns.add(pattern("e", "mail", PatternState.REGRESSED, 7, 7100));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsNewComesFirstThenWhatCameBackAndWhatSurges() throws Exception {
        assertThat(ids("")).containsExactly("d", "c", "e", "b", "a");
    }

    @Test
    void apiStateAndTimeNarrowItDown() throws Exception {
        assertThat(ids("?api=pay")).containsExactly("b", "a");
        assertThat(ids("?state=new")).containsExactly("d", "c");
        assertThat(ids("?since=-30m")).containsExactly("c", "e", "b", "a");
    }

    @Test
    void whatCannotBeMeantIsToldWithWhatCan() throws Exception {
        assertThat(get("?state=newer", 400).path("detail").asText()).contains("newer");
        assertThat(get("?since=soon", 400).path("detail").asText()).contains("soon");
        assertThat(get("?id=a", 400).path("detail").asText()).contains("id");
    }

    @Test
    void theFieldsAreThoseOfTheRecord() throws Exception {
        JsonNode pattern = get("?api=pay&state=rare", 200).path("patterns").get(0);
        assertThat(pattern.path("firstSeen").asText()).isEqualTo("2027-01-11T08:00:00Z");
        assertThat(pattern.path("routes").get(0).asText()).isEqualTo("/v1/pay");
        assertThat(pattern.path("recent").asLong()).isEqualTo(900);
        assertThat(pattern.path("usual").isNull()).isTrue();
    }

    @Test
    void patternsOfTicketsAreAmongThemAndKindNarrowsItDown() throws Exception {
        subjects.add(Pattern.newBuilder(pattern("t", "pay", PatternState.SURGING, 90, 7100))
                .setKind(PatternKind.TICKET)
                .build());
        assertThat(ids("")).containsExactly("d", "c", "e", "t", "b", "a");
        assertThat(ids("?kind=messages&api=pay")).containsExactly("b", "a");
        assertThat(ids("?kind=tickets")).containsExactly("t");
        assertThat(get("?kind=mail", 400).path("detail").asText())
                .isEqualTo("kind: mail (expected: messages or tickets)");
    }

    @Test
    void whereTicketsAreKeptElsewhereMessagesAreAnsweredWithANote() throws Exception {
        subjectsAreElsewhere = true;
        assertThat(ids("")).hasSize(5);
        assertThat(get("", 200).path("notes").get(0).asText()).isEqualTo("without patterns of tickets: elsewhere");
        assertThat(get("?kind=messages", 200).path("notes")).isEmpty();
        get("?kind=tickets", 503);
    }

    @Test
    void theOverflowIsNamed() throws Exception {
        patterns.add(Pattern.newBuilder(pattern("o", "pay", PatternState.RARE, 1200, 7100))
                .setTemplate(PatternRule.OVERFLOW)
                .build());
        JsonNode answer = get("?api=pay", 200);
        assertThat(answer.path("notes").get(0).asText())
                .isEqualTo(
                        "pay has more different messages than are told apart: 1,200 calls are counted together, 1,200 of them in its newest window");
        assertThat(answer.path("patterns"))
                .filteredOn(pattern -> pattern.path("overflow").asBoolean())
                .extracting(pattern -> pattern.path("id").asText())
                .containsExactly("o");
    }

    @Test
    void theMessagesOfARangeAndOfItsChangeAreAnsweredByTheDocument() throws Exception {
        long now = START.plusSeconds(7200).toEpochMilli();
        history.upTo(now);
        history.calls("pay", "a", now - 300_000, 70);
        history.calls("pay", "gone", now - 300_000, 30);
        history.calls("pay", "a", now - 4_000_000, 10);
        JsonNode pareto = asked("/api/v1/pareto?by=pattern&from=-1h&share=1", 200);
        assertThat(pareto.path("values"))
                .extracting(value -> value.path("value").asText() + " "
                        + value.path("template").asText())
                .containsExactly("a refused by <*>", "gone (a pattern that is forgotten)");
        assertThat(asked("/api/v1/pareto?by=pattern&from=-1m", 200).path("values"))
                .isEmpty();
        JsonNode changed = asked("/api/v1/changed?by=pattern&from=-1h&api=pay", 200);
        assertThat(changed.path("labels")
                        .get(0)
                        .path("values")
                        .get(0)
                        .path("after")
                        .asInt())
                .isEqualTo(70);
        assertThat(server.get("/api/v1/changed?by=pattern&from=-1h&format=csv").body())
                .startsWith("label,value");
        asked("/api/v1/pareto?by=pattern&from=-1h&kind=ticket", 400);
    }

    private PatternReader reader() {
        return new PatternReader() {
            @Override
            public List<Pattern> patterns() {
                return patterns;
            }

            @Override
            public PatternSource source() {
                return question -> PatternPart.of(history, question);
            }

            @Override
            public List<Pattern> subjects() {
                if (subjectsAreElsewhere) {
                    throw new NotReadyException("elsewhere");
                }
                return subjects;
            }
        };
    }

    private List<String> ids(String question) throws Exception {
        List<String> ids = new ArrayList<>();
        get(question, 200)
                .path("patterns")
                .forEach(pattern -> ids.add(pattern.path("id").asText()));
        return ids;
    }

    private JsonNode get(String question, int status) throws Exception {
        return asked("/api/v1/patterns" + question, status);
    }

    private JsonNode asked(String question, int status) throws Exception {
        HttpResponse<String> answer = server.get(question);
        assertThat(answer.statusCode()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }

    static Pattern pattern(String id, String api, PatternState state, long recent, long lastSeen) {
        return Pattern.newBuilder()
                .setId(id)
                .setKind(PatternKind.MESSAGE)
                .setApi(api)
                .setTemplate("refused by <*>")
                .setState(state)
                .setAt(START.plusSeconds(lastSeen))
                .setReason("r")
                .setFirstSeen(START)
                .setLastSeen(START.plusSeconds(lastSeen))
                .setTotal(recent)
                .setRecent(recent)
                .setWindowSeconds(300)
                .setRoutes(List.of("/v1/pay"))
                .build();
    }
}
