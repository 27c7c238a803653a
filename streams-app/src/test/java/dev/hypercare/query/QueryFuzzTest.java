package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.rules.FakeRules;
import dev.hypercare.schemas.events.AlertState;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked of whatever path: a clear answer by the document, and never a fault of ours. */
class QueryFuzzTest {
    private static final JsonNode PATHS = ApiContract.DOCUMENT.path("paths");
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "-1",
            "0",
            "1",
            "1e999",
            "NaN",
            "99999999999999999999",
            "-9223372036854775808",
            "253402300800000",
            "now",
            "-15m",
            "-99999d",
            "-106751991167300d",
            "now-1h",
            "2026-11-20T10:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "2026-11-20T10:00:00+18:00",
            "0001-01-01T00:00:00Z",
            "10s",
            "1d",
            "api",
            "api,route,method",
            ",",
            "pattern",
            "route",
            "a",
            "P1",
            "firing",
            "csv",
            "json",
            "xml",
            "50,99.9",
            "0.0000000001",
            "\u0000",
            "\uD83D\uDE00",
            "Straße",
            "'; drop table alerts; --",
            "<script>",
            "%",
            "{{7*7}}",
            "x".repeat(1200));
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "1",
            "{\"kind\": \"note\", \"fingerprint\": \"a\", \"by\": \"a\"}",
            "{\"kind\": \"note\", \"fingerprint\": \"a\", \"by\": \"a\", \"from\": 253402300799999, \"for\": \"99999999d\"}",
            "{\"kind\": \"note\", \"fingerprint\": 1, \"by\": []}",
            "{\"kind\": \"maintenance\", \"selector\": {\"api\": null}, \"by\": \"a\", \"to\": {}}",
            "{\"kind\": \"maintenance\", \"selector\": [], \"by\": \"a\", \"for\": \"1h\"}",
            "{\"by\": \"a\", \"files\": {}}",
            "{\"by\": \"a\", \"files\": [1]}",
            "{\"by\": \"a\", \"files\": [{\"name\": \"x\", \"text\": \"rules: [\"}]}",
            "{\"by\": \"a\", \"files\": [{\"name\": \"x\", \"text\": \"a: &a [*a]\"}]}",
            "{\"by\": \"a\", \"dryRun\": true, \"files\": [{\"name\": \"x\", \"text\": \"\\u0000\"}]}",
            "[".repeat(5000),
            "{\"by\": \"\uD83D\uDE00");

    private static FakeServer server;

    /** A request: what comes before the query, its parameters, and a body where there is one. */
    record Question(String method, String path, List<String> parameters, String body) {
        String target() {
            return path + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
        }
    }

    @BeforeContainer
    static void start() {
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START + 60_000;
        for (int i = 0; i < 20; i++) {
            kpis.call("api=a", FakeKpis.START + i * 1000, i % 4 == 0 ? 503 : 200, i * 1000L);
            kpis.call("api=a,route=/x,method=GET", FakeKpis.START + i * 1000, 200, null);
        }
        FakeApi api = new FakeApi();
        api.kpis = kpis;
        api.now = FakeKpis.START + 60_000;
        api.rules = new FakeRules(FakeKpis.START);
        api.alerts = () -> List.of(QueryServerTest.alert("a", "P1", AlertState.FIRING, "a"));
        api.explain = (question, meanwhile) -> {
            throw new InvalidInput("nothing is retained of that time", "Ask of later.");
        };
        server = new FakeServer(
                api.resources(),
                new QueryLimits(16, 1_000_000, QueryLimits.defaults().time(), 100_000));
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void everyQuestionHasAnAnswerByTheDocumentAndNoneIsAFaultOfOurs(@ForAll("questions") Question question)
            throws Exception {
        HttpResponse<String> answer = question.body == null
                ? server.send(question.method, question.target())
                : server.post(question.target(), question.body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(answer.body()).contains("\"advice\":").doesNotContain("\tat ");
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void headersOfAnyKindMakeNoFaultOfOursEither(
            @ForAll("questions") Question question, @ForAll("headers") List<String> headers) throws Exception {
        HttpResponse<InputStream> answer = server.begun(question.method, question.target(), question.body, headers);
        assertThat(answer.statusCode()).as(question + " " + headers).isLessThan(500);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() >= 400) {
            assertThat(type).startsWith("application/problem+json");
        }
        if (!type.startsWith("text/event-stream")) {
            String body = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(body).doesNotContain("\tat ");
        }
    }

    /** Whoever knows how they are made can make cursors of his own: they lead to no other place than the list has. */
    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void aForgedCursorLeadsToAPageOrIsRefused(@ForAll("lists") String list, @ForAll("places") List<String> place)
            throws Exception {
        String cursor = Cursor.write(list, Map.of(), new ListPlace(place));
        HttpResponse<String> answer = server.get(list + "?cursor=" + cursor);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
    }

    @Provide
    Arbitrary<String> lists() {
        return Arbitraries.of(
                "/api/v1/alerts",
                "/api/v1/ended-alerts",
                "/api/v1/gaps",
                "/api/v1/patterns",
                "/api/v1/tickets",
                "/api/v1/marks",
                "/api/v1/changes",
                "/api/v1/catalog",
                "/api/v1/dead-letters",
                "/api/v1/series",
                "/api/v1/kpis");
    }

    @Provide
    Arbitrary<List<String>> places() {
        return Arbitraries.of(
                        "",
                        "a",
                        "0",
                        "-1",
                        "P1",
                        "9223372036854775807",
                        "99999999999999999999",
                        "api=a",
                        "\u0000",
                        "\uD800",
                        "x".repeat(500))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> headers() {
        Arbitrary<List<String>> one = Arbitraries.of(
                List.of("Accept", "text/event-stream"),
                List.of("Accept", "text/csv"),
                List.of("Accept", "application/xml;q=0.1, */*;q=nonsense"),
                List.of("Accept", ","),
                List.of("If-None-Match", "*"),
                List.of("If-None-Match", "\"unfinished"),
                List.of("If-None-Match", "W/\"x\", \"y\", z"),
                List.of("Last-Event-ID", "-1"),
                List.of("Last-Event-ID", "x".repeat(2000)),
                List.of("Content-Type", "text/plain"),
                List.of("Content-Type", "application/json; charset=nothing"),
                List.of("Content-Encoding", "gzip"),
                List.of("Content-Encoding", "br"),
                List.of("Accept-Encoding", "gzip;q=nonsense"),
                List.of("Accept-Language", "x".repeat(3000)),
                List.of("Range", "bytes=5-1"),
                List.of("X-Forwarded-For", "'; drop"),
                List.of("Cookie", "a=b; ;;"),
                List.of("Authorization", "Bearer x"));
        return one.list()
                .ofMaxSize(3)
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    @Provide
    Arbitrary<Question> questions() {
        return Arbitraries.of(operations()).flatMap(QueryFuzzTest::asked);
    }

    private static Arbitrary<Question> asked(List<String> operation) {
        String method = operation.get(0);
        String template = operation.get(1);
        Arbitrary<String> id = Arbitraries.of("a", "x%20y", "%F0%9F%98%80", "0".repeat(500), "api-5xx-rate");
        Arbitrary<List<String>> parameters = Combinators.combine(
                        Arbitraries.of(names(template, method)), Arbitraries.of(VALUES))
                .as((name, value) -> encoded(name) + "=" + encoded(value))
                .list()
                .ofMaxSize(4);
        Arbitrary<String> body = method.equals("POST") ? Arbitraries.of(BODIES) : Arbitraries.just(null);
        return Combinators.combine(id, parameters, body)
                .as((one, all, sent) -> new Question(method, template.replaceAll("\\{[a-z]+}", one), all, sent));
    }

    /** Those of the document, what stands for labels, and one that there is not. */
    private static List<String> names(String template, String method) {
        List<String> names = new ArrayList<>(List.of("api", "format", "nonsense", "\u0000"));
        PATHS.path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("parameters")
                .forEach(parameter -> {
                    JsonNode found = ApiContract.resolved(parameter);
                    if (found.path("in").asText().equals("query")) {
                        names.add(found.path("name").asText());
                        names.add(found.path("name").asText());
                    }
                });
        return names;
    }

    private static List<List<String>> operations() {
        List<List<String>> all =
                new ArrayList<>(List.of(List.of("GET", "/nowhere"), List.of("PATCH", "/api/v1/marks")));
        PATHS.properties()
                .forEach(path -> ApiContract.names(path.getValue()).stream()
                        .filter(Set.of("get", "post", "delete")::contains)
                        .forEach(method -> all.add(List.of(method.toUpperCase(Locale.ROOT), path.getKey()))));
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
