package dev.hypercare.bench.flink;

/** Reads what {@link PackedBytes} wrote. Not thread-safe. */
final class PackedReader {
    private byte[] bytes = new byte[0];
    private int at;

    /** Goes to a place in an array. */
    PackedReader over(byte[] array, int start) {
        bytes = array;
        at = start;
        return this;
    }

    byte[] array() {
        return bytes;
    }

    /** Where it stands. */
    int at() {
        return at;
    }

    void skip(int length) {
        at += length;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    int four() {
        int value = (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
        at += 4;
        return value;
    }
}
