package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads values whatever the version of the schema that they were written with. Thread-safe. Bytes that are not what they claim to be
 * (truncated, longer than their content, with lengths that they cannot hold, of an unknown or unusable schema) are a
 * {@link SerializationException}; a registry that cannot be reached is a {@link RegistryException}, since the bytes may be good.
 */
final class AvroReader<T> {
    /** One decoder a thread; it holds no more than a reference to the last value's bytes. */
    private static final ThreadLocal<BinaryDecoder> DECODERS =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    private static final byte[] NOTHING = {};

    private final SchemaRegistry registry;
    private final GenericData data;
    private final @Nullable Schema readerSchema;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

    /** @param readerSchema what values are resolved to; null for the schema that each was written with */
    AvroReader(SchemaRegistry registry, GenericData data, @Nullable Schema readerSchema) {
        this.registry = registry;
        this.data = data;
        this.readerSchema = readerSchema;
    }

    T read(byte[] bytes) {
        int id = WireFormat.schemaId(bytes);
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = reader(id);
            readers.put(id, reader);
        }
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, DECODERS.get());
        SystemLimitException.beginCollectionAllocationScope();
        try {
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException(describe(id) + ": there are bytes after its end");
            }
            return value;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new SerializationException(describe(id) + ": " + reason(e), e);
        } finally {
            SystemLimitException.endCollectionAllocationScope();
            DecoderFactory.get().binaryDecoder(NOTHING, decoder);
        }
    }

    private DatumReader<T> reader(int id) {
        Schema writer = writerSchema(id);
        // Building is not thread-safe in Avro, reading is; a builder of our own shares nothing with other readers.
        try {
            HostileSchema.refuse(writer);
            synchronized (this) {
                return new FastReaderBuilder(data)
                        .createDatumReader(writer, readerSchema == null ? writer : readerSchema);
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new SerializationException(describe(id) + ": " + reason(e), e);
        }
    }

    private Schema writerSchema(int id) {
        try {
            return registry.byId(id);
        } catch (RegistryException e) {
            if (e.status() == 404) {
                throw new SerializationException(describe(id) + ": the registry has no schema of this id", e);
            }
            throw e;
        }
    }

    private String describe(int id) {
        return "cannot read " + (readerSchema == null ? "a value" : readerSchema.getFullName())
                + " written with schema id " + id;
    }

    private static String reason(Throwable e) {
        return e instanceof StackOverflowError
                ? "nested too deeply"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
