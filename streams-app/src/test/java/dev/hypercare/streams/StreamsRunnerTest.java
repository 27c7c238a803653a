package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.contract.Stage;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRunnerTest {
    private static final TopicsConfig TOPICS = new TopicsConfig("t.", 1, 1, true);
    /** Only a product that does not work takes that long, not a machine under load. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private EmbeddedBroker broker;
    private ClusterConfig cluster;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("data"), "127.0.0.1", 0);
        cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        try (TopicAdmin topics = TopicAdmin.connect(cluster, TOPICS)) {
            topics.ensure(List.of(Topics.CATALOG, Topics.ALERTS, Topics.DEAD_LETTERS));
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void recordsThatCannotBeUsedBecomeDeadLettersAndTheFlowGoesOn() throws Exception {
        Wiring wiring = wiring(registry);
        List<String> seen = new ArrayList<>();
        try (StreamsRunner runner = run(wiring, entry -> {
            if (entry.getApi().equals("bad")) {
                throw new IllegalStateException("no such case");
            }
            synchronized (seen) {
                seen.add(entry.getApi());
            }
        })) {
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(runner::ready);
            send(new byte[] {'{'});
            send(encoded(wiring, "bad"));
            send(encoded(wiring, "good"));
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
                synchronized (seen) {
                    return seen.contains("good");
                }
            });
            List<DeadLetter> letters = deadLetters(wiring, 2);
            assertThat(letters).extracting(DeadLetter::getReason).containsExactly("not-decodable", "failed");
            assertThat(letters).extracting(DeadLetter::getStage).containsOnly("test");
            assertThat(letters).extracting(DeadLetter::getSourceOffset).containsExactly(0L, 1L);
            assertThat(letters.get(1).getDetail()).contains("no such case");
            assertThat(runner.failure()).isNotDone();
        }
    }

    @Test
    void aRegistryThatComesBackCostsNoRecord() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        Wiring wiring = wiring(new FailingRegistry(registry, failures));
        List<String> seen = new ArrayList<>();
        try (StreamsRunner runner = run(wiring, entry -> {
            synchronized (seen) {
                seen.add(entry.getApi());
            }
        })) {
            send(encoded(wiring(registry), "one"));
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
                synchronized (seen) {
                    return seen.contains("one");
                }
            });
            assertThat(failures).hasValue(0);
            assertThat(deadLetters(wiring, 0)).isEmpty();
            assertThat(runner.failure()).isNotDone();
        }
    }

    @Test
    void aMissingTopicEndsInAFailureThatNamesTheApplication() {
        Wiring elsewhere = new Wiring("absent.", 1, registry, true);
        try (StreamsRunner runner = run(elsewhere, entry -> {})) {
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> runner.failure().isDone());
            assertThat(runner.failure().join()).contains("watch").contains("MissingSourceTopic");
            assertThat(runner.ready()).isFalse();
        }
    }

    private StreamsRunner run(Wiring wiring, Consumer<CatalogEntry> what) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(wiring.name(Topics.CATALOG), wiring.consumed(Topics.CATALOG, "test-catalog"))
                .foreach((key, entry) -> what.accept(entry), Named.as("test-see"));
        RunnerConfig config = RunnerConfig.DEFAULT.embedded(directory.resolve("state"));
        StreamsRunner runner = StreamsRunner.of(
                List.of(new App("watch", List.of(new Nothing()), builder.build())),
                cluster,
                TOPICS,
                config,
                wiring,
                "",
                new Clients());
        runner.start();
        return runner;
    }

    private static Wiring wiring(SchemaRegistry registry) {
        return new Wiring("t.", 1, registry, true);
    }

    private static byte[] encoded(Wiring wiring, String api) {
        CatalogEntry entry = CatalogEntry.newBuilder().setApi(api).build();
        return wiring.serde(Topics.CATALOG).serializer().serialize(wiring.name(Topics.CATALOG), entry);
    }

    private void send(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t.catalog.v1", new byte[] {1}, value))
                    .get(1, TimeUnit.MINUTES);
        }
    }

    private List<DeadLetter> deadLetters(Wiring wiring, int count) {
        Map<String, Object> client = cluster.client();
        client.put("auto.offset.reset", "earliest");
        client.put("isolation.level", "read_committed");
        client.put("group.id", "test-reader");
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(wiring.name(Topics.DEAD_LETTERS)));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(count == 0 ? 2 : PATIENCE.toSeconds());
            while ((count == 0 || letters.size() < count) && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> letters.add(wiring.serde(Topics.DEAD_LETTERS)
                                .deserializer()
                                .deserialize(record.topic(), record.value())));
            }
        }
        return letters;
    }

    private record Nothing() implements Stage {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<Topic<?>> reads() {
            return List.of(Topics.CATALOG);
        }

        @Override
        public List<Topic<?>> writes() {
            return List.of();
        }
    }

    /** Cannot be reached for the first few readings of a schema. */
    private record FailingRegistry(SchemaRegistry behind, AtomicInteger failures) implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            return behind.register(subject, schema);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return behind.idOf(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            if (failures.get() > 0) {
                failures.decrementAndGet();
                throw new RegistryException("connection refused", 0, 0);
            }
            return behind.byId(id);
        }
    }
}
