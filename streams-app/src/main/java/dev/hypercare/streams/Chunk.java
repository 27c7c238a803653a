package dev.hypercare.streams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Successive records of one partition in the value of one record, which has the offset of the first: what {@link ChunkedConsumer}
 * hands on. For each: offset less that of the first (4 bytes), timestamp (8), length of the value (4), the value. Keys and headers
 * are left out. Not thread-safe.
 */
public final class Chunk {
    /** The header that tells a chunk from a record. */
    private static final String HEADER = "hypercare-chunk";

    private static final int PREFIX = 16;

    private final ByteBuffer from;
    private final long firstOffset;
    private long offset;
    private long timestamp;
    private int start;
    private int end;

    /** @param firstOffset the offset of the record that is a chunk */
    public Chunk(byte[] value, long firstOffset) {
        this.from = ByteBuffer.wrap(value);
        this.firstOffset = firstOffset;
    }

    /** Whether a record is a chunk. */
    public static boolean isOne(Headers headers) {
        return headers.lastHeader(HEADER) != null;
    }

    /** Goes on to the next record; false at the end. */
    public boolean next() {
        if (!from.hasRemaining()) {
            return false;
        }
        offset = firstOffset + from.getInt();
        timestamp = from.getLong();
        int length = from.getInt();
        start = from.position();
        end = start + length;
        from.position(end);
        return true;
    }

    /** Offset of the record. */
    public long offset() {
        return offset;
    }

    /** Timestamp of the record, milliseconds. */
    public long timestamp() {
        return timestamp;
    }

    /** Where its value starts in the chunk. */
    public int start() {
        return start;
    }

    /** Where its value ends. */
    public int end() {
        return end;
    }

    /** How many bytes a value of a length takes in a chunk. */
    static int size(int length) {
        return PREFIX + length;
    }

    /** Writes a record behind those that the chunk holds already; the value is read to its end. */
    static void write(ByteBuffer chunk, int offsetFromFirst, long timestamp, ByteBuffer value) {
        chunk.putInt(offsetFromFirst)
                .putLong(timestamp)
                .putInt(value.remaining())
                .put(value);
    }

    /** What tells that a record is a chunk. */
    static Headers headers() {
        return new RecordHeaders().add(HEADER, new byte[0]);
    }
}
