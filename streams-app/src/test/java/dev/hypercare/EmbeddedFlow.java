package dev.hypercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Ticker;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicsConfig;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;

/** The whole flow on an embedded broker, for tests: all applications, ticks by a clock that the test sets. */
public final class EmbeddedFlow implements AutoCloseable {
    /** Partitions of every topic. */
    public static final int PARTITIONS = 3;

    private final EmbeddedBroker broker;
    private final ClusterConfig cluster;
    private final Wiring wiring = new Wiring("hypercare.", PARTITIONS, new InMemoryRegistry(), true);
    private final QueryConfig queries = new QueryConfig("127.0.0.1", 0).settled();
    private StreamsRunner runner;
    private final Supplier<StreamsRunner> runners;
    private final Ticker ticker;
    private final AtomicReference<LongSupplier> clock = new AtomicReference<>(() -> Ticker.NO_TIME_YET);

    public EmbeddedFlow(Path directory) {
        this(directory, PipelineConfig.load(null));
    }

    public EmbeddedFlow(Path directory, PipelineConfig config) {
        broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0);
        cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        TopicsConfig topics = new TopicsConfig("hypercare.", PARTITIONS, 1, true);
        try (TopicAdmin admin = TopicAdmin.connect(cluster, topics)) {
            admin.ensure(Topics.ALL);
            admin.ensure(config.normalise().allFormats().stream()
                    .<Topic<?>>map(RawFormat::topic)
                    .toList());
        }
        RunnerConfig running = RunnerConfig.DEFAULT.embedded(directory.resolve("state"));
        runners = () -> StreamsRunner.of(
                Pipeline.apps(config, wiring), cluster, topics, running, wiring, queries.server(), new Clients());
        runner = runners.get();
        runner.start();
        ticker = Ticker.start(
                cluster,
                wiring,
                List.of(Topics.RAW_NGINX, Topics.RAW_APISIX),
                running.applicationId("ingest"),
                () -> clock.get().getAsLong(),
                () -> true);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> runner.ready());
    }

    /** Stops the applications and starts them again on what they kept. */
    public void restart() {
        runner.close();
        runner = runners.get();
        runner.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> runner.ready());
    }

    /** From now on ticks tell these times, milliseconds since the epoch. */
    public void tickBy(LongSupplier times) {
        clock.set(times);
    }

    public Wiring wiring() {
        return wiring;
    }

    public ClusterConfig cluster() {
        return cluster;
    }

    /** Publishes lines to a raw topic, line n to partition n modulo their number, and waits for the acknowledgements. */
    public void publish(Topic<?> topic, List<byte[]> lines) {
        try (var producer = dev.hypercare.testdata.Replayer.producer(cluster.bootstrap(), cluster.client())) {
            for (int i = 0; i < lines.size(); i++) {
                var unused = producer.send(
                        new ProducerRecord<>(wiring.name(topic), i % PARTITIONS, null, null, lines.get(i)));
            }
            producer.flush();
        }
    }

    /** Where a query server over the applications is to listen: instances are told of this address. */
    public QueryConfig queries() {
        return queries;
    }

    /** The applications by name, in the order of the flow. */
    public Map<String, KafkaStreams> apps() {
        return runner.apps();
    }

    /** Everything that is committed in a topic, oldest first within a partition. */
    public <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        try (TopicTail<V> tail = new TopicTail<>(
                        cluster.client(),
                        wiring.name(topic),
                        wiring.serde(topic).deserializer())
                .fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300)).forEach(message -> {
                    assertThat(message.undecodable()).isNull();
                    if (message.value() != null) {
                        values.add(message.value());
                    }
                });
            } while (!tail.atEnd());
        }
        return values;
    }

    @Override
    public void close() {
        ticker.close();
        runner.close();
        broker.close();
    }
}
