package dev.hypercare.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.embedded.TransactionRepair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is alone is killed while it commits: {@code -Dhypercare.kills=10} for more of it. */
class KilledCommitsTest {
    private static final int KILLS = Integer.getInteger("hypercare.kills", 2);
    private static final int PARTITIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final Set<Integer> committed = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasCommittedCanBeReadAfterwards() throws Exception {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition("kept", partition))
                .toList();
        int hung = 0;
        try (BrokerProcess broker = BrokerProcess.startAlone(data)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.createTopics(List.of(new NewTopic("kept", PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int first = kill * 1_000_000;
                CountDownLatch some = new CountDownLatch(50);
                Thread busy = new Thread(() -> commit(broker.address(), first, some), "commits");
                busy.start();
                assertThat(some.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                broker.kill();
                busy.interrupt();
                busy.join();
                broker.start();
                // At once, as at the start of an embedded broker: its coordinator may not have read its log yet.
                hung += TransactionRepair.run(broker.address(), PATIENCE);
            }
            Set<Integer> read = new HashSet<>();
            try (KafkaConsumer<Integer, Integer> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
                    new IntegerDeserializer(),
                    new IntegerDeserializer())) {
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (!read.containsAll(committed) && System.nanoTime() < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
                }
            }
            assertThat(read).containsAll(committed);
        }
        System.out.println(
                committed.size() + " commits, " + KILLS + " kills; a transaction hung in " + hung + " partitions");
    }

    /** One transaction after the other, each with a record for every partition, until it is interrupted. */
    private void commit(String address, int first, CountDownLatch some) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "bootstrap.servers", address,
                "transactional.id", "busy",
                "transaction.timeout.ms", "5000",
                "max.block.ms", "5000"));
        KafkaProducer<Integer, Integer> producer =
                new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer());
        try {
            producer.initTransactions();
            for (int number = first; !Thread.currentThread().isInterrupted(); number++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    var unused = producer.send(new ProducerRecord<>("kept", partition, number, number));
                }
                producer.commitTransaction();
                committed.add(number);
                some.countDown();
            }
        } catch (KafkaException e) {
            // It was killed.
        } finally {
            var unused = Thread.interrupted(); // else closing is
            producer.close(Duration.ZERO);
        }
    }
}
