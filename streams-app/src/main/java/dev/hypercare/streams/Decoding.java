package dev.hypercare.streams;

import dev.hypercare.contract.Outcome;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes the value of a record that a stage reads as bytes. */
public final class Decoding {
    private Decoding() {}

    /**
     * The value, or that it is {@code undecodable}. Error: what the surroundings cause, since such a record may be good; the thread that
     * fails is replaced and reads it again.
     *
     * @param topic full name of its topic
     * @param what it should be, such as {@code a change}
     */
    public static <V> Outcome<V> read(Deserializer<V> values, String topic, byte[] bytes, String what) {
        try {
            return Outcome.ok(values.deserialize(topic, bytes));
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e;
            }
            return Outcome.rejected("undecodable", null, "not " + what + " in Avro: " + e.getMessage());
        }
    }
}
