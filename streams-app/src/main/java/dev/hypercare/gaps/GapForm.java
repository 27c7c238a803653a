package dev.hypercare.gaps;

import java.util.function.Function;

/**
 * How records of a type become the bytes that arrivals and stores hold, and back.
 *
 * @param write to bytes
 * @param read from bytes; throws a {@link RuntimeException} where they are not such a record
 */
record GapForm<V>(Function<V, byte[]> write, Function<byte[], V> read) {
    byte[] bytes(V value) {
        return write.apply(value);
    }

    V value(byte[] bytes) {
        return read.apply(bytes);
    }
}
