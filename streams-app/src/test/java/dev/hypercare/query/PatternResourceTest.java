package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.patterns = () -> patterns;
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

    private List<String> ids(String question) throws Exception {
        List<String> ids = new ArrayList<>();
        get(question, 200)
                .path("patterns")
                .forEach(pattern -> ids.add(pattern.path("id").asText()));
        return ids;
    }

    private JsonNode get(String question, int status) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/patterns" + question);
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
