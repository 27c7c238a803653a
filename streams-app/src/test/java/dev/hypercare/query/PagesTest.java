package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists page by page. */
class PagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private FakeServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatStoodInTheListIsToldOnceAndInOrderWhateverComesMeanwhile() throws Exception {
        serveAlerts();
        Random random = new Random(7);
        for (int i = 0; i < 25; i++) {
            alerts.add(some(random, "old" + i));
        }
        List<String> before = tell("/api/v1/alerts", "alerts", "fingerprint", () -> {});
        assertThat(before).hasSize(25);
        List<String> paged = tell("/api/v1/alerts?limit=4", "alerts", "fingerprint", () -> {
            alerts.add(some(random, "new" + alerts.size()));
            alerts.add(0, some(random, "new" + alerts.size()));
        });
        assertThat(paged.stream().filter(one -> one.startsWith("old"))).containsExactlyElementsOf(before);
        assertThat(paged).doesNotHaveDuplicates();
    }

    @Test
    void everyListHasPages() throws Exception {
        FakeApi api = PastResourcesTest.some();
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = START + 60_000;
        for (String name : List.of("a", "b", "c", "d", "e")) {
            kpis.call("api=" + name, START, 200, 1L).call("api=" + name + ",consumer=x", START, 200, 1L);
        }
        api.kpis = kpis;
        api.alerts = () -> alerts;
        api.tickets = FakeTickets.some();
        api.now = START + 60_000;
        server = api.start();
        for (int i = 0; i < 5; i++) {
            alerts.add(QueryServerTest.alert("f" + i, "P2", AlertState.FIRING, "a"));
            assertThat(server.post(
                                    "/api/v1/marks",
                                    "{\"kind\": \"note\", \"fingerprint\": \"f" + i + "\", \"by\": \"ann\"}",
                                    "application/json")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(server.post("/api/v1/changes", "{\"id\": \"c" + i + "\", \"api\": \"a\"}", "application/json")
                            .statusCode())
                    .isEqualTo(201);
        }
        pages("/api/v1/alerts?", "alerts", "fingerprint", 5);
        pages("/api/v1/marks?", "marks", "id", 5);
        pages("/api/v1/changes?", "changes", "id", 5);
        pages("/api/v1/catalog?", "catalog", "api", 2);
        pages("/api/v1/dead-letters?from=-1d&", "deadLetters", "sourceOffset", 3);
        pages("/api/v1/tickets?", "tickets", "id", 3);
        pages("/api/v1/kpis?view=api&", "series", "series", 5);
        pages("/api/v1/series?", "series", "series", 10);
    }

    private void pages(String path, String list, String key, int size) throws Exception {
        List<String> whole = tell(path + "limit=1000", list, key, () -> {});
        assertThat(whole).as(path).hasSize(size).doesNotHaveDuplicates();
        for (int limit = 1; limit <= size; limit++) {
            assertThat(tell(path + "limit=" + limit, list, key, () -> {}))
                    .as(path + limit)
                    .isEqualTo(whole);
        }
    }

    @Test
    void theRangeOfKpisStaysThatOfTheFirstPage() throws Exception {
        FakeApi api = new FakeApi();
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = START + 60_000;
        kpis.call("api=a", START, 200, 1L).call("api=b", START, 200, 1L);
        api.kpis = kpis;
        api.now = START + 60_000;
        server = api.start();
        JsonNode first = server.json("/api/v1/kpis?view=api&from=-5m&limit=1", 200);
        api.now += 3_600_000;
        JsonNode second = server.json(
                "/api/v1/kpis?view=api&from=-5m&limit=1&cursor="
                        + first.path("next").asText(),
                200);
        assertThat(second.path("from")).isEqualTo(first.path("from"));
        assertThat(second.path("to")).isEqualTo(first.path("to"));
        assertThat(second.path("series").findValuesAsText("series")).containsExactly("api=b");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void aCursorThatIsDamagedOrOfAnotherQuestionIsRefused() throws Exception {
        serveAlerts();
        alerts.add(QueryServerTest.alert("f1", "P1", AlertState.FIRING, "a"));
        alerts.add(QueryServerTest.alert("f2", "P1", AlertState.FIRING, "a"));
        String cursor =
                server.json("/api/v1/alerts?api=a&limit=1", 200).path("next").asText();
        assertThat(server.json("/api/v1/alerts?api=a&limit=7&cursor=" + cursor, 200)
                        .path("alerts"))
                .hasSize(1);
        List<String> wrong =
                new ArrayList<>(List.of("", "x", "AAAA", cursor + cursor, cursor + "A", "ä%", "=".repeat(9000)));
        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            wrong.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
            wrong.add(cursor.substring(0, i));
        }
        for (String one : wrong) {
            if (one.length() > 2000) {
                continue;
            }
            JsonNode problem = server.json("/api/v1/alerts?api=a&cursor=" + encoded(one), 400);
            assertThat(problem.path("field").asText()).as(one).isEqualTo("cursor");
            assertThat(problem.path("expected").asText()).contains("next had");
        }
        for (String path :
                List.of("/api/v1/alerts?cursor=", "/api/v1/alerts?api=b&cursor=", "/api/v1/gaps?api=a&cursor=")) {
            assertThat(server.json(path + cursor, 400).path("detail").asText()).contains("the same question");
        }
    }

    @Test
    void aTableHasTheNextPageInItsHeader() throws Exception {
        serveAlerts();
        alerts.add(QueryServerTest.alert("f1", "P1", AlertState.FIRING, "a"));
        alerts.add(QueryServerTest.alert("f2", "P2", AlertState.FIRING, "a"));
        HttpResponse<String> first = server.get("/api/v1/alerts?format=csv&limit=1");
        assertThat(first.body()).contains("f1").doesNotContain("f2");
        HttpResponse<String> second = server.get(next(first).orElseThrow());
        assertThat(second.body()).contains("f2").doesNotContain("f1");
        assertThat(next(second)).isEmpty();
    }

    @Test
    void aCursorOfAnotherPersonTellsNothingThatIsNotOnes(@TempDir Path folder) throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        server = tenants.api.start();
        JsonNode first = JSON.readTree(
                server.as(tenants.viewer, "GET", "/api/v1/alerts?limit=1", null).body());
        String path = "/api/v1/alerts?limit=1&cursor=" + first.path("next").asText();
        assertThat(first.path("next").isTextual()).isTrue();
        assertThat(server.as(tenants.shopViewer, "GET", path, null).body()).doesNotContain("vault");
    }

    private void serveAlerts() {
        FakeApi api = new FakeApi();
        api.alerts = () -> alerts;
        server = api.start();
    }

    private static Alert some(Random random, String fingerprint) {
        AlertState[] states = {AlertState.PENDING, AlertState.FIRING, AlertState.UNKNOWN};
        return QueryServerTest.alert(fingerprint, "P" + (1 + random.nextInt(4)), states[random.nextInt(3)], "a");
    }

    /** All pages, by their links. */
    private List<String> tell(String path, String list, String key, Runnable between) throws Exception {
        List<String> told = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            HttpResponse<String> page = server.get(next.get());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            JsonNode json = JSON.readTree(page.body());
            json.path(list).forEach(one -> told.add(one.path(key).asText()));
            next = next(page);
            assertThat(json.has("next")).isEqualTo(next.isPresent());
            between.run();
        }
        return told;
    }

    private static Optional<String> next(HttpResponse<String> page) {
        Matcher link = LINK.matcher(page.headers().firstValue("Link").orElse(""));
        return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
