package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketResourceTest {
    private final FakeTickets tickets = FakeTickets.some();
    private FakeServer server;

    @BeforeEach
    void start() {
        FakeApi api = new FakeApi();
        api.tickets = tickets;
        api.now = FakeTickets.NOW;
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatIsKnownOfTicketsTheMostUrgentFirst() throws Exception {
        JsonNode all = get("/api/v1/tickets", 200);
        assertThat(all.path("tickets").findValuesAsText("id")).containsExactly("jira:2", "jira:1", "jira:3");
        assertThat(all.path("cut").asBoolean()).isFalse();
        JsonNode first = all.path("tickets").path(0);
        assertThat(first.path("category").asText()).isEqualTo("outage");
        assertThat(first.path("categoryReason").asText()).isEqualTo("it says 'down'");
        assertThat(first.path("links").path(0).path("certainty").asText()).isEqualTo("LIKELY");
        assertThat(first.path("links").path(0).path("evidence").path(0).asText())
                .isEqualTo("trace 1");
        assertThat(first.path("resolvedAt").isNull()).isTrue();
    }

    @Test
    void parametersNarrowThemDown() throws Exception {
        assertThat(ids("state=unresolved")).containsExactly("jira:2", "jira:1");
        assertThat(ids("state=in-progress")).containsExactly("jira:1");
        assertThat(ids("api=pay")).containsExactly("jira:2");
        assertThat(ids("subject=s1")).containsExactly("jira:2", "jira:1");
        assertThat(ids("priority=p4")).containsExactly("jira:3");
        assertThat(ids("category=billing")).containsExactly("jira:3");
        assertThat(get("/api/v1/tickets?limit=1", 200).path("cut").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeAskedIsSaid() throws Exception {
        assertThat(get("/api/v1/tickets?state=lost", 400).path("detail").asText())
                .contains("unresolved, open, in-progress, waiting, reopened, resolved or closed");
        assertThat(get("/api/v1/tickets?colour=red", 400).path("detail").asText())
                .contains("no such parameter");
        assertThat(get("/api/v1/tickets?priority=5", 400).path("detail").asText())
                .contains("P1, P2, P3 or P4");
        assertThat(get("/api/v1/tickets?limit=0", 400).path("detail").asText()).contains("from 1 to 10000");
        assertThat(get("/api/v1/ticket-kpis?by=team", 400).path("detail").asText())
                .contains("api, category");
        assertThat(get("/api/v1/ticket-kpis?step=5m", 400).path("detail").asText())
                .contains("1h or 1d");
        assertThat(get("/api/v1/ticket-kpis?from=now", 400).path("detail").asText())
                .contains("before to");
        assertThat(get("/api/v1/ticket-kpis?from=1&step=1h", 400).path("detail").asText())
                .contains("2000 steps");
    }

    @Test
    void figuresAreReadFromSumsAndTheBacklogGoesOnFromBefore() throws Exception {
        JsonNode answer = get("/api/v1/ticket-kpis?from=-3h&by=none", 200);
        assertThat(answer.path("step").asText()).isEqualTo("1h");
        JsonNode total = answer.path("series").path(0).path("total");
        assertThat(total.path("opened").asLong()).isEqualTo(6);
        assertThat(total.path("resolved").asLong()).isEqualTo(4);
        assertThat(total.path("resolveSeconds").asDouble()).isEqualTo(1800);
        assertThat(total.path("firstContactShare").asDouble()).isEqualTo(0.5);
        assertThat(total.path("csat").asDouble()).isEqualTo(4);
        assertThat(total.path("nps").asDouble()).isEqualTo(50);
        // Ten were left of the day before, and one of an hour before the range.
        assertThat(total.path("backlog").asLong()).isEqualTo(10 + 1 + 2);
        assertThat(answer.path("series").path(0).path("rows")).hasSize(2);
        assertThat(answer.path("series")
                        .path(0)
                        .path("rows")
                        .path(0)
                        .path("backlog")
                        .asLong())
                .isEqualTo(12);
    }

    @Test
    void seriesAreKeptApartByTheirLabelsOrNot() throws Exception {
        assertThat(get("/api/v1/ticket-kpis?from=-3h", 200).path("series").findValuesAsText("series"))
                .containsExactly("api=orders,category=outage", "api=pay,category=outage");
        assertThat(get("/api/v1/ticket-kpis?from=-3h&by=category", 200)
                        .path("series")
                        .findValuesAsText("series"))
                .containsExactly("category=outage");
        assertThat(get("/api/v1/ticket-kpis?from=-3h&api=pay&by=api", 200)
                        .path("series")
                        .findValuesAsText("series"))
                .containsExactly("api=pay");
    }

    @Test
    void bothCanBeHadAsCsvAndStandInTheIndex() throws Exception {
        assertThat(body("/api/v1/tickets?format=csv", 200).split("\r\n")).hasSize(4);
        String[] lines = body("/api/v1/ticket-kpis?from=-3h&format=csv", 200).split("\r\n");
        assertThat(lines[0]).startsWith("api,category,from,opened,resolved");
        assertThat(lines).hasSize(4);
        assertThat(get("/", 200).path("resources").toString()).contains("/api/v1/ticket-kpis");
    }

    private List<String> ids(String question) throws Exception {
        return get("/api/v1/tickets?" + question, 200).path("tickets").findValuesAsText("id");
    }

    private JsonNode get(String path, int status) throws Exception {
        return new ObjectMapper().readTree(body(path, status));
    }

    private String body(String path, int status) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }
}
