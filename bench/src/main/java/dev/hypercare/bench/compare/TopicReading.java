package dev.hypercare.bench.compare;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a topic from its beginning, committed records only, while it may still grow. */
final class TopicReading<K, V> implements AutoCloseable {
    /** Nothing more comes when nothing came for this long. */
    private static final Duration QUIET = Duration.ofSeconds(90);
    /** Once all is there, this long is waited for what should not come. */
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final KafkaConsumer<K, V> consumer;

    TopicReading(String bootstrap, String topic, Deserializer<K> keys, Deserializer<V> values) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"), keys, values);
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Hands each record on, until all is there and a little longer, or until nothing came for {@link #QUIET}. */
    void read(Consumer<ConsumerRecord<K, V>> to, BooleanSupplier complete) {
        long came = System.nanoTime();
        while (System.nanoTime() - came < (complete.getAsBoolean() ? AFTER : QUIET).toNanos()) {
            for (ConsumerRecord<K, V> record : consumer.poll(Duration.ofMillis(200))) {
                to.accept(record);
                came = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
