package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in the Confluent wire format with the schema that each was written with, for programs that have no generated
 * classes. Thread-safe. Errors as of {@link AvroDeserializer}: {@link SerializationException}, {@link RegistryException}.
 */
public final class GenericAvroDeserializer implements Deserializer<GenericRecord> {
    private @Nullable AvroReader<Object> reader;

    public GenericAvroDeserializer(SchemaRegistry registry) {
        this.reader = new AvroReader<>(registry, new GenericData(), null);
    }

    /** For Kafka, which calls {@link #configure} next. */
    public GenericAvroDeserializer() {}

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (reader == null) {
            SchemaRegistry registry = new RegistryClient(RegistryConfig.fromProperties(configs));
            reader = new AvroReader<>(registry, new GenericData(), null);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null values are tombstones.
    public GenericRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (reader == null) {
            throw new IllegalStateException("this deserializer was not configured");
        }
        if (reader.read(bytes) instanceof GenericRecord record) {
            return record;
        }
        throw new SerializationException(
                "the value written with schema id " + WireFormat.schemaId(bytes) + " is not a record");
    }
}
