package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.embedded.EmbeddedServices;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three instances of an application on one broker, with one copy of each store: whichever is asked answers for all of them. */
class ThreeInstancesTest {
    private static final int PARTITIONS = 3;
    private static final int APIS = 12;
    private static final long START =
            Resolution.HOUR.startOf(Instant.now().toEpochMilli()) - 2 * Resolution.HOUR.millis();
    private static final long END = START + Duration.ofMinutes(10).toMillis();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, LatencyHistogram> truth = new TreeMap<>();
    private final List<Applications> instances = new ArrayList<>();

    @Test
    void whicheverIsAskedAnswersForAllAlsoWhenOneIsGone() throws Exception {
        try (EmbeddedServices services = EmbeddedServices.start(directory.resolve("broker"), "127.0.0.1", 0, 0)) {
            try {
                for (int i = 0; i < 3; i++) {
                    instances.add(start(i, services));
                }
                feed(services);
                instances.forEach(instance -> Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(300))
                        .until(() -> right(instance, "fresh")));
                desksAnswerEverywhere();
                nobodyElseMayAskForParts();
                Applications gone = instances.remove(0);
                gone.close(); // It keeps its place in the group, as if it had been killed.
                for (Applications instance : instances) {
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> right(instance, "stale"));
                }
            } finally {
                instances.forEach(Applications::close);
            }
        }
    }

    /** Whether an instance tells all of the truth now; what it tells is never more than that, and never unmarked. */
    private boolean right(Applications instance, String as) throws Exception {
        HttpResponse<String> all =
                get(instance, "/api/v1/kpis?view=api&percentiles=50,99&from=" + START + "&to=" + END);
        if (all.statusCode() != 200) {
            return false;
        }
        JsonNode json = JSON.readTree(all.body());
        JsonNode freshness = json.get("freshness");
        String state = freshness.get("state").asText();
        assertThat(all.headers().firstValue("Hypercare-Freshness").orElse("")).startsWith(state);
        boolean complete = json.get("series").size() == APIS
                && Instant.parse(json.get("asOf").asText("1970-01-01T00:00:00Z"))
                                .toEpochMilli()
                        >= END;
        for (JsonNode series : json.get("series")) {
            LatencyHistogram exact = truth.get(series.get("series").asText());
            JsonNode latency = series.get("total").get("latencyMs");
            if (complete) {
                assertThat(latency.get("count").asLong()).isEqualTo(exact.count());
                assertThat(latency.get("p50").asDouble()).isEqualTo(exact.percentile(50) / 1000.0);
                assertThat(latency.get("p99").asDouble()).isEqualTo(exact.percentile(99) / 1000.0);
            } else {
                assertThat(latency.get("count").asLong()).isLessThanOrEqualTo(exact.count());
            }
        }
        assertThat(json.get("notes").size()).isEqualTo(state.equals("fresh") ? 0 : 1);
        return complete && state.equals(as) && everySeriesAlone(instance);
    }

    private boolean everySeriesAlone(Applications instance) throws Exception {
        for (int i = 0; i < APIS; i++) {
            HttpResponse<String> one =
                    get(instance, "/api/v1/kpis?api=api-" + i + "&step=1m&from=" + START + "&to=" + END);
            if (one.statusCode() != 200) {
                return false;
            }
            JsonNode series = JSON.readTree(one.body()).get("series").get(0);
            assertThat(series.get("total").get("calls").asLong())
                    .isEqualTo(truth.get("api=api-" + i).count());
            assertThat(series.get("rows")).hasSize(10);
        }
        HttpResponse<String> pareto =
                get(instance, "/api/v1/pareto?by=api&kpi=calls&share=1&from=" + START + "&to=" + END);
        JsonNode top = JSON.readTree(pareto.body());
        assertThat(top.get("total").asLong())
                .isEqualTo(truth.values().stream()
                        .mapToLong(LatencyHistogram::count)
                        .sum());
        assertThat(top.get("values").get(0).get("value").asText()).isEqualTo("api-" + (APIS - 1));
        return true;
    }

    private void desksAnswerEverywhere() throws Exception {
        HttpResponse<String> made = http.send(
                HttpRequest.newBuilder(URI.create(instances.get(0).queryUrl() + "/api/v1/marks"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\"maintenance\",\"selector\":{\"api\":\"api-1\"},\"for\":\"2h\",\"by\":\"ann\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        for (Applications instance : instances) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                HttpResponse<String> marks = get(instance, "/api/v1/marks");
                return marks.statusCode() == 200
                        && JSON.readTree(marks.body()).get("marks").size() == 1;
            });
            for (String path : List.of(
                    "alerts",
                    "gaps",
                    "patterns",
                    "tickets",
                    "ticket-kpis",
                    "pareto?by=pattern&kpi=calls&from=" + START)) {
                HttpResponse<String> desk = get(instance, "/api/v1/" + path);
                assertThat(desk.statusCode()).as("%s: %s", path, desk.body()).isEqualTo(200);
                assertThat(desk.headers().firstValue("Hypercare-Freshness"))
                        .as(path)
                        .hasValue("fresh");
            }
        }
    }

    private void nobodyElseMayAskForParts() throws Exception {
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(URI.create(instances.get(0).queryUrl() + "/internal/v1/parts"))
                        .POST(HttpRequest.BodyPublishers.ofString("what?"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> get(Applications instance, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(instance.queryUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Applications start(int number, EmbeddedServices services) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("instance-" + number));
        String yaml = """
                application: three
                instance: instance-%d
                apps: [kpi, watch]
                state-dir: '%s'
                session-timeout: 2m
                standby-replicas: 1
                state-memory: 16
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {partitions: %d, replication: 1, create: true}
                kpi: {views: [api], lateness: 1s, max-lag: 5s}
                rules: {builtin: false}
                query: {port: 0}
                """.formatted(
                        number, folder.resolve("state"), services.bootstrap(), services.registryUrl(), PARTITIONS);
        return Applications.start(
                PipelineConfig.load(Files.writeString(folder.resolve("hypercare.yaml"), yaml)),
                System::currentTimeMillis);
    }

    /** Calls of ten minutes, more the higher the number of the API, and ticks until all of that has closed. */
    private void feed(EmbeddedServices services) {
        Wiring wiring = instances.get(0).wiring();
        String name = wiring.name(Topics.CALLS);
        Serializer<Call> serializer = wiring.serde(Topics.CALLS).serializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClusterConfig.DEFAULT.at(services.bootstrap()).client(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long second = 0; second < 600; second += 5) {
                for (int i = 0; i < APIS; i++) {
                    for (int n = 0; n <= i; n++) {
                        long micros = 1000 + 7919 * (second + n * 31L + i) % 900_000;
                        truth.computeIfAbsent("api=api-" + i, unseen -> new LatencyHistogram())
                                .add(micros);
                        byte[] call = serializer.serialize(name, call("api-" + i, START + second * 1000 + n, micros));
                        var unused = producer.send(new ProducerRecord<>(name, (i + n) % PARTITIONS, null, null, call));
                    }
                }
                tick(producer, name, START + second * 1000);
            }
            for (int second = 600; second <= 720; second++) {
                tick(producer, name, START + second * 1000L);
            }
            producer.flush();
        }
    }

    private static void tick(KafkaProducer<byte[], byte[]> producer, String topic, long at) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var unused = producer.send(new ProducerRecord<>(topic, partition, null, null, null, Tick.headers(at)));
        }
    }

    private static Call call(String api, long at, long micros) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway("gw")
                .setApi(api)
                .setRoute("/")
                .setMethod("GET")
                .setStatus(200)
                .setDurationMicros(micros)
                .build();
    }
}
