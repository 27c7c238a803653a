package dev.hypercare.convert;

import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.GenericAvroDeserializer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of our topics (Avro in the Confluent wire format) into structs of Connect, for sinks of anybody: nested as the Avro
 * schema is, or flat as columns of a table. It reads; sources need another converter. Thread-safe.
 */
public final class RecordConverter implements Converter {
    private final Map<org.apache.avro.Schema, StructShape> shapes = new ConcurrentHashMap<>();
    private @Nullable GenericAvroDeserializer reader;
    private boolean columns;

    /** For Connect, which calls {@link #configure} next. */
    public RecordConverter() {}

    /** For tests. */
    RecordConverter(SchemaRegistry registry, boolean columns) {
        this.reader = new GenericAvroDeserializer(registry);
        this.columns = columns;
    }

    @Override
    public ConfigDef config() {
        return ConverterKeys.definition();
    }

    /** Error: {@link ConfigException} naming the key. */
    @Override
    public void configure(Map<String, ?> given, boolean isKey) {
        ConverterKeys.check(given);
        columns = "columns".equals(given.get(ConverterKeys.SHAPE));
        try {
            reader = new GenericAvroDeserializer(new RegistryClient(RegistryConfig.fromProperties(given)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /**
     * Error: {@link DataException} for bytes that cannot be read, {@link RetriableException} where the registry cannot be asked: Connect
     * tries again as long as {@code errors.retry.timeout} allows.
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        if (reader == null) {
            throw new IllegalStateException("this converter was not configured");
        }
        try {
            GenericRecord read = reader.deserialize(topic, value);
            StructShape shape = shapes.computeIfAbsent(
                    read.getSchema(), schema -> columns ? new ColumnShape(schema) : new NestedShape(schema));
            return new SchemaAndValue(shape.schema(), shape.struct(read));
        } catch (SerializationException e) {
            throw new DataException(topic + ": " + e.getMessage(), e);
        } catch (RegistryException e) {
            throw new RetriableException("cannot read " + topic + " now: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        throw new DataException(topic + ": RecordConverter reads only; give a source another value.converter");
    }
}
