package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are changed from the command line while {@code up} runs in a process of its own, under traffic. */
class RulesWhileItRunsTest {
    private static final String[] FREE_PORTS = {"--broker-port", "0", "--registry-port", "0", "--query-port", "0"};
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULE = """
            rules:
              - {id: busy, summary: "{api}: {calls} calls", view: [api], severity: p3, window: 5s, when: calls > 20}
            """;

    private final Console console = new Console();

    @TempDir
    Path directory;

    @Test
    void aRuleFiresSecondsAfterItIsAppliedAndItsAlertIsResolvedWhenItIsDisabled() throws Exception {
        Path data = directory.resolve("data");
        Path file = Files.writeString(directory.resolve("busy.yaml"), RULE);
        try (ChildInstance up = ChildInstance.start(data, FREE_PORTS)) {
            Instance instance = up.ready();
            try (SteadyLoad load = SteadyLoad.start(instance.bootstrap(), "hypercare.raw-nginx.v1")) {
                await().atMost(PATIENCE).until(() -> load.acknowledged() > 0);
                long begin = System.nanoTime();
                assertThat(run(data, "rules", "apply", file.toString()))
                        .as(console.err())
                        .isZero();
                String version = row(data).orElseThrow().path("version").asText();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alert(data)).hasValueSatisfying(alert -> {
                            assertThat(alert.path("ruleVersion").asText()).isEqualTo(version);
                            assertThat(alert.path("series").asText()).isEqualTo("api=" + SteadyLoad.API);
                        }));
                long fired = System.nanoTime();
                assertThat(run(data, "rules", "disable", "busy", "--note", "known"))
                        .isZero();
                await().atMost(PATIENCE).until(() -> alert(data).isEmpty());
                System.out.printf(
                        "from the order to the alert %d ms, from the end to its resolution %d ms%n",
                        (fired - begin) / 1_000_000, (System.nanoTime() - fired) / 1_000_000);
                load.finish();
            }
            Files.writeString(file, RULE.replace("p3", "p9"));
            assertThat(run(data, "rules", "apply", file.toString())).isEqualTo(2);
            assertThat(console.err()).contains("severity: p9 (expected: one of p1, p2, p3, p4)");
            writeGarbage(instance, "one");
            await().atMost(PATIENCE).until(() -> deadLetters(instance).size() == 1);
            assertThat(up.terminate()).as(up.output()).isZero();
        }
        try (ChildInstance again = ChildInstance.start(data, FREE_PORTS)) {
            Instance instance = again.ready();
            assertThat(row(data)).hasValueSatisfying(rule -> {
                assertThat(rule.path("mode").asText()).isEqualTo("off");
                assertThat(rule.path("note").asText()).isEqualTo("known");
            });
            writeGarbage(instance, "two");
            await().atMost(PATIENCE).until(() -> deadLetters(instance).size() > 1);
            assertThat(deadLetters(instance))
                    .as("what was told before the restart is not told again")
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    private static void writeGarbage(Instance instance, String key) {
        Map<String, Object> client = Map.of("bootstrap.servers", instance.bootstrap());
        try (Producer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>("hypercare.rules.v1", key, "no rule"));
            producer.flush();
        }
    }

    /** The keys of the dead letters of rules: where the records stand that could not be used. */
    private static List<String> deadLetters(Instance instance) {
        Map<String, Object> client =
                Map.of("bootstrap.servers", instance.bootstrap(), "isolation.level", "read_committed");
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("hypercare.dead-letters.v1").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            }
        }
        return keys.stream()
                .filter(key -> key.startsWith("hypercare.rules.v1-"))
                .toList();
    }

    private Optional<JsonNode> row(Path data) throws IOException {
        assertThat(run(data, "rules", "list", "-o", "json")).as(console.err()).isZero();
        return last(new JsonMapper().readTree(console.out()).path("rules"), "id");
    }

    private Optional<JsonNode> alert(Path data) throws IOException {
        assertThat(run(data, "query", "alerts", "-o", "json")).as(console.err()).isZero();
        return last(new JsonMapper().readTree(console.out()).path("alerts"), "rule");
    }

    /** The last entry about the rule. */
    private static Optional<JsonNode> last(JsonNode list, String key) {
        JsonNode found = null;
        for (JsonNode one : list) {
            found = one.path(key).asText().equals("busy") ? one : found;
        }
        return Optional.ofNullable(found);
    }

    private int run(Path data, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        return console.run(all.toArray(String[]::new));
    }
}
