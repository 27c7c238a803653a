package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic for people and commands, without a consumer group: every partition, only what is committed. A value that cannot be
 * decoded is handed on as null with its reason. Not thread-safe.
 *
 * @param <V> what the values are
 */
public final class TopicTail<V> implements AutoCloseable {
    /**
     * A record of the topic.
     *
     * @param value null for a record without a value, or with one that cannot be decoded
     * @param undecodable why the value cannot be decoded; null where it can
     * @param timestamp time of ingest, milliseconds since the epoch
     */
    public record Message<V>(
            @Nullable String key,
            @Nullable V value,
            @Nullable String undecodable,
            int partition,
            long offset,
            long timestamp) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<V> values;
    private final String topic;

    /**
     * Begins at the end of the topic.
     *
     * @param client properties of the cluster, {@code bootstrap.servers} at least
     */
    public TopicTail(Map<String, Object> client, String topic, Deserializer<V> values) {
        this.topic = topic;
        this.values = values;
        Map<String, Object> properties =
                CommittedTopic.properties(client, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200));
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = CommittedTopic.assign(consumer, topic);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // now, not at the first poll
    }

    /** The same for a topic of the contract. */
    public static <V extends SpecificRecord> TopicTail<V> of(
            Map<String, Object> client, Wiring wiring, Topic<V> topic) {
        return new TopicTail<>(client, wiring.name(topic), wiring.serde(topic).deserializer());
    }

    /** Goes back to the first record there is. */
    public TopicTail<V> fromBeginning() {
        consumer.seekToBeginning(consumer.assignment());
        return this;
    }

    /** Goes back to the first record ingested at or after an instant, milliseconds since the epoch. */
    public TopicTail<V> from(long timestamp) {
        CommittedTopic.seek(consumer, timestamp);
        return this;
    }

    /** What came; waits for it at most so long. */
    public List<Message<V>> poll(Duration wait) {
        List<Message<V>> messages = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            messages.add(message(record));
        }
        return messages;
    }

    /** Whether everything that was in the topic at the moment of the call has been polled. */
    public boolean atEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Message<V> message(ConsumerRecord<String, byte[]> record) {
        V value = null;
        String undecodable = null;
        try {
            value = record.value() == null ? null : values.deserialize(topic, record.value());
        } catch (SerializationException e) {
            undecodable = String.valueOf(e.getMessage());
        }
        return new Message<>(record.key(), value, undecodable, record.partition(), record.offset(), record.timestamp());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
