package dev.hypercare.streams;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Successive records of one partition that {@link ChunkedConsumer} hands on as one record with the offset of the first. It travels as a
 * header of that record, because Kafka Streams passes headers on untouched, so the values stay where the fetch put them. Since it is
 * told by its class, no record on a topic can pass for one.
 */
public final class Chunk implements Header {
    private static final byte[] NOTHING = {};

    private final ConsumerRecord<?, ?>[] records;

    /** @param records with values of {@link ByteBuffer}, in the order of their offsets, at least one */
    public Chunk(List<? extends ConsumerRecord<?, ?>> records) {
        this.records = records.toArray(new ConsumerRecord<?, ?>[0]);
    }

    /** What a record that has these headers was put together from; null for a record that is only itself. */
    public static @Nullable Chunk of(Headers headers) {
        for (Header header : headers) {
            if (header instanceof Chunk chunk) {
                return chunk;
            }
        }
        return null;
    }

    /** How many records it holds, 1 or more. */
    public int size() {
        return records.length;
    }

    /** Offset of a record, counted from 0. */
    public long offset(int record) {
        return records[record].offset();
    }

    /** Timestamp of a record, milliseconds. */
    public long timestamp(int record) {
        return records[record].timestamp();
    }

    /** The value of a record, backed by an array; not to be changed. */
    public ByteBuffer value(int record) {
        return (ByteBuffer) records[record].value();
    }

    /** The headers of the record that stands for the chunk. */
    public Headers headers() {
        return new RecordHeaders().add(this);
    }

    @Override
    public String key() {
        return "chunk";
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
