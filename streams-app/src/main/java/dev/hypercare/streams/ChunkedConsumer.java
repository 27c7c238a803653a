package dev.hypercare.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that hands the records of chosen topics on in chunks: what one poll brought of a partition becomes one record
 * with the offset of its first. So whoever reads them pays for a record only once in hundreds, and an offset that is committed is
 * the start of a chunk or, through {@link ConsumerRecords#nextOffsets}, the end of the last. Records without a value, which are ticks,
 * stay as they are, between the chunks of those before and after. Keys of chosen topics are not read.
 */
final class ChunkedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final byte[] NOTHING = {};

    private final Set<String> topics;

    /** @param topics whose records are chunked */
    ChunkedConsumer(Map<String, Object> config, Set<String> topics) {
        super(config, keys(topics), values(topics));
        this.topics = Set.copyOf(topics);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        if (polled.partitions().stream().noneMatch(partition -> topics.contains(partition.topic()))) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> chunked = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            chunked.put(partition, topics.contains(partition.topic()) ? chunks(records) : records);
        }
        return new ConsumerRecords<>(chunked, polled.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> chunks(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> chunks = new ArrayList<>();
        int from = 0;
        long newest = Long.MIN_VALUE;
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (isTick(record)) {
                chunk(records.subList(from, i), newest, chunks);
                chunks.add(record);
                from = i + 1;
                newest = Long.MIN_VALUE;
            } else {
                newest = Math.max(newest, record.timestamp());
            }
        }
        chunk(records.subList(from, records.size()), newest, chunks);
        return chunks;
    }

    private static void chunk(
            List<ConsumerRecord<byte[], byte[]>> records, long newest, List<ConsumerRecord<byte[], byte[]>> chunks) {
        if (records.isEmpty()) {
            return;
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        chunks.add(new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                newest,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                0,
                null,
                NOTHING,
                new Chunk(records).headers(),
                first.leaderEpoch()));
    }

    @SuppressWarnings("rawtypes") // see values(Set)
    private static boolean isTick(ConsumerRecord record) {
        return record.value() == null;
    }

    /** The chosen topics. It is asked twice for each record, nearly always by the same object, so the last answer is kept. */
    private static final class Chosen {
        private final Set<String> topics;
        private String last = "";
        private boolean hasLast;

        Chosen(Set<String> topics) {
            this.topics = topics;
        }

        @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // other objects are compared by the set
        boolean has(String topic) {
            if (topic != last) {
                hasLast = topics.contains(topic);
                last = topic;
            }
            return hasLast;
        }
    }

    private static Deserializer<byte[]> keys(Set<String> unread) {
        Chosen chosen = new Chosen(unread);
        return new Deserializer<>() {
            @Override
            public byte @Nullable [] deserialize(String topic, byte[] data) {
                return chosen.has(topic) ? null : data;
            }

            @Override
            public byte @Nullable [] deserialize(String topic, Headers headers, ByteBuffer data) {
                return chosen.has(topic) ? null : Utils.toNullableArray(data);
            }
        };
    }

    /** Copies values but those of the topics, which no one sees before {@link #poll} has put them together. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Deserializer<byte[]> values(Set<String> inPlace) {
        Chosen chosen = new Chosen(inPlace);
        Deserializer values = new Deserializer<Object>() {
            @Override
            public Object deserialize(String topic, byte[] data) {
                return chosen.has(topic) ? ByteBuffer.wrap(data) : data;
            }

            @Override
            public Object deserialize(String topic, Headers headers, ByteBuffer data) {
                if (!chosen.has(topic)) {
                    return Utils.toArray(data);
                }
                return data.hasArray() ? data : ByteBuffer.wrap(Utils.toArray(data));
            }
        };
        return values;
    }
}
