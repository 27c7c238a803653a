package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.embedded.EmbeddedBroker;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a plain consumer of the same records on a real broker. */
class ChunkedConsumerTest {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 1_200;
    private static final int LONGEST = 8_000;

    /** A record as whoever reads it sees it; null for a tick. */
    private record Seen(
            long offset, long timestamp, @Nullable ByteBuffer value, int headers) {}

    /** What polls brought of each partition, taken apart again. */
    private static final class Reading {
        final Map<TopicPartition, List<Seen>> records = new HashMap<>();
        final Map<TopicPartition, Long> next = new HashMap<>();
        final List<ConsumerRecord<byte[], byte[]>> chunks = new ArrayList<>();
        int handedOn;

        void poll(KafkaConsumer<byte[], byte[]> consumer) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
            polled.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                handedOn++;
                take(record);
            }
            polled.partitions()
                    .forEach(partition -> assertThat(next.get(partition))
                            .as("the next offset is that after the last record")
                            .isEqualTo(last(records.get(partition)).offset() + 1));
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            List<Seen> seen = records.computeIfAbsent(
                    new TopicPartition(record.topic(), record.partition()), unseen -> new ArrayList<>());
            Chunk chunk = Chunk.of(record.headers());
            if (chunk == null) {
                int headers = record.headers().toArray().length;
                seen.add(new Seen(record.offset(), record.timestamp(), copy(record.value()), headers));
                return;
            }
            chunks.add(record);
            long newest = Long.MIN_VALUE;
            for (int i = 0; i < chunk.size(); i++) {
                newest = Math.max(newest, chunk.timestamp(i));
                seen.add(new Seen(
                        chunk.offset(i), chunk.timestamp(i), chunk.value(i).slice(), 0));
            }
            assertThat(record.offset()).isEqualTo(chunk.offset(0));
            assertThat(record.timestamp()).isEqualTo(newest);
        }

        private static @Nullable ByteBuffer copy(byte @Nullable [] value) {
            return value == null ? null : ByteBuffer.wrap(value.clone());
        }

        private static Seen last(List<Seen> seen) {
            return seen.get(seen.size() - 1);
        }

        int size() {
            return records.values().stream().mapToInt(List::size).sum();
        }
    }

    @TempDir
    Path directory;

    @Test
    void whoTakesChunksApartSeesExactlyTheRecordsOfEveryPartitionInOrder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            fill(broker);
            Reading plain = new Reading();
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(config(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                read(consumer, plain);
            }
            Reading chunked = new Reading();
            try (ChunkedConsumer consumer = new ChunkedConsumer(config(broker), Set.of("calls"))) {
                read(consumer, chunked);
            }
            assertThat(chunked.records).isEqualTo(plain.records);
            assertThat(chunked.next).isEqualTo(plain.next);
            assertThat(plain.chunks).isEmpty();
            assertThat(chunked.handedOn).isLessThan(plain.handedOn / 2);
            assertChunks(chunked);
        }
    }

    private static void assertChunks(Reading chunked) {
        Set<Integer> partitions = new HashSet<>();
        chunked.chunks.forEach(chunk -> {
            assertThat(chunk.topic()).isEqualTo("calls");
            partitions.add(chunk.partition());
        });
        assertThat(partitions).hasSize(PARTITIONS);
        chunked.records.forEach((partition, records) -> {
            if (partition.topic().equals("calls")) {
                assertThat(records)
                        .filteredOn(record -> record.value() == null)
                        .hasSize(2)
                        .allMatch(tick -> tick.headers() == 1);
            }
        });
    }

    /** Two topics, the records of one with two ticks in each partition among them. */
    private static void fill(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<String, String> forEver = Map.of("retention.ms", "-1"); // the timestamps are old
            admin.createTopics(List.of(
                            new NewTopic("calls", PARTITIONS, (short) 1).configs(forEver),
                            new NewTopic("other", 1, (short) 1).configs(forEver)))
                    .all()
                    .get();
        }
        Random random = new Random(11);
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = new byte[random.nextInt(LONGEST)];
                random.nextBytes(value);
                long timestamp = 1_700_000_000_000L + random.nextInt(5_000);
                sent.add(
                        producer.send(new ProducerRecord<>("calls", i % PARTITIONS, timestamp, new byte[] {1}, value)));
                if (i % 10 == 0) {
                    sent.add(producer.send(new ProducerRecord<>("other", 0, timestamp, null, value)));
                }
                if (i == 500 || i == 800) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        sent.add(producer.send(new ProducerRecord<>(
                                "calls", partition, timestamp, null, null, Tick.headers(timestamp))));
                    }
                }
            }
            producer.flush();
        }
        for (Future<?> acknowledged : sent) {
            acknowledged.get();
        }
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, Reading to) {
        List<TopicPartition> partitions = new ArrayList<>(List.of(new TopicPartition("other", 0)));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition("calls", partition));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        int all = RECORDS + RECORDS / 10 + 2 * PARTITIONS;
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    to.poll(consumer);
                    return to.size() >= all;
                });
        assertThat(to.size()).isEqualTo(all);
    }

    private static Map<String, Object> config(EmbeddedBroker broker) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.poll.records",
                5_000,
                "max.partition.fetch.bytes",
                8_000_000,
                "enable.auto.commit",
                false);
    }
}
