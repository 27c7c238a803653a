package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.streams.TopicStretch.Placed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicStretchTest {
    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static int topics;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void partitionsAreJoinedInTheOrderOfWhatTheyHoldAndEachKeepsItsOwn() throws Exception {
        String topic = topic(3);
        Random random = new Random(5);
        Map<Integer, List<String>> written = new TreeMap<>();
        try (KafkaProducer<String, byte[]> producer = producer(false)) {
            long time = 1_000_000;
            for (int i = 0; i < 30_000; i++) {
                // One partition is much fuller than the others.
                int partition = random.nextInt(20) == 0 ? 1 + random.nextInt(2) : 0;
                time += random.nextInt(3);
                String value = time + " " + i;
                written.computeIfAbsent(partition, unseen -> new ArrayList<>()).add(value);
                var unused = producer.send(new ProducerRecord<>(topic, partition, time, "k", bytes(value)));
            }
            producer.flush();
        }
        Map<Integer, List<String>> read = new TreeMap<>();
        long before = 0;
        try (TopicStretch<String, String> stretch = stretch(topic, 0)) {
            assertThat(stretch.partitions()).isEqualTo(3);
            for (Placed<String> next = stretch.next(); next != null; next = stretch.next()) {
                assertThat(next.place()).isGreaterThanOrEqualTo(before);
                before = next.place();
                read.computeIfAbsent(next.partition(), unseen -> new ArrayList<>())
                        .add(next.value());
            }
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void itBeginsWithATimeEndsWithWhatIsThereAndShowsOnlyWhatIsCommitted() throws Exception {
        String topic = topic(2);
        try (KafkaProducer<String, byte[]> producer = producer(true)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < 10; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, i % 2, 1000L + i, "k", bytes("v" + i)));
            }
            producer.commitTransaction();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(topic, 0, 2000L, "k", bytes("aborted")));
            producer.flush();
            producer.abortTransaction();
        }
        try (TopicStretch<String, String> stretch = stretch(topic, 1004)) {
            try (KafkaProducer<String, byte[]> producer = producer(false)) {
                var unused = producer.send(new ProducerRecord<>(topic, 0, 3000L, "k", bytes("too late")));
                producer.flush();
            }
            List<String> read = new ArrayList<>();
            for (Placed<String> next = stretch.next(); next != null; next = stretch.next()) {
                read.add(next.value());
            }
            assertThat(read).containsExactly("v4", "v5", "v6", "v7", "v8", "v9");
        }
        try (TopicStretch<String, String> stretch = stretch(topic(1), 0)) {
            assertThat(stretch.next()).isNull();
        }
    }

    @Test
    void aTickIsARecordWithoutAValue() throws Exception {
        String topic = topic(1);
        try (KafkaProducer<String, byte[]> producer = producer(false)) {
            var unused = producer.send(new ProducerRecord<>(topic, 0, 5L, null, (byte[]) null, Tick.headers(77)));
            producer.flush();
        }
        try (TopicStretch<String, Long> stretch = new TopicStretch<>(
                client(),
                topic,
                new StringDeserializer(),
                0,
                raw -> new Placed<>(0, 0, raw.tick().orElseThrow()))) {
            Placed<Long> next = stretch.next();
            assertThat(next).isNotNull();
            assertThat(next.value()).isEqualTo(77);
        }
    }

    private static TopicStretch<String, String> stretch(String topic, long from) {
        return new TopicStretch<>(client(), topic, new StringDeserializer(), from, raw -> {
            String value = raw.value();
            return value == null ? null : new Placed<>(raw.partition(), raw.timestamp(), value);
        });
    }

    private static String topic(int partitions) throws Exception {
        String name = "stretch-" + topics++;
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> admin.describeTopics(List.of(name))
                                    .allTopicNames()
                                    .get()
                                    .size()
                            == 1);
        }
        return name;
    }

    private static KafkaProducer<String, byte[]> producer(boolean transactional) {
        Map<String, Object> config = client();
        if (transactional) {
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "stretch");
        }
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
