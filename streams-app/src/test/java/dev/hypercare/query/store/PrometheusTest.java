package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedServices;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.Wiring;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the applications with the configuration of deploy/: every panel has data, every rule can be evaluated. */
class PrometheusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DEPLOY = Sources.ROOT.resolve("deploy");
    private static final List<String> DASHBOARDS = List.of("hypercare-health.json", "hypercare-launch.json");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPanelHasItsOwnIdAndADataSourceThatCanBeChosen() throws IOException {
        Set<String> uids = new HashSet<>();
        for (String file : DASHBOARDS) {
            JsonNode dashboard = dashboard(file);
            assertThat(uids.add(dashboard.path("uid").asText())).as(file).isTrue();
            assertThat(dashboard
                            .path("templating")
                            .path("list")
                            .get(0)
                            .path("type")
                            .asText())
                    .isEqualTo("datasource");
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt()))
                        .as(panel.path("title").asText())
                        .isTrue();
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(panel.path("targets")).isNotEmpty();
                panel.findValues("datasource")
                        .forEach(source ->
                                assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
            }
        }
    }

    @Test
    void everyPanelHasDataAndEveryRuleCanBeEvaluated() throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "no prometheus on the PATH; on Debian: apt-get install prometheus");
        try (EmbeddedServices services = EmbeddedServices.start(directory.resolve("broker"), "127.0.0.1", 0, 0);
                Applications applications = start(services)) {
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(applications::ready);
            String prometheus = "127.0.0.1:" + freePort();
            Process process = scrape(program.get(), prometheus, applications.queryUrl());
            try {
                Map<String, String> without = new LinkedHashMap<>(queries());
                Awaitility.await()
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> {
                            feed(services, applications.wiring());
                            get(applications.queryUrl() + "/api/v1/alerts");
                            for (Map.Entry<String, String> query : queries().entrySet()) {
                                if (without.containsKey(query.getKey()) && hasData(prometheus, query.getValue())) {
                                    without.remove(query.getKey());
                                }
                            }
                            assertThat(without).as("queries without data").isEmpty();
                        });
                Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    JsonNode rules = JSON.readTree(get("http://" + prometheus + "/api/v1/rules"));
                    assertThat(rules.findValues("health"))
                            .hasSizeGreaterThan(5)
                            .allSatisfy(health -> assertThat(health.asText()).isEqualTo("ok"));
                    assertThat(firing(prometheus))
                            .contains("HypercareDeadLetters")
                            .doesNotContain("HypercareDown");
                });
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private List<String> firing(String prometheus) throws Exception {
        List<String> names = new ArrayList<>();
        JsonNode alerts = JSON.readTree(get("http://" + prometheus + "/api/v1/alerts"));
        alerts.path("data").path("alerts").forEach(alert -> {
            if (alert.path("state").asText().equals("firing")) {
                names.add(alert.path("labels").path("alertname").asText());
            }
        });
        return names;
    }

    /** Every query of every panel with its variables resolved, by where it stands. */
    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (String file : DASHBOARDS) {
            for (JsonNode panel : dashboard(file).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String query = target.path("expr")
                            .asText()
                            .replace("$__rate_interval", "30s")
                            .replaceAll("\\$(instance|api)\\b", ".*");
                    assertThat(query).doesNotContain("$");
                    queries.put(
                            file + ": " + panel.path("title").asText() + " "
                                    + target.path("refId").asText(),
                            query);
                }
            }
        }
        return queries;
    }

    private boolean hasData(String prometheus, String query) throws Exception {
        String url = "http://" + prometheus + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonNode answer = JSON.readTree(get(url));
        assertThat(answer.path("status").asText()).as(query + ": " + answer).isEqualTo("success");
        for (JsonNode result : answer.path("data").path("result")) {
            if (!result.path("value").path(1).asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        return answer.body();
    }

    private Applications start(EmbeddedServices services) throws IOException {
        String yaml = """
                application: prometheus
                state-dir: '%s'
                state-memory: 16
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {partitions: 2, replication: 1, create: true}
                kpi: {views: [api, gateway], lateness: 200ms, max-lag: 1s}
                query: {port: 0, metrics: {kpis: [api], window: 30s}}
                """.formatted(directory.resolve("state"), services.bootstrap(), services.registryUrl());
        return Applications.start(
                PipelineConfig.load(Files.writeString(directory.resolve("hypercare.yaml"), yaml)),
                System::currentTimeMillis);
    }

    /** Calls of now, of an AI route as well, and a line that is no call. */
    private static void feed(EmbeddedServices services, Wiring wiring) {
        Serializer<Call> serializer = wiring.serde(Topics.CALLS).serializer();
        String calls = wiring.name(Topics.CALLS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClusterConfig.DEFAULT.at(services.bootstrap()).client(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                byte[] value = serializer.serialize(calls, call(Instant.now(), i));
                var unused = producer.send(new ProducerRecord<>(calls, i % 2, null, null, value));
            }
            byte[] nothing = "this is no call".getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(new ProducerRecord<>(wiring.name(Topics.RAW_NGINX), nothing));
            producer.flush();
        }
    }

    private static Call call(Instant at, int i) {
        return Call.newBuilder()
                .setCompletedAt(at)
                .setGateway("gw")
                .setApi(i % 2 == 0 ? "chat" : "pay")
                .setRoute("/")
                .setMethod("GET")
                .setStatus(i % 5 == 0 ? 503 : 200)
                .setDurationMicros(1000L * (i + 1))
                .setResponseBytes(100L)
                .setProvider(i % 2 == 0 ? "some" : null)
                .setModel(i % 2 == 0 ? "m" : null)
                .setTokensIn(i % 2 == 0 ? 10L : null)
                .setTokensOut(i % 2 == 0 ? 20L : null)
                .setCostMicros(i % 2 == 0 ? 30L : null)
                .build();
    }

    private Process scrape(Path program, String address, String url) throws IOException {
        String config = Files.readString(DEPLOY.resolve("prometheus/prometheus.yml"))
                .replace("127.0.0.1:18080", URI.create(url).getAuthority())
                .replace("15s", "1s");
        Path folder = Files.createDirectories(directory.resolve("prometheus"));
        Files.copy(DEPLOY.resolve("prometheus/hypercare-alerts.yml"), folder.resolve("hypercare-alerts.yml"));
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static JsonNode dashboard(String file) throws IOException {
        return JSON.readTree(DEPLOY.resolve("grafana").resolve(file).toFile());
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
