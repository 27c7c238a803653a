package dev.hypercare.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The Confluent wire format: a zero byte, the schema id (4 bytes, big endian), the Avro binary. */
public final class WireFormat {
    /** Bytes before the Avro binary. */
    public static final int HEADER = 5;

    private WireFormat() {}

    /** The schema id that a value begins with. Error: {@link SerializationException} where it does not begin so. */
    public static int schemaId(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new SerializationException("not in the Confluent wire format: " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : ", the first is " + bytes[0])
                    + " (expected: a zero byte, a schema id of 4 bytes, Avro)");
        }
        return (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | (bytes[4] & 0xff);
    }
}
