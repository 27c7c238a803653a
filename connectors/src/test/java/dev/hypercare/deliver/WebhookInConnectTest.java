package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.deliver.RecordingServer.Posted;
import dev.hypercare.deliver.RecordingServer.Reply;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.receiver.ConnectWorker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook sink by the configuration that ships, in a worker of Connect, against a server with a certificate of its own making. */
class WebhookInConnectTest {
    private static final String DEAD_LETTERS = "hypercare.connect-dead-letters.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void whatCannotBeTakenNowComesLaterInOrderAndWhatIsRefusedBecomesADeadLetter() throws Exception {
        SelfSigned key = new SelfSigned(directory);
        try (RecordingServer webhook = RecordingServer.withTls(key.server());
                TestRegistry registry = new TestRegistry();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0);
                AlertTopic topic = new AlertTopic(broker, registry);
                ConnectWorker worker = new ConnectWorker(broker.bootstrapServers(), Map.of())) {
            Map<String, String> connector = new HashMap<>(ShippedConnector.read("webhook.json"));
            connector.put("webhook.url", webhook.url() + "/hook");
            connector.put("webhook.authorization", "Bearer s3cr3t");
            connector.put("value.converter.schema.registry.url", registry.url());
            connector.put("retry.first.ms", "200");
            connector.put("retry.longest.ms", "1000");
            Instant since = Instant.now().minusSeconds(5);
            AtomicInteger refusals = new AtomicInteger();
            webhook.answer(posted -> switch (api(posted)) {
                case "slow" -> Reply.of(refusals.incrementAndGet() <= 3 ? 503 : 200);
                case "bad" -> Reply.of(400);
                default -> Reply.of(200);
            });

            worker.run("webhook", connector);
            topic.send(GivenAlert.firing("slow", since));
            await("that nobody is told whom Java does not trust")
                    .during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> webhook.posted().isEmpty());
            topic.send(GivenAlert.firing("slow", since).severity("P1"));
            topic.send(GivenAlert.firing("bad", since));
            topic.send(GivenAlert.firing("good", since));
            topic.send(GivenAlert.resolved("slow", since, since.plusSeconds(4)));
            connector.put("tls.ca", key.certificate().toString());
            worker.run("webhook", connector);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told(webhook, "slow"))
                            .as(worker.status("webhook"))
                            .endsWith("RESOLVED"));
            assertThat(told(webhook, "slow").stream().distinct())
                    .as("in order, and each until it is taken")
                    .containsExactly("FIRING P2", "FIRING P1", "RESOLVED");
            assertThat(told(webhook, "slow")).as("three times 503").hasSize(6);
            assertThat(told(webhook, "good")).containsExactly("FIRING P2");
            assertThat(webhook.posted()).allSatisfy(posted -> {
                assertThat(posted.path()).isEqualTo("/hook");
                assertThat(posted.headers().get("Authorization")).containsExactly("Bearer s3cr3t");
            });

            Map<String, ConsumerRecord<String, byte[]>> dead = new HashMap<>();
            await().atMost(PATIENCE).until(() -> {
                deadLetters(broker).forEach(record -> dead.put(record.key(), record));
                return !dead.isEmpty();
            });
            assertThat(dead).containsOnlyKeys("f-bad");
            assertThat(headers(dead.get("f-bad")))
                    .containsEntry("__connect.errors.topic", AlertTopic.NAME)
                    .hasEntrySatisfying(
                            "__connect.errors.exception.message",
                            reason -> assertThat(reason).contains("HTTP 400").doesNotContain("s3cr3t"));
            assertThat(told(webhook, "bad")).as("not tried again").hasSize(1);
        }
    }

    private static String api(Posted posted) {
        return posted.body().path("labels").path("api").asText();
    }

    /** What was posted of an API. */
    private static List<String> told(RecordingServer webhook, String api) {
        return webhook.posted().stream()
                .filter(posted -> api(posted).equals(api))
                .map(posted -> {
                    String state = posted.body().path("state").asText();
                    return state.equals("RESOLVED")
                            ? state
                            : state + " " + posted.body().path("severity").asText();
                })
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        return java.util.stream.StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> header.value() != null)
                .collect(Collectors.toMap(
                        header -> header.key(),
                        header -> new String(header.value(), StandardCharsets.UTF_8),
                        (one, other) -> other));
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(EmbeddedBroker broker) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(DEAD_LETTERS).stream()
                    .map(one -> new org.apache.kafka.common.TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(300)).forEach(found::add);
            }
        }
        return found;
    }
}
