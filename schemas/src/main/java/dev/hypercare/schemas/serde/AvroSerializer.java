package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes Avro values in the Confluent wire format. Thread-safe. */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final SchemaRegistry registry;
    private final boolean autoRegister;
    private final Map<String, Map<Schema, Integer>> idsBySubject = new ConcurrentHashMap<>();

    /** @param autoRegister whether a schema that the registry does not know may be registered */
    public AvroSerializer(SchemaRegistry registry, boolean autoRegister) {
        TrustedRecords.trust();
        this.registry = registry;
        this.autoRegister = autoRegister;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null values are tombstones.
    public byte[] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        Schema schema = value.getSchema();
        String subject = topic + "-value";
        Map<Schema, Integer> ids = idsBySubject.computeIfAbsent(subject, name -> new ConcurrentHashMap<>());
        Integer id = ids.get(schema);
        if (id == null) {
            id = autoRegister ? registry.register(subject, schema) : registry.idOf(subject, schema);
            ids.put(schema, id);
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(512);
            out.write(0);
            out.write(ByteBuffer.allocate(4).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<T>(schema, SpecificData.getForSchema(schema)).write(value, encoder);
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot write " + schema.getFullName() + " to " + topic, e);
        }
    }
}
