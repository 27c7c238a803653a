package dev.hypercare.alerts;

import java.util.function.Function;

/**
 * How records of a type become the bytes that stores and topics hold, and back.
 *
 * @param write to bytes
 * @param read from bytes; throws a {@link RuntimeException} where they are not such a record
 */
record RecordForm<V>(Function<V, byte[]> write, Function<byte[], V> read) {
    byte[] bytes(V value) {
        return write.apply(value);
    }

    V value(byte[] bytes) {
        return read.apply(bytes);
    }
}
