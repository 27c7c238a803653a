package dev.hypercare.deliver;

import static org.awaitility.Awaitility.await;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Ticker;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.TopicsConfig;
import dev.hypercare.streams.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All applications on an embedded broker, with a registry that others can ask over HTTP. */
final class RunningFlow implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final TestRegistry registry = new TestRegistry();
    private final EmbeddedBroker broker;
    private final StreamsRunner runner;
    private final Ticker ticker;

    RunningFlow(Path directory) throws IOException {
        broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0);
        ClusterConfig cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
        TopicsConfig topics = new TopicsConfig("hypercare.", PARTITIONS, 1, true);
        try (TopicAdmin admin = TopicAdmin.connect(cluster, topics)) {
            admin.ensure(Topics.ALL);
        }
        Wiring wiring = new Wiring("hypercare.", PARTITIONS, registry.schemas(), true);
        RunnerConfig running = RunnerConfig.DEFAULT.embedded(directory.resolve("state"));
        runner = StreamsRunner.of(
                Pipeline.apps(PipelineConfig.load(null), wiring),
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

    String bootstrap() {
        return broker.bootstrapServers();
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
