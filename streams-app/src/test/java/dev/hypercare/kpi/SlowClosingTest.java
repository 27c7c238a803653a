package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.App;
import dev.hypercare.streams.Clients;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RunnerConfig;
import dev.hypercare.streams.StreamsRunner;
import dev.hypercare.streams.Tick;
import dev.hypercare.streams.TopicAdmin;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicsConfig;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What one record makes the merge close takes much longer than a transaction may: rules that look at many series after a silence. */
class SlowClosingTest {
    private static final int SECONDS = 240;
    /** The broker looks for transactions that took too long every ten seconds. */
    private static final long WORK_NANOS = 60_000_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Wiring wiring = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);

    @Test
    void goesOnInTheNextTransactionAndEveryCallIsCountedOnce() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0)) {
            ClusterConfig cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
            TopicsConfig topics = new TopicsConfig("hypercare.", 1, 1, true);
            try (TopicAdmin admin = TopicAdmin.connect(cluster, topics)) {
                admin.ensure(Topics.ALL);
            }
            publish(cluster);
            RunnerConfig running = RunnerConfig.read(
                            Section.parse("hypercare.yaml", "{transaction-timeout: 1s}", new Problems()))
                    .embedded(directory.resolve("state"));
            try (StreamsRunner runner =
                    StreamsRunner.of(List.of(slowly()), cluster, topics, running, wiring, "", new Clients())) {
                runner.start();
                Map<Instant, Long> expected = new TreeMap<>();
                for (int i = 0; i < SECONDS / 60; i++) {
                    expected.put(Instant.EPOCH.plusSeconds(60L * i), 60L);
                }
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(minutes(cluster)).isEqualTo(expected));
            }
        }
    }

    private App slowly() {
        StreamsBuilder builder = new StreamsBuilder();
        KpiTopology kpi = new KpiTopology(
                KpiConfig.read(Section.parse("kpi.yaml", "{views: [api]}", new Problems())), wiring, view -> true);
        kpi.addTo(builder).foreach((key, slice) -> LockSupport.parkNanos(WORK_NANOS), Named.as("kpi-test-slices"));
        return new App("kpi", List.of(kpi), builder.build());
    }

    private void publish(ClusterConfig cluster) {
        String topic = wiring.name(Topics.CALLS);
        try (Serializer<Call> serializer = wiring.serde(Topics.CALLS).serializer();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(cluster.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < SECONDS; i++) {
                byte[] call = serializer.serialize(topic, Calls.call("pay", "/r", 200, i * 1000L + 500, 1000));
                var unused = producer.send(new ProducerRecord<>(topic, call));
            }
            var unused = producer.send(
                    new ProducerRecord<>(topic, 0, null, null, null, Tick.headers((SECONDS + 60) * 1000L)));
        }
    }

    private Map<Instant, Long> minutes(ClusterConfig cluster) {
        Map<Instant, Long> minutes = new TreeMap<>();
        try (TopicTail<Kpi> tail = new TopicTail<>(
                        cluster.client(),
                        wiring.name(Topics.KPIS_1M),
                        wiring.serde(Topics.KPIS_1M).deserializer())
                .fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300))
                        .forEach(message -> minutes.merge(
                                message.value().getWindowStart(),
                                message.value().getCalls(),
                                Long::sum));
            } while (!tail.atEnd());
        }
        return minutes;
    }
}
