package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro values in the Confluent wire format: a zero byte, the schema id (4 bytes, big endian), the Avro binary. The subject is the
 * topic name plus {@code -value}.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    /** @param autoRegister whether a schema that the registry does not know may be registered */
    public AvroSerde(SchemaRegistry registry, Class<T> type, boolean autoRegister) {
        serializer = new AvroSerializer<>(registry, autoRegister);
        deserializer = new AvroDeserializer<>(registry, type);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
