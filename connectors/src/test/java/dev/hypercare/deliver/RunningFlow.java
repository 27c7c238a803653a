package dev.hypercare.deliver;

import static org.awaitility.Awaitility.await;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Ticker;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicsConfig;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The applications on an embedded broker, which can be stopped, with a registry that others can ask over HTTP. */
public final class RunningFlow implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final TestRegistry registry = new TestRegistry();
    private final Wiring wiring = new Wiring("hypercare.", PARTITIONS, registry.schemas(), true);
    private final Path data;
    private final ClusterConfig cluster;
    private final StreamsRunner runner;
    private final Ticker ticker;
    private EmbeddedBroker broker;

    RunningFlow(Path directory) throws IOException {
        this(directory, PipelineConfig.load(null));
    }

    /** Those that the configuration names, with its formats. */
    public RunningFlow(Path directory, PipelineConfig config) throws IOException {
        data = directory.resolve("broker");
        broker = EmbeddedBroker.start(data, "127.0.0.1", 0);
        cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        TopicsConfig topics = new TopicsConfig("hypercare.", PARTITIONS, 1, true);
        try (TopicAdmin admin = TopicAdmin.connect(cluster, topics)) {
            admin.ensure(Topics.ALL);
            admin.ensure(config.normalise().allFormats().stream()
                    .<Topic<?>>map(RawFormat::topic)
                    .toList());
        }
        RunnerConfig running = RunnerConfig.DEFAULT.embedded(directory.resolve("state"));
        runner = StreamsRunner.of(
                Pipeline.apps(config, wiring),
                cluster,
                topics,
                running,
                wiring,
                new QueryConfig("127.0.0.1", 0).settled().server(),
                new Clients());
        runner.start();
        ticker = Ticker.start(
                cluster,
                wiring,
                List.of(Topics.RAW_NGINX),
                running.applicationId("ingest"),
                System::currentTimeMillis,
                () -> true);
        await().atMost(Duration.ofMinutes(3)).until(runner::ready);
    }

    public String bootstrap() {
        return cluster.bootstrap();
    }

    /** Stops the broker; what asks it waits. */
    public void stopBroker() {
        broker.close();
    }

    /** Starts it again where it was, with its data. */
    public void startBroker() {
        String address = cluster.bootstrap();
        broker = EmbeddedBroker.start(data, "127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    }

    /** Everything that is committed in a topic. */
    public <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        return read(wiring.name(topic), wiring.serde(topic).deserializer());
    }

    /** The records of any topic. */
    public <V> List<V> read(String topic, Deserializer<V> values) {
        List<V> read = new ArrayList<>();
        try (TopicTail<V> tail = new TopicTail<>(cluster.client(), topic, values).fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300)).forEach(message -> {
                    if (message.value() != null) {
                        read.add(message.value());
                    }
                });
            } while (!tail.atEnd());
        }
        return read;
    }

    String registryUrl() {
        return registry.url();
    }

    SchemaRegistry schemas() {
        return registry.schemas();
    }

    @Override
    public void close() {
        ticker.close();
        runner.close();
        broker.close();
        registry.close();
    }
}
