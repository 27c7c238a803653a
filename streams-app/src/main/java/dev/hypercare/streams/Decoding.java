package dev.hypercare.streams;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.RecordForm;
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
        return RecordForm.decode(record -> value(values, topic, record), bytes, what);
    }

    /** The value. Error: {@link IllegalArgumentException} where the bytes are none, else as of {@link #read}. */
    static <V> V value(Deserializer<V> values, String topic, byte[] bytes) {
        try {
            return values.deserialize(topic, bytes);
        } catch (RuntimeException e) {
            if (LastNet.surroundings(e)) {
                throw e;
            }
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
