package dev.hypercare.contract;

import java.util.function.Function;

/**
 * How records of a type become the bytes that stores, topics and arrivals at a desk hold, and back.
 *
 * @param write to bytes
 * @param read from bytes; throws {@link IllegalArgumentException} where they are not such a record, and other exceptions for what the
 *     surroundings cause, so that the record may be good
 */
public record RecordForm<V>(Function<V, byte[]> write, Function<byte[], V> read) {
    /** The record as bytes. */
    public byte[] bytes(V value) {
        return write.apply(value);
    }

    /** The record that the bytes hold. Error: as of {@link #read}. */
    public V value(byte[] bytes) {
        return read.apply(bytes);
    }

    /** What such bytes hold, or that they are {@code undecodable}. Error: what the surroundings cause. */
    public static <V> Outcome<V> decode(Function<byte[], V> read, byte[] bytes, String what) {
        try {
            return Outcome.ok(read.apply(bytes));
        } catch (IllegalArgumentException e) {
            return Outcome.rejected("undecodable", null, "not " + what + " in Avro: " + e.getMessage());
        }
    }
}
