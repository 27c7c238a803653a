package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Avro values of a generated class in the {@link WireFormat}. The subject is the topic name plus {@code -value}. */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    /** @param autoRegister whether a schema that the registry does not know may be registered */
    public AvroSerde(SchemaRegistry registry, Class<T> type, boolean autoRegister) {
        serializer = new AvroSerializer<>(registry, autoRegister);
        deserializer = new AvroDeserializer<>(registry, type);
    }

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerde() {
        serializer = new AvroSerializer<>();
        deserializer = new AvroDeserializer<>();
    }

    /** As {@link AvroSerializer#configure} and {@link AvroDeserializer#configure}. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
        deserializer.configure(configs, isKey);
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
