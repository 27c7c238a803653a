package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.rules.FakeRules;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tools of others say of the OpenAPI document: a validator with the schema of OpenAPI 3.1, and Prism, a proxy that holds every request and answer
 * against the document. They come from the npm registry; without npm or the registry these tests skip themselves.
 */
class ForeignToolsTest {
    private static final Path TOOLS = Path.of("target", "foreign-tools").toAbsolutePath();
    private static final List<String> PACKAGES =
            List.of("@seriousme/openapi-schema-validator@2.11.0", "@stoplight/prism-cli@5.14.2");
    private static final String VALIDATOR = "node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js";
    private static final String PRISM = "node_modules/@stoplight/prism-cli/dist/index.js";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeThat(Stream.of("npm", "node").allMatch(ForeignToolsTest::isThere))
                .as("needs npm and node")
                .isTrue();
        if (!Files.exists(TOOLS.resolve(VALIDATOR)) || !Files.exists(TOOLS.resolve(PRISM))) {
            Files.createDirectories(TOOLS);
            List<String> command = new ArrayList<>(List.of(
                    "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", TOOLS.toString()));
            command.addAll(PACKAGES);
            File log = TOOLS.resolve("install.log").toFile();
            Process npm = new ProcessBuilder(command)
                    .directory(TOOLS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            boolean ended = npm.waitFor(300, TimeUnit.SECONDS);
            npm.destroyForcibly();
            assumeThat(ended && npm.waitFor() == 0)
                    .as("needs the npm registry; see " + log)
                    .isTrue();
        }
    }

    @Test
    void theDocumentIsOneOfOpenApi31() throws Exception {
        assertThat(validate(document(""))).isZero();
        assertThat(validate(document("extra: of nobody\n"))).isNotZero();
    }

    @Test
    void aProxyThatKnowsTheDocumentFindsNoAnswerOutsideIt() throws Exception {
        FakeApi api = PastResourcesTest.some();
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START;
        for (int i = 1; i <= 60; i++) {
            for (String series : List.of("api=payments", "api=payments,route=/v1/pay,method=GET")) {
                kpis.call(series, FakeKpis.START - i * 1000L, i % 9 == 0 ? 503 : 200, 20_000L);
            }
        }
        api.kpis = kpis;
        api.rules = new FakeRules(FakeKpis.START);
        int asked = 0;
        try (FakeServer server = api.start();
                Prism prism = new Prism(document(""), server.url())) {
            for (Map.Entry<String, JsonNode> path :
                    ApiContract.DOCUMENT.path("paths").properties()) {
                for (String method : ApiContract.names(path.getValue())) {
                    JsonNode operation = path.getValue().path(method);
                    if (operation.has("responses")) {
                        asked += prism.ask(method, path.getKey(), path.getValue(), operation);
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(60);
        String wrong = Files.readString(document("")).replace("required: [alerts]", "required: [alerts, missing]");
        Path other = Files.writeString(folder.resolve("wrong.yaml"), wrong);
        try (FakeServer server = api.start();
                Prism prism = new Prism(other, server.url())) {
            assertThat(prism.answer("GET", "/api/v1/alerts", null)).contains("stoplight.io/prism/errors");
        }
    }

    private Path document(String more) throws IOException {
        Path file = folder.resolve("openapi" + more.length() + ".yaml");
        try (var in = DocumentResource.class.getResourceAsStream("/api/openapi.yaml")) {
            return Files.writeString(file, new String(in.readAllBytes(), StandardCharsets.UTF_8) + more);
        }
    }

    private int validate(Path document) throws Exception {
        Process node = node(VALIDATOR, "validator.log", document.toString());
        assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return node.exitValue();
    }

    private Process node(String script, String log, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("node", TOOLS.resolve(script).toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Prism between the client and the server. */
    private final class Prism implements AutoCloseable {
        private final Process process;
        private final String url;

        Prism(Path document, String server) throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            url = "http://127.0.0.1:" + port;
            String log = "prism" + port + ".log";
            process = node(PRISM, log, "proxy", document.toString(), server, "-p", String.valueOf(port), "--errors");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!Files.readString(folder.resolve(log)).contains("listening")) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(Files.readString(folder.resolve(log)))
                        .isTrue();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        /** Asks an operation with what it needs, with every example, and with a name that there is not; how many questions that were. */
        int ask(String method, String template, JsonNode path, JsonNode operation) throws Exception {
            List<String> needed = new ArrayList<>();
            List<String> all = new ArrayList<>();
            String target = template;
            for (JsonNode list : List.of(path.path("parameters"), operation.path("parameters"))) {
                for (JsonNode reference : list) {
                    JsonNode parameter = ApiContract.resolved(reference);
                    String name = parameter.path("name").asText();
                    JsonNode example = parameter.path("example");
                    if (parameter.path("in").asText().equals("path")) {
                        target = target.replace("{" + name + "}", encoded(example.asText()));
                    } else if (example.isObject()) {
                        example.properties().forEach(one -> all.add(pair(one.getKey(), one.getValue())));
                    } else if (!example.isMissingNode()) {
                        all.add(pair(name, example));
                        if (parameter.path("required").asBoolean()) {
                            needed.add(pair(name, example));
                        }
                    }
                }
            }
            JsonNode body = operation.at("/requestBody/content/application~1json/example");
            String sent = body.isMissingNode() ? null : body.toString();
            List<String> misspelt = new ArrayList<>(needed);
            misspelt.add("nobodys=1");
            List<List<String>> questions = List.of(needed, all, misspelt);
            for (List<String> question : questions) {
                String at = target + (question.isEmpty() ? "" : "?" + String.join("&", question));
                assertThat(answer(method.toUpperCase(Locale.ROOT), at, sent))
                        .as(method + " " + at)
                        .doesNotContain("stoplight.io/prism/errors");
            }
            return questions.size();
        }

        String answer(String method, String at, String body) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + at))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }

        private static String pair(String name, JsonNode value) {
            return encoded(name) + "=" + encoded(value.asText());
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
