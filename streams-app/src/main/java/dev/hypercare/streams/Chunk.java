package dev.hypercare.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
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

    /** Puts records together. Not thread-safe. */
    static final class Builder {
        private byte[] bytes = new byte[64 * 1024];
        private ByteBuffer to = ByteBuffer.wrap(bytes);

        void add(int offsetFromFirst, long timestamp, byte[] value, int start, int length) {
            if (to.remaining() < PREFIX + length) {
                int written = to.position();
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, written + PREFIX + length));
                to = ByteBuffer.wrap(bytes).position(written);
            }
            to.putInt(offsetFromFirst).putLong(timestamp).putInt(length).put(value, start, length);
        }

        int size() {
            return to.position();
        }

        /** The value of the chunk; the builder is empty then. */
        byte[] take() {
            byte[] chunk = Arrays.copyOf(bytes, to.position());
            to.clear();
            return chunk;
        }

        static Headers headers() {
            return new RecordHeaders().add(HEADER, new byte[0]);
        }
    }
}
