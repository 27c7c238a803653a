package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
    private boolean subjectsAreElsewhere;
    private final HttpClient http = HttpClient.newHttpClient();
    private QueryServer server;

    @BeforeEach
    void start() {
        server = QueryServer.start(
                new QueryConfig("127.0.0.1", 0, false),
                KpiReader.absent("none"),
                List::of,
                reader(),
                new FakeMarks(),
                RuleBoard.absent("none"),
                List::of,
                List::of,
                () -> START.plusSeconds(7200).toEpochMilli());
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

    private PatternReader reader() {
        return new PatternReader() {
            @Override
            public List<Pattern> patterns() {
                return patterns;
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
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/patterns" + question))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }

    private static Pattern pattern(String id, String api, PatternState state, long recent, long lastSeen) {
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
