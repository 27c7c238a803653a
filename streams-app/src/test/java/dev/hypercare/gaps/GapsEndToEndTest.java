package dev.hypercare.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.PatternState;
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
import dev.hypercare.testdata.Replayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on a real broker with several partitions, and a restart that has nothing but the changelogs. */
class GapsEndToEndTest {
    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private final Wiring wiring = new Wiring("hypercare.", PARTITIONS, new InMemoryRegistry(), true);
    private final TopicsConfig topics = new TopicsConfig("hypercare.", PARTITIONS, 1, true);

    @Test
    void gapsAreToldOnceAcrossARestartAndClosed() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0)) {
            ClusterConfig cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
            try (TopicAdmin admin = TopicAdmin.connect(cluster, topics)) {
                admin.ensure(Topics.ALL);
            }
            try (Producer<byte[], byte[]> producer = Replayer.producer(cluster.bootstrap(), cluster.client())) {
                try (StreamsRunner runner = start(cluster, "first")) {
                    send(producer, Topics.PATTERNS, 1, GapTexts.pattern("q", "shop", PatternState.NEW, 100));
                    send(producer, Topics.PATTERNS, 2, GapTexts.pattern("p", "pay", PatternState.SURGING, 1000));
                    send(producer, Topics.MARKS, 1, GapTexts.mark("m", MarkKind.NOTE, "alert-pay", 1400));
                    time(producer, 1100);
                    await(cluster, runner, List.of("NO_ALERT OPEN q"));
                }
                try (StreamsRunner runner = start(cluster, "second")) {
                    time(producer, 1200);
                    await(cluster, runner, List.of("NO_ALERT OPEN q", "NO_ALERT OPEN p"));
                    send(producer, Topics.ALERTS, 0, GapTexts.alert("pay", AlertState.FIRING, 1300, 1300));
                    send(producer, Topics.ALERTS, 0, GapTexts.alert("mail", AlertState.FIRING, 1300, 1300));
                    time(producer, 1500);
                    List<String> told =
                            new ArrayList<>(List.of("NO_ALERT OPEN q", "NO_ALERT OPEN p", "NO_ALERT CLOSED p"));
                    await(cluster, runner, told);
                    time(producer, 100_000);
                    told.add("NO_ALERT CLOSED q");
                    told.add("NO_REPORT OPEN alert-mail");
                    await(cluster, runner, told);
                    assertThat(read(cluster, Topics.DEAD_LETTERS))
                            .extracting(DeadLetter::getDetail)
                            .isEmpty();
                }
            }
        }
    }

    private StreamsRunner start(ClusterConfig cluster, String state) {
        StreamsBuilder builder = new StreamsBuilder();
        GapsTopology gaps = new GapsTopology(GapsConfig.defaults(), wiring);
        gaps.addTo(
                builder,
                builder.stream(wiring.name(Topics.ALERTS), wiring.consumed(Topics.ALERTS, "alerts-in")),
                builder.stream(wiring.name(Topics.PATTERNS), wiring.consumed(Topics.PATTERNS, "patterns-in")));
        RunnerConfig running = RunnerConfig.DEFAULT.embedded(directory.resolve(state));
        App app = new App("watch", List.of(gaps), builder.build());
        StreamsRunner runner = StreamsRunner.of(List.of(app), cluster, topics, running, wiring, "", new Clients());
        runner.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(runner::ready);
        return runner;
    }

    private void time(Producer<byte[], byte[]> producer, long second) {
        tick(producer, Topics.ALERTS, 0, second);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            tick(producer, Topics.PATTERNS, partition, second);
        }
        producer.flush();
    }

    private void tick(Producer<byte[], byte[]> producer, Topic<?> topic, int partition, long second) {
        byte[] key = "tick".getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(
                wiring.name(topic), partition, null, key, null, Tick.headers(GapTexts.millis(second))));
    }

    private <V extends SpecificRecord> void send(
            Producer<byte[], byte[]> producer, Topic<V> topic, int partition, V value) {
        byte[] key = (value instanceof dev.hypercare.schemas.events.Mark mark ? mark.getId() : "any")
                .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = wiring.serde(topic).serializer().serialize(wiring.name(topic), value);
        var unused = producer.send(new ProducerRecord<>(wiring.name(topic), partition, key, bytes));
        producer.flush();
    }

    private void await(ClusterConfig cluster, StreamsRunner runner, List<String> told) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> runner.failure().isDone())
                .untilAsserted(() -> assertThat(read(cluster, Topics.GAPS))
                        .extracting((Gap gap) -> gap.getKind() + " " + gap.getState() + " " + gap.getSubject())
                        .containsExactlyInAnyOrderElementsOf(told));
    }

    private <V extends SpecificRecord> List<V> read(ClusterConfig cluster, Topic<V> topic) {
        List<V> values = new ArrayList<>();
        try (TopicTail<V> tail = new TopicTail<>(
                        cluster.client(),
                        wiring.name(topic),
                        wiring.serde(topic).deserializer())
                .fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300)).forEach(message -> {
                    if (message.value() != null) {
                        values.add(message.value());
                    }
                });
            } while (!tail.atEnd());
        }
        return values;
    }
}
