package dev.hypercare.streams;

import dev.hypercare.contract.config.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * What a topic holds at one moment, from a time of ingest on: every partition in its order, and of what comes next in each always that
 * which comes first. Only what is committed; without a consumer group. Of a partition that is far ahead no more is fetched, so the
 * memory needed does not grow with the topic. Not thread-safe.
 *
 * @param <V> what the values are
 * @param <T> what is made of them
 */
public final class TopicStretch<V, T> implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More records of a partition are not kept waiting. */
    private static final int MANY = 4_000;

    private static final int FETCH_BYTES = 4 << 20;

    /** A record as it is on the topic. */
    public static final class Raw<V> {
        private final ConsumerRecord<byte[], byte[]> record;
        private final Deserializer<V> values;

        private Raw(ConsumerRecord<byte[], byte[]> record, Deserializer<V> values) {
            this.record = record;
            this.values = values;
        }

        public int partition() {
            return record.partition();
        }

        public long offset() {
            return record.offset();
        }

        /** Time of ingest, milliseconds since the epoch. */
        public long timestamp() {
            return record.timestamp();
        }

        /** The key as text; empty where there is none. */
        public String key() {
            return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        }

        /** The value as it is; null for none. */
        public byte @Nullable [] bytes() {
            return record.value();
        }

        /** The value; null where there is none, or it cannot be decoded. */
        public @Nullable V value() {
            try {
                return record.value() == null ? null : values.deserialize(record.topic(), record.value());
            } catch (SerializationException e) {
                return null;
            }
        }

        /** The instant of a tick, milliseconds since the epoch; empty for what is none. */
        public OptionalLong tick() {
            return record.value() == null ? Tick.at(record.headers()) : OptionalLong.empty();
        }
    }

    /**
     * What was made of a record.
     *
     * @param place where it stands in the order over all partitions; within one, the order of the topic stays
     */
    public record Placed<T>(int partition, long place, T value) {}

    /** Makes something of a record. */
    @FunctionalInterface
    public interface Reader<V, T> {
        /** Null for what is not wanted. */
        @Nullable
        Placed<T> read(Raw<V> raw);
    }

    private final class Source {
        private final TopicPartition partition;
        private final long end;
        private final ArrayDeque<Placed<T>> waiting = new ArrayDeque<>();
        private boolean done;

        private Source(TopicPartition partition, long end) {
            this.partition = partition;
            this.end = end;
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Deserializer<V> values;
    private final Reader<V, T> reader;
    private final List<Source> sources = new ArrayList<>();

    /**
     * @param client properties of the cluster, {@code bootstrap.servers} at least
     * @param from first time of ingest, milliseconds since the epoch
     */
    TopicStretch(Map<String, Object> client, String topic, Deserializer<V> values, long from, Reader<V, T> reader) {
        this.topic = topic;
        this.values = values;
        this.reader = reader;
        Map<String, Object> properties = CommittedTopic.properties(
                client,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MANY,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES));
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = CommittedTopic.assign(consumer, topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach(consumer::seek);
        CommittedTopic.seek(consumer, from);
        for (TopicPartition partition : partitions) {
            Source source = new Source(partition, ends.getOrDefault(partition, 0L));
            source.done = consumer.position(partition) >= source.end;
            sources.add(source);
        }
    }

    /** How many partitions the topic has. */
    public int partitions() {
        return sources.size();
    }

    /** The next one; null after the last. Error: {@link InvalidInput} where the broker does not hand out what it has. */
    public @Nullable Placed<T> next() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lacksAny()) {
            if (poll()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new InvalidInput(
                        "nothing came of " + topic + " for " + PATIENCE.toSeconds() + " s, and there is more",
                        "Check that the cluster is well, and that no transaction on the topic hangs.");
            }
        }
        Source first = null;
        long place = Long.MAX_VALUE;
        for (Source source : sources) {
            Placed<T> head = source.waiting.peekFirst();
            if (head != null && (first == null || head.place() < place)) {
                first = source;
                place = head.place();
            }
        }
        return first == null ? null : first.waiting.removeFirst();
    }

    /** Whether of any partition it is not known what comes next. */
    private boolean lacksAny() {
        for (Source source : sources) {
            if (!source.done && source.waiting.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether anything came. */
    private boolean poll() {
        pauseThoseAhead();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Source source = sources.get(record.partition());
            if (record.offset() < source.end) {
                Placed<T> placed = reader.read(new Raw<>(record, values));
                if (placed != null) {
                    source.waiting.addLast(placed);
                }
            }
        }
        boolean moved = !records.isEmpty();
        for (Source source : sources) {
            // A transaction ends with a record of its own, which is not handed out, so positions tell more than
            // records.
            if (!source.done && consumer.position(source.partition) >= source.end) {
                source.done = true;
                moved = true;
            }
        }
        return moved;
    }

    private void pauseThoseAhead() {
        List<TopicPartition> ahead = new ArrayList<>();
        List<TopicPartition> behind = new ArrayList<>();
        for (Source source : sources) {
            (source.done || source.waiting.size() >= MANY ? ahead : behind).add(source.partition);
        }
        consumer.pause(ahead);
        consumer.resume(behind);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
