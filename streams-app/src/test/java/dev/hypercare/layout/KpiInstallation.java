package dev.hypercare.layout;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.store.KpiStores;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicsConfig;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * A small installation in a directory: a broker with its data, and the application kpi with its state beside them. The application
 * can be stopped and started again while the broker runs.
 */
final class KpiInstallation implements AutoCloseable {
    static final String APPLICATION = "hypercare-kpi";

    private static final List<List<String>> VIEWS =
            List.of(List.of("api"), List.of("api", "route", "method"), List.of("api", "consumer"));
    private static final String CONFIG = """
            apps: [kpi]
            kpi:
              views: ["api", "api, route, method", "api, consumer"]
              lateness: 2s
              max-lag: 5s
              correct-for: 7d
              epoch: %d
            """;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final ClusterConfig cluster;
    private final Wiring wiring;
    private final TopicsConfig topics = new TopicsConfig("hypercare.", LayoutTraffic.PARTITIONS, 1, true);
    private StreamsRunner runner;

    /** Starts the broker; the application waits for {@link #start}. */
    KpiInstallation(Path directory, SchemaRegistry registry) {
        this.directory = directory;
        broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0);
        // Uncompressed: a fixture is compressed as a whole, which is smaller.
        cluster = new ClusterConfig(broker.bootstrapServers(), Map.of("producer.compression.type", "none"));
        wiring = new Wiring("hypercare.", LayoutTraffic.PARTITIONS, registry, true);
        try (TopicAdmin topicAdmin = TopicAdmin.connect(cluster, topics)) {
            topicAdmin.ensure(Topics.ALL);
        }
    }

    /** Starts the application; returns at once. */
    void start(int epoch, Duration commitInterval) {
        RunnerConfig like = RunnerConfig.DEFAULT.embedded(directory.resolve("state"));
        RunnerConfig running = new RunnerConfig(
                like.application(),
                like.instance(),
                like.stateDir(),
                like.threads(),
                commitInterval,
                like.guarantee(),
                like.sessionTimeout(),
                like.transactionTimeout().plus(commitInterval),
                like.standbyReplicas(),
                16,
                true);
        runner = StreamsRunner.of(
                Pipeline.apps(config(epoch), wiring), cluster, topics, running, wiring, "", new Clients());
        runner.start();
    }

    /** Starts the application and waits until it has restored its state. */
    void startAndWait(int epoch, Duration commitInterval) {
        start(epoch, commitInterval);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            if (runner.failure().isDone()) {
                throw new AssertionError(runner.failure().join());
            }
            return runner.ready();
        });
    }

    private PipelineConfig config(int epoch) {
        try {
            Path file = directory.resolve("kpi.yaml");
            Files.writeString(file, CONFIG.formatted(epoch));
            return PipelineConfig.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StreamsRunner runner() {
        return runner;
    }

    /** Stops the application. */
    void stop() {
        runner.close();
    }

    Path state() {
        return directory.resolve("state");
    }

    Wiring wiring() {
        return wiring;
    }

    Map<String, Object> client() {
        return cluster.client();
    }

    Admin admin() {
        return Admin.create(client());
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What local stores say, of all tasks as one. */
    KpiReader stores() {
        return KpiStores.of(runner.apps().get("kpi"), VIEWS);
    }

    /** Publishes to {@code calls} in this order within each partition, and waits for the acknowledgements. */
    void feed(List<FedRecord> records) {
        String name = wiring.name(Topics.CALLS);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (FedRecord record : records) {
                Long tick = record.tick();
                byte[] value = tick != null
                        ? null
                        : wiring.serde(Topics.CALLS).serializer().serialize(name, record.toCall());
                var unused = producer.send(new ProducerRecord<>(
                        name, record.partition(), null, null, value, tick == null ? null : Tick.headers(tick)));
            }
            producer.flush();
        }
    }

    /** The newest version of every window on the topics; only what is committed. */
    Map<WindowKey, Kpi> published() {
        Map<WindowKey, Kpi> newest = new HashMap<>();
        for (Resolution resolution : Resolution.values()) {
            for (Kpi kpi : read(resolution.topic())) {
                newest.merge(
                        new WindowKey(
                                resolution,
                                kpi.getSeries(),
                                kpi.getWindowStart().toEpochMilli()),
                        kpi,
                        (a, b) -> newer(a, b) ? a : b);
            }
        }
        return newest;
    }

    private static boolean newer(Kpi a, Kpi b) {
        return a.getEpoch() != b.getEpoch() ? a.getEpoch() > b.getEpoch() : a.getVersion() > b.getVersion();
    }

    /** What is committed in a topic. */
    <V extends org.apache.avro.specific.SpecificRecord> List<V> read(Topic<V> topic) {
        List<V> values = new java.util.ArrayList<>();
        try (TopicTail<V> tail = TopicTail.of(client(), wiring, topic).fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (message.undecodable() != null) {
                        throw new AssertionError(message.undecodable());
                    }
                    values.add(message.value());
                });
            } while (!tail.atEnd());
        }
        return values;
    }

    /** How far the application has committed, by topic and partition. */
    Map<String, Long> committed() {
        try (Admin admin = admin()) {
            Map<String, Long> offsets = new TreeMap<>();
            admin.listConsumerGroupOffsets(APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
            return offsets;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
        broker.close();
    }
}
