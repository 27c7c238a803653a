package dev.hypercare.schemas.serde;

import java.util.function.IntConsumer;
import org.apache.kafka.common.errors.SerializationException;

/** The Confluent wire format: a zero byte, the schema id (4 bytes, big endian), the Avro binary. */
public final class WireFormat {
    /** Bytes before the Avro binary. */
    public static final int HEADER = 5;

    private WireFormat() {}

    /** The schema id that a value begins with. Error: {@link SerializationException} where it does not begin so. */
    public static int schemaId(byte[] bytes) {
        return schemaId(bytes, 0, bytes.length);
    }

    /** The same of a value that is {@code bytes[start..end)}. */
    public static int schemaId(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < HEADER || bytes[start] != 0) {
            throw new SerializationException("not in the Confluent wire format: " + length + " bytes"
                    + (length == 0 ? "" : ", the first is " + bytes[start])
                    + " (expected: a zero byte, a schema id of 4 bytes, Avro)");
        }
        return (bytes[start + 1] & 0xff) << 24
                | (bytes[start + 2] & 0xff) << 16
                | (bytes[start + 3] & 0xff) << 8
                | (bytes[start + 4] & 0xff);
    }

    /** Writes what comes before the Avro binary, byte by byte. */
    public static void header(int schemaId, IntConsumer to) {
        to.accept(0);
        to.accept(schemaId >>> 24);
        to.accept(schemaId >>> 16);
        to.accept(schemaId >>> 8);
        to.accept(schemaId);
    }
}
