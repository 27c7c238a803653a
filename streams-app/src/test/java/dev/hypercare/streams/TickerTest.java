package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickerTest {
    private static final String GROUP = "hypercare-ingest";

    @TempDir
    Path directory;

    @Test
    void ticksEveryPartitionOnlyOnceIngestHasCommittedWhatHadArrived() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            ClusterConfig cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
            Wiring wiring = new Wiring("hypercare.", 2, new InMemoryRegistry(), true);
            try (TopicAdmin topics = TopicAdmin.connect(cluster, new TopicsConfig("hypercare.", 2, 1, true))) {
                topics.ensure(List.of(Topics.RAW_NGINX, Topics.RAW_APISIX, Topics.CALLS));
            }
            TopicPartition raw = new TopicPartition(wiring.name(Topics.RAW_NGINX), 1);
            AtomicLong clock = new AtomicLong(1_000_000);
            try (Admin admin = Admin.create(cluster.client());
                    KafkaConsumer<byte[], byte[]> calls = reader(cluster, wiring);
                    Ticker ticker = Ticker.start(
                            cluster,
                            wiring,
                            List.of(Topics.RAW_NGINX, Topics.RAW_APISIX),
                            GROUP,
                            clock::get,
                            () -> true)) {
                assertThat(ticks(calls, 2)).containsExactlyInAnyOrder("0@1000000", "1@1000000");

                sendRaw(cluster, raw);
                clock.set(1_001_000);
                assertThat(ticks(calls, 0))
                        .as("one raw record is not committed yet")
                        .isEmpty();

                admin.alterConsumerGroupOffsets(GROUP, Map.of(raw, new OffsetAndMetadata(1)))
                        .all()
                        .get(1, TimeUnit.MINUTES);
                assertThat(ticks(calls, 2)).containsExactlyInAnyOrder("0@1001000", "1@1001000");
            }
        }
    }

    /** Waits for at least {@code count} ticks; for none it looks for two seconds whether some come. */
    private static List<String> ticks(KafkaConsumer<byte[], byte[]> calls, int count) {
        List<String> ticks = new ArrayList<>();
        Duration patience = count == 0 ? Duration.ofSeconds(2) : Duration.ofMinutes(1);
        long deadline = System.nanoTime() + patience.toNanos();
        while ((count == 0 || ticks.size() < count) && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : calls.poll(Duration.ofMillis(100))) {
                assertThat(record.value()).isNull();
                ticks.add(record.partition() + "@" + Tick.at(record.headers()).orElseThrow());
            }
        }
        return ticks;
    }

    private static KafkaConsumer<byte[], byte[]> reader(ClusterConfig cluster, Wiring wiring) {
        Map<String, Object> client = cluster.client();
        client.put("auto.offset.reset", "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        String calls = wiring.name(Topics.CALLS);
        consumer.assign(List.of(new TopicPartition(calls, 0), new TopicPartition(calls, 1)));
        return consumer;
    }

    private static void sendRaw(ClusterConfig cluster, TopicPartition to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, new byte[] {1}))
                    .get(1, TimeUnit.MINUTES);
        }
    }
}
