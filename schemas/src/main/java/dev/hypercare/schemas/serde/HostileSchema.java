package dev.hypercare.schemas.serde;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.errors.SerializationException;

/** Schemas with which a few bytes could fill the memory: Avro checks lengths against the bytes that remain, and these need none. */
final class HostileSchema {
    private static final int MAX_FIXED = 1 << 20;

    private HostileSchema() {}

    /** Error: {@link SerializationException} naming what is refused. */
    static void refuse(Schema schema) {
        refuse(schema, new HashSet<>());
    }

    private static void refuse(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> refuse(field.schema(), seen));
                }
            }
            case UNION -> schema.getTypes().forEach(type -> refuse(type, seen));
            case MAP -> refuse(schema.getValueType(), seen);
            case ARRAY -> {
                if (GenericDatumReader.isZeroByteSchema(schema.getElementType())) {
                    throw new SerializationException("its schema has an array of items that take no bytes");
                }
                refuse(schema.getElementType(), seen);
            }
            case FIXED -> {
                if (schema.getFixedSize() > MAX_FIXED) {
                    throw new SerializationException("its schema has a fixed of " + schema.getFixedSize()
                            + " bytes (expected: at most " + MAX_FIXED + ")");
                }
            }
            default -> {
                // Scalars are bounded by their bytes.
            }
        }
    }
}
