package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.rules.FakeRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document against the server, and against the rules for such documents. */
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonNode DOCUMENT = ApiContract.DOCUMENT;
    private static FakeServer server;

    /** An operation of the document. */
    private record Operation(String path, String method, JsonNode node) {
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    @BeforeAll
    static void start() {
        FakeApi api = new FakeApi();
        api.rules = new FakeRules(FakeKpis.START);
        server = api.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteOfTheServerStandsInTheDocumentAndTheOtherWayRound() {
        Set<String> routes = server.routes().stream()
                .filter(route -> METHODS.contains(route.replaceFirst(" .*", "").toLowerCase(Locale.ROOT)))
                .filter(route -> !ConsoleResource.has(route.replaceFirst(".* ", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations().stream().map(Operation::toString)).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void itIsServedAsItWasWrittenAndAsJson() throws Exception {
        assertThat(server.get("/api/v1/openapi.yaml").body()).startsWith("# The query API, written by hand.");
        assertThat(server.json("/api/v1/openapi.json", 200)).isEqualTo(DOCUMENT);
    }

    @Test
    void everySchemaIsOneOfJsonSchema202012() {
        assertThat(DOCUMENT.findValues("schema")).hasSizeGreaterThan(50).allSatisfy(ApiDocumentTest::isSchema);
        assertThat(DOCUMENT.at("/components/schemas")).isNotEmpty().allSatisfy(ApiDocumentTest::isSchema);
    }

    private static void isSchema(JsonNode schema) {
        assertThat(ApiContract.errorsOfSchema(schema)).as(schema.toString()).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryPartIsReferredTo() {
        Set<String> referred = new TreeSet<>();
        DOCUMENT.findValuesAsText("$ref").forEach(reference -> {
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
            referred.add(reference);
        });
        List<String> parts = new ArrayList<>();
        Set<String> schemes = new TreeSet<>();
        DOCUMENT.path("security").forEach(one -> one.fieldNames().forEachRemaining(schemes::add));
        schemes.forEach(name -> referred.add("#/components/securitySchemes/" + name));
        DOCUMENT.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> parts.add("#/components/" + kind.getKey() + "/" + name)));
        assertThat(referred).containsExactlyInAnyOrderElementsOf(parts);
    }

    @Test
    void everyExampleIsValid() {
        int seen = 0;
        for (JsonNode holder : DOCUMENT.findParents("example")) {
            JsonNode schema = holder.path("schema");
            assertThat(ApiContract.errors(schema, holder.get("example")))
                    .as(holder.toString())
                    .isEmpty();
            seen++;
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void everyOperationSaysWhatItIsAndHowItFails() {
        Set<String> tags = Set.copyOf(DOCUMENT.path("tags").findValuesAsText("name"));
        assertThat(operations())
                .extracting(one -> one.node.path("operationId").asText())
                .doesNotHaveDuplicates();
        for (Operation one : operations()) {
            assertThat(one.node.path("summary").asText()).as(one.toString()).endsWith(".");
            assertThat(tags)
                    .as(one.toString())
                    .contains(one.node.path("tags").path(0).asText());
            assertThat(one.node.path("responses").has("default"))
                    .as(one.toString())
                    .isTrue();
            Set<String> inPath = new TreeSet<>();
            parameters(one).forEach(parameter -> {
                assertThat(parameter.path("description").asText())
                        .as(one + " " + parameter)
                        .endsWith(".");
                if (parameter.path("in").asText().equals("path")) {
                    inPath.add("{" + parameter.path("name").asText() + "}");
                }
            });
            inPath.forEach(name -> assertThat(one.path).contains(name));
            assertThat(one.path.chars().filter(c -> c == '{').count())
                    .as(one.toString())
                    .isEqualTo(inPath.size());
        }
    }

    @Test
    void everyParameterOfTheDocumentIsKnownToTheServerAndAMisspeltOneIsNamed() throws Exception {
        for (Operation one : operations()) {
            for (JsonNode parameter : parameters(one)) {
                String name = parameter.path("name").asText();
                if (!one.method.equals("get")
                        || !parameter.path("in").asText().equals("query")
                        || name.equals("labels")) {
                    continue;
                }
                String value = parameter.path("example").asText("x");
                String path = one.path.replaceAll("\\{[a-z]+}", "x");
                String answer = server.get(path + "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .body();
                assertThat(answer).as(one + " " + name).doesNotContain("no such parameter");
                if (name.length() > 2) {
                    JsonNode problem = server.json(path + "?" + name + "z=x", 400);
                    assertThat(problem.path("detail").asText()).startsWith(name + "z: no such parameter");
                    assertThat(problem.path("advice").asText()).isEqualTo("Did you mean " + name + "?");
                    assertThat(problem.path("field").asText()).isEqualTo(name + "z");
                    assertThat(problem.path("instance").asText()).isEqualTo(path);
                }
            }
        }
    }

    @Test
    void anAnswerThatTheDocumentDoesNotTellOfIsFound() {
        String health = "{\"status\":\"up\",\"apps\":[]}";
        assertThat(ApiContract.problem("GET", "/api/v1/health", 200, "application/json", health))
                .isEmpty();
        assertThat(ApiContract.problem("GET", "/api/v1/health", 202, "application/json", health))
                .isPresent();
        assertThat(ApiContract.problem("GET", "/api/v1/health", 200, "text/html", health))
                .isPresent();
        assertThat(ApiContract.problem("GET", "/api/v1/health", 200, "application/json", "{\"status\":\"up\"}"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("apps"));
        assertThat(ApiContract.problem("GET", "/api/v1/health", 200, "application/json", health.replace("up", "down")))
                .isPresent();
        assertThat(ApiContract.problem("GET", "/elsewhere", 200, "application/json", health))
                .isPresent();
        assertThat(ApiContract.errors(DOCUMENT.at("/components/schemas/Time"), new ObjectMapper().valueToTree("soon")))
                .isNotEmpty();
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        all.add(new Operation(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        return all;
    }

    private static List<JsonNode> parameters(Operation one) {
        List<JsonNode> all = new ArrayList<>();
        List.of(
                        one.node.path("parameters"),
                        DOCUMENT.path("paths").path(one.path).path("parameters"))
                .forEach(list -> StreamSupport.stream(list.spliterator(), false)
                        .map(ApiContract::resolved)
                        .forEach(all::add));
        return all;
    }
}
