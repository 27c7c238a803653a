package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads Avro values in the Confluent wire format, resolving the writer's schema to the one of the type. Thread-safe. */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final SchemaRegistry registry;
    private final Schema readerSchema;
    private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

    public AvroDeserializer(SchemaRegistry registry, Class<T> type) {
        TrustedRecords.trust();
        this.registry = registry;
        this.readerSchema = SpecificData.get().getSchema(type);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null values are tombstones.
    public T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < 5 || bytes[0] != 0) {
            throw new SerializationException("not in the Confluent wire format: " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : ", the first is " + bytes[0])
                    + " (expected: a zero byte, a schema id of 4 bytes, Avro)");
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        SpecificDatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader =
                    new SpecificDatumReader<>(registry.byId(id), readerSchema, SpecificData.getForSchema(readerSchema));
            readers.put(id, reader);
        }
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "cannot read " + readerSchema.getFullName() + " written with schema id " + id, e);
        }
    }
}
