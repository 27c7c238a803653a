package dev.hypercare.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker; that a killed one needs it is shown by the benchmarks' test of broker processes. */
class TransactionMarkersTest {
    private static final TopicPartition COMMITTED = new TopicPartition("calls", 0);
    private static final TopicPartition ABORTED = new TopicPartition("calls", 1);

    @TempDir
    Path directory;

    @Test
    void endsOpenTransactionsAndSaysWhatTheBrokerRefuses() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaProducer<String, String> producer = producer(broker)) {
            admin.createTopics(List.of(new NewTopic("calls", 2, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("calls", 0, "a", "kept"));
            producer.send(new ProducerRecord<>("calls", 1, "a", "dropped"));
            producer.flush();
            // On its way, as far as anybody can tell: it is left.
            assertThat(TransactionRepair.run(broker.bootstrapServers(), Duration.ZERO))
                    .isZero();

            Map<Long, TransactionDescription> told = new HashMap<>();
            admin.describeTransactions(List.of("tester"))
                    .all()
                    .get()
                    .values()
                    .forEach(one -> told.put(one.producerId(), one));
            TransactionMarkers.write(
                    broker.bootstrapServers(), List.of(open(admin, COMMITTED)), TransactionResult.COMMIT, told);
            TransactionMarkers.write(
                    broker.bootstrapServers(), List.of(open(admin, ABORTED)), TransactionResult.ABORT, told);
            assertThat(committed(broker)).containsExactly("kept");

            OpenTransaction nowhere = new OpenTransaction(new TopicPartition("never-made", 0), 1, 1, 0);
            assertThatThrownBy(() -> TransactionMarkers.write(
                            broker.bootstrapServers(), List.of(nowhere), TransactionResult.COMMIT, told))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("never-made-0");
        }
    }

    private static OpenTransaction open(Admin admin, TopicPartition partition) throws Exception {
        ProducerState state = admin.describeProducers(List.of(partition))
                .all()
                .get()
                .get(partition)
                .activeProducers()
                .get(0);
        assertThat(state.currentTransactionStartOffset()).isPresent();
        return new OpenTransaction(partition, state.producerId(), state.producerEpoch(), 0);
    }

    /** Both partitions to their ends, so that none is open. */
    private static List<String> committed(EmbeddedBroker broker) {
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(COMMITTED, ABORTED));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
                return consumer.position(COMMITTED) == 2 && consumer.position(ABORTED) == 2;
            });
        }
        return read;
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "tester"),
                new StringSerializer(),
                new StringSerializer());
    }
}
