package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.RegistryProperties;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records, generated or generic, in the Confluent wire format. The subject is the topic plus {@code -value} or
 * {@code -key}. Thread-safe. Errors: {@link SerializationException} for a record that does not fit its schema,
 * {@link RegistryException} for a schema that the registry does not know and may not be told, or a registry that cannot be asked.
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    private static final ThreadLocal<ReusedEncoder> ENCODERS = ThreadLocal.withInitial(ReusedEncoder::new);

    /** How records of one schema go into one topic. */
    private record Target(int id, DatumWriter<IndexedRecord> writer) {}

    private final Map<String, Map<Schema, Target>> targetsByTopic = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistry registry;
    private boolean autoRegister;
    private String suffix = "-value";

    /** @param autoRegister whether a schema that the registry does not know may be registered */
    public AvroSerializer(SchemaRegistry registry, boolean autoRegister) {
        this.registry = registry;
        this.autoRegister = autoRegister;
    }

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    /** Reads {@link RegistryConfig#fromProperties} and {@code auto.register.schemas} (default false). */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        suffix = isKey ? "-key" : "-value";
        if (registry == null) {
            autoRegister = RegistryProperties.autoRegister(configs);
            registry = new RegistryClient(RegistryConfig.fromProperties(configs));
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null values are tombstones.
    public byte[] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        Schema schema = value.getSchema();
        Map<Schema, Target> targets = targetsByTopic.computeIfAbsent(topic, name -> new ConcurrentHashMap<>());
        Target target = targets.get(schema);
        if (target == null) {
            target = target(topic + suffix, schema);
            targets.put(schema, target);
        }
        ReusedEncoder encoder = ENCODERS.get();
        try {
            return encoder.encode(target.id(), target.writer(), value);
        } catch (Exception e) {
            // What was half written must not reach the next value.
            ENCODERS.remove();
            throw new SerializationException(
                    "cannot write " + schema.getFullName() + " to " + topic + ": " + e.getMessage(), e);
        }
    }

    private Target target(String subject, Schema schema) {
        if (registry == null) {
            throw new IllegalStateException("this serializer was not configured");
        }
        int id = autoRegister ? registry.register(subject, schema) : registry.idOf(subject, schema);
        return new Target(id, new SpecificDatumWriter<>(schema));
    }
}
