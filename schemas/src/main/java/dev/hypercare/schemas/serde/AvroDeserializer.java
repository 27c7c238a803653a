package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro values in the Confluent wire format into a generated class, whatever the version of the schema that they were written
 * with. Thread-safe. Errors: {@link SerializationException} for bytes that cannot be read, {@link RegistryException} for a registry
 * that cannot be asked.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    /** Property that names the generated class of values, when Kafka makes the deserializer. */
    public static final String VALUE_TYPE = "specific.avro.value.type";
    /** Property that names the generated class of keys. */
    public static final String KEY_TYPE = "specific.avro.key.type";

    private @Nullable AvroReader<T> reader;

    public AvroDeserializer(SchemaRegistry registry, Class<T> type) {
        this.reader = reader(registry, type);
    }

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {}

    /** Reads {@link RegistryConfig#fromProperties} and the type. Error: {@link ConfigException} where the type is missing or unfit. */
    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (reader != null) {
            return;
        }
        String property = isKey ? KEY_TYPE : VALUE_TYPE;
        Object given = configs.get(property);
        reader = reader(
                new RegistryClient(RegistryConfig.fromProperties(configs)), (Class<T>) recordClass(property, given));
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null values are tombstones.
    public T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (reader == null) {
            throw new IllegalStateException("this deserializer was not configured");
        }
        return reader.read(bytes);
    }

    private static <T extends SpecificRecord> AvroReader<T> reader(SchemaRegistry registry, Class<T> type) {
        TrustedRecords.trust(type);
        return new AvroReader<>(
                registry, SpecificData.getForClass(type), SpecificData.get().getSchema(type));
    }

    private static Class<?> recordClass(String property, @Nullable Object given) {
        try {
            Class<?> type = given instanceof Class<?> loaded
                    ? loaded
                    : Class.forName(String.valueOf(given), true, contextLoader());
            if (SpecificRecord.class.isAssignableFrom(type)) {
                return type;
            }
        } catch (ClassNotFoundException e) {
            // Reported below.
        }
        throw new ConfigException(
                property, given, "expected the name of a class generated from an Avro schema, on the class path");
    }

    private static ClassLoader contextLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? AvroDeserializer.class.getClassLoader() : loader;
    }
}
