package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.access.AccessToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every path and method of the document against everybody who may not: the table is printed. */
class RefusalTableTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String WRONG = AccessToken.random();
    /** What the other tenant's answers have in them. */
    private static final String THEIRS = "vault";
    /** Where a path says nothing without: what is asked, so that all that the path has is told to who may see it. */
    private static final Map<String, String> ASKED = Map.of(
            "/api/v1/kpis", "?view=api,route,method",
            "/api/v1/top", "?by=route",
            "/api/v1/pareto", "?by=route",
            "/api/v1/compare", "?api=orders&route=/v1/vault",
            "/api/v1/heatmap", "?view=api,route,method&api=orders",
            "/api/v1/ticket-kpis", "?from=-1d",
            "/api/v1/dead-letters", "?from=-1d");

    private static final Map<String, String> BODIES = Map.of(
            "/api/v1/marks", "{\"kind\": \"note\", \"fingerprint\": \"f-orders\", \"by\": \"eve\"}",
            "/api/v1/rules",
                    "{\"by\": \"eve\", \"dryRun\": true, \"files\": [{\"name\": \"x\", \"text\": \"rules: []\"}]}");

    private static final Map<String, String> IDS = Map.of("{fingerprint}", "f-orders", "{id}", "m-orders");

    @TempDir
    static Path folder;

    private static TwoTenants tenants;
    private static FakeServer server;

    /** A line of the table. */
    private record Line(String operation, int none, int wrong, int viewer, int other, String sees, int all) {}

    @BeforeAll
    static void start() {
        tenants = new TwoTenants(folder.resolve("tokens"));
        server = tenants.api.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyOperationOfTheDocumentIsRefusedToWhoMayNot() throws Exception {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                ApiContract.DOCUMENT.path("paths").properties()) {
            for (String method : ApiContract.names(path.getValue())) {
                if (METHODS.contains(method)) {
                    lines.add(ask(method.toUpperCase(Locale.ROOT), path.getKey()));
                }
            }
        }
        print(lines);
        assertThat(lines).hasSizeGreaterThan(25).allSatisfy(line -> {
            assertThat(line.none).as(line + ": without a token").isEqualTo(401);
            assertThat(line.wrong).as(line + ": with a wrong one").isEqualTo(401);
            if (!line.operation.startsWith("GET")) {
                assertThat(line.viewer).as(line + ": a viewer's on a write").isEqualTo(403);
                assertThat(line.other).as(line + ": another tenant's").isIn(403, 404);
            }
            assertThat(line.sees)
                    .as(line + ": what another tenant sees")
                    .isIn("refused", "not found", "empty", "the same");
        });
    }

    private static Line ask(String method, String template) throws Exception {
        String path = template;
        for (Map.Entry<String, String> id : IDS.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        path = path.replaceAll("\\{[a-z]+}", "x") + ASKED.getOrDefault(template, "");
        boolean reads = method.equals("GET");
        String body = reads ? null : BODIES.get(template);
        String[] tokens = {null, WRONG, tenants.viewer, reads ? tenants.shopViewer : tenants.shopEditor};
        int[] statuses = new int[tokens.length];
        String sees = "";
        for (int i = 0; i < tokens.length; i++) {
            HttpResponse<String> answer = server.as(tokens[i], method, path, body);
            statuses[i] = answer.statusCode();
            if (i < 2) {
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .contains("Bearer realm=\"hypercare\"" + (i == 0 ? "" : ", error=\"invalid_token\""));
                assertThat(answer.body()).doesNotContain(WRONG);
            }
            sees = sees(answer);
        }
        HttpResponse<String> all = reads ? server.as(tenants.viewer, method, path, null) : null;
        if (all != null && all.statusCode() == 200 && all.body().contains(THEIRS)) {
            assertThat(sees).as(path).isNotEqualTo("all");
        }
        return new Line(
                method + " " + template,
                statuses[0],
                statuses[1],
                statuses[2],
                statuses[3],
                sees,
                all == null ? 0 : all.statusCode());
    }

    /** What is in an answer of the other tenant's, but for what was asked. */
    private static String sees(HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() == 403 || answer.statusCode() == 401) {
            return "refused";
        }
        if (answer.statusCode() == 404) {
            return "not found";
        }
        if (answer.request().uri().getPath().startsWith("/api/v1/openapi.")) {
            return "the same";
        }
        String body = answer.body();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(body);
            List.of("one", "other").forEach(side -> {
                if (json.path(side).isObject()
                        && json.path(side).path("total").path("calls").asLong() == 0) {
                    ((ObjectNode) json.get(side)).remove("labels");
                }
            });
            body = json.toString();
        }
        return body.contains(THEIRS) || body.contains("\"orders\"") || body.contains("api=orders") ? "all" : "empty";
    }

    private static void print(List<Line> lines) {
        System.out.printf(
                "%n%-40s %8s %8s %8s %8s  %-10s %8s%n",
                "operation", "none", "wrong", "viewer", "tenant", "sees", "may");
        lines.forEach(line -> System.out.printf(
                "%-40s %8d %8d %8d %8d  %-10s %8s%n",
                line.operation,
                line.none,
                line.wrong,
                line.viewer,
                line.other,
                line.sees,
                line.all == 0 ? "-" : line.all));
    }

    @Test
    void whoMaySeeItDoesSoWithTheSameQuestions() throws Exception {
        for (String path : List.of(
                "/api/v1/kpis?view=api,route,method",
                "/api/v1/series",
                "/api/v1/top?by=route",
                "/api/v1/pareto?by=route",
                "/api/v1/pareto?by=pattern",
                "/api/v1/pareto?by=pattern&from=-1h",
                "/api/v1/changed?by=route",
                "/api/v1/alerts",
                "/api/v1/alerts/f-orders",
                "/api/v1/patterns",
                "/api/v1/tickets",
                "/api/v1/ticket-kpis?from=2026-11-20T00:00:00Z&to=2026-11-20T13:00:00Z",
                "/api/v1/gaps",
                "/api/v1/marks",
                "/api/v1/catalog")) {
            for (String format : List.of("", "csv")) {
                String asked = path + (format.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "format=csv");
                String bank = server.as(tenants.bankViewer, "GET", asked, null).body();
                HttpResponse<String> shop = server.as(tenants.shopViewer, "GET", asked, null);
                String all = server.as(tenants.viewer, "GET", asked, null).body();
                assertThat(bank)
                        .as(asked)
                        .containsAnyOf(THEIRS, "orders")
                        .doesNotContain("\"pay\"", "api=pay", "x is down");
                assertThat(all).as(asked).containsAnyOf(THEIRS, "orders");
                assertThat(shop.body().replace("f-orders", ""))
                        .as(asked)
                        .doesNotContain(THEIRS)
                        .doesNotContain("orders");
                if (!path.contains("f-orders")) {
                    assertThat(shop.statusCode()).as(asked).isEqualTo(200);
                    assertThat(shop.body()).as(asked).contains("pay");
                }
            }
        }
    }

    @Test
    void whatIsAddedUpOverApisIsOfTheirsAloneAndViewsWithoutApisAreNotThere() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(server.as(tenants.viewer, "GET", "/api/v1/heatmap?view=api", null)
                                .body())
                        .at("/total/calls")
                        .asInt())
                .isEqualTo(20);
        assertThat(json.readTree(server.as(tenants.shopViewer, "GET", "/api/v1/heatmap?view=api", null)
                                .body())
                        .at("/total/calls")
                        .asInt())
                .isEqualTo(10);
        HttpResponse<String> unknown = server.as(tenants.shopViewer, "GET", "/api/v1/kpis?api=orders", null);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("api=pay").doesNotContain(THEIRS);
        assertThat(server.as(tenants.shopViewer, "GET", "/api/v1/kpis?view=api&limit=1", null)
                        .body())
                .contains("api=pay");
    }

    @Test
    void anEditorOfATenantMakesAndTakesBackMarksOfItsApisAlone() throws Exception {
        String theirs = "{\"kind\": \"note\", \"selector\": {\"api\": \"pay\"}, \"by\": \"ann\"}";
        for (String others : List.of(
                theirs.replace("pay", "orders"),
                "{\"kind\": \"note\", \"selector\": {\"rule\": \"rate-5xx\"}, \"by\": \"ann\"}",
                "{\"kind\": \"note\", \"fingerprint\": \"f-orders\", \"by\": \"ann\"}")) {
            assertThat(server.as(tenants.shopEditor, "POST", "/api/v1/marks", others)
                            .statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> made = server.as(tenants.shopEditor, "POST", "/api/v1/marks", theirs);
        assertThat(made.statusCode()).isEqualTo(201);
        String id = new ObjectMapper().readTree(made.body()).path("id").asText();
        assertThat(server.as(tenants.bankViewer, "GET", "/api/v1/marks", null).body())
                .doesNotContain(id);
        assertThat(server.as(tenants.shopEditor, "DELETE", "/api/v1/marks/m-all", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.as(tenants.shopEditor, "DELETE", "/api/v1/marks/" + id, null)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void anAnswerThatOneTenantHasIsNoAnswerToAnother() throws Exception {
        String tag = server.as(tenants.bankViewer, "GET", "/api/v1/alerts", null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> other =
                server.get("/api/v1/alerts", "Authorization", "Bearer " + tenants.shopViewer, "If-None-Match", tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("Vary").orElse("")).contains("Authorization");
        assertThat(other.headers().firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(server.get("/api/v1/alerts", "If-None-Match", "*").statusCode())
                .isEqualTo(401);
    }

    @Test
    void noOtherSpellingOfAPathLeadsPastTheDoor() throws Exception {
        for (String path : List.of(
                "/api/v1/alerts/",
                "//api/v1/alerts",
                "/console/../api/v1/alerts",
                "/console/assets/../../api/v1/alerts",
                "/console/assets/%2e%2e/alerts",
                "/api/v1/alerts;a=b",
                "/%61pi/v1/alerts",
                "/API/v1/alerts",
                "/internal/../api/v1/alerts",
                "/internal/v1/parts/../../../api/v1/alerts",
                "http://127.0.0.1/api/v1/alerts")) {
            for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "get")) {
                String answer = raw(method + " " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                assertThat(answer).as(method + " " + path).doesNotContain("f-pay");
                if (!method.equals("HEAD") || !path.startsWith("/console/assets/")) {
                    assertThat(answer).as(method + " " + path).doesNotStartWith("HTTP/1.1 2");
                }
            }
        }
        for (String path :
                List.of("/api/v1/dead-letters/", "/api/v1/dead%2Dletters", "/api/v1/rules/", "/api/v1/lag;x")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + tenants.shopViewer + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotContain(THEIRS).doesNotStartWith("HTTP/1.1 2");
        }
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemDetailAsWell() throws Exception {
        assertThat(raw("GET /\u0000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"advice\":");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json", "The headers are too large");
    }

    @Test
    void whoIsNotSignedInGetsTheConsoleAndNothingElse() throws Exception {
        HttpResponse<String> page = server.get("/console/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(server.get("/", "Accept", "text/html").statusCode()).isEqualTo(302);
        HttpResponse<String> foreign = server.get("/api/v1/alerts", "Origin", "https://evil.example");
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(foreign.headers().firstValue("Server")).isEmpty();
        for (String authorization :
                List.of("Basic YTpi", "Bearer", "Bearer ", "bearer x", "Bearer x y", tenants.viewer)) {
            assertThat(server.get("/api/v1/alerts", "Authorization", authorization)
                            .statusCode())
                    .as(authorization)
                    .isEqualTo(401);
        }
        assertThat(server.get("/api/v1/alerts", "Authorization", "bEARER  " + tenants.viewer)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
