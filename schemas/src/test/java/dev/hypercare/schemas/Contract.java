package dev.hypercare.schemas;

import dev.hypercare.schemas.evolution.SchemaFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of src/main/avro and their generated classes. */
public final class Contract {
    public static final Path AVRO = Path.of("src/main/avro");

    private Contract() {}

    public static Map<String, Schema> schemas() {
        try {
            return SchemaFiles.today(AVRO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static List<Class<SpecificRecord>> types() {
        return schemas().values().stream()
                .map(schema -> (Class<SpecificRecord>) type(schema))
                .toList();
    }

    private static Class<?> type(Schema schema) {
        try {
            return Class.forName(schema.getFullName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A random record of a generated class, made with Avro's own writer and reader. */
    public static <T extends SpecificRecord> T random(Class<T> type, long seed) {
        Schema schema = SpecificData.get().getSchema(type);
        try {
            byte[] bytes = encode(schema, new RandomValues(seed).of(schema));
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Avro binary of a generic value. */
    public static byte[] encode(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
