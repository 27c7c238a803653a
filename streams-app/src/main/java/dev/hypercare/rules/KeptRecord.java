package dev.hypercare.rules;

import java.nio.ByteBuffer;

/**
 * A record of {@code rules} or {@code changes} as it stands in the topic.
 *
 * @param timestamp time of ingest, milliseconds since the epoch
 * @param value the bytes as they came
 */
record KeptRecord(int partition, long offset, long timestamp, byte[] value) {
    private static final int HEAD = Integer.BYTES + 2 * Long.BYTES;

    /** Partition (4 bytes), offset and timestamp (8 bytes each), big endian, then the value. */
    byte[] toBytes() {
        return ByteBuffer.allocate(HEAD + value.length)
                .putInt(partition)
                .putLong(offset)
                .putLong(timestamp)
                .put(value)
                .array();
    }

    /** What {@link #toBytes} wrote. */
    static KeptRecord fromBytes(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int partition = from.getInt();
        long offset = from.getLong();
        long timestamp = from.getLong();
        byte[] value = new byte[from.remaining()];
        from.get(value);
        return new KeptRecord(partition, offset, timestamp, value);
    }
}
