package dev.hypercare.kpi;

import java.nio.ByteBuffer;

/** Whole numbers as stored: 8 bytes each, big endian. */
final class Longs {
    private Longs() {}

    static byte[] bytes(long... values) {
        ByteBuffer to = ByteBuffer.allocate(8 * values.length);
        for (long value : values) {
            to.putLong(value);
        }
        return to.array();
    }

    static long[] from(byte[] bytes) {
        long[] values = new long[bytes.length / 8];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values);
        return values;
    }
}
