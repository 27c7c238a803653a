package dev.hypercare.contract;

import java.util.function.Function;

/**
 * How records of a type become the bytes that stores, topics and arrivals at a desk hold, and back.
 *
 * @param write to bytes
 * @param read from bytes; throws a {@link RuntimeException} where they are not such a record
 */
public record RecordForm<V>(Function<V, byte[]> write, Function<byte[], V> read) {
    /** The record as bytes. */
    public byte[] bytes(V value) {
        return write.apply(value);
    }

    /** The record that the bytes hold. Error: a {@link RuntimeException} where they are not such a record. */
    public V value(byte[] bytes) {
        return read.apply(bytes);
    }
}
