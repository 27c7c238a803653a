package dev.hypercare.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Structs with the names, the nesting, the maps and the arrays of the Avro schema; instants are Connect's timestamps. */
final class NestedShape implements StructShape {
    private final Schema schema;

    NestedShape(org.apache.avro.Schema avro) {
        this.schema = schema(avro, false, new HashSet<>());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Struct struct(GenericRecord from) {
        return struct(schema, from);
    }

    /** The type of X in a union of null and X; the type itself where it is no union. Error: {@link DataException} for other unions. */
    static org.apache.avro.Schema withoutNull(org.apache.avro.Schema avro) {
        if (!avro.isUnion()) {
            return avro;
        }
        List<org.apache.avro.Schema> types = avro.getTypes().stream()
                .filter(type -> type.getType() != org.apache.avro.Schema.Type.NULL)
                .toList();
        if (types.size() != 1) {
            throw new DataException(
                    "cannot be a struct of Connect: " + avro + " (expected: a type, or null and a type)");
        }
        return types.get(0);
    }

    static boolean isInstant(org.apache.avro.Schema avro) {
        return avro.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    /** The type of a scalar; not of records, maps and arrays. Error: {@link DataException} for one that we never use. */
    static SchemaBuilder scalar(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case STRING, ENUM -> SchemaBuilder.string();
            case INT -> SchemaBuilder.int32();
            case LONG -> SchemaBuilder.int64();
            case FLOAT -> SchemaBuilder.float32();
            case DOUBLE -> SchemaBuilder.float64();
            case BOOLEAN -> SchemaBuilder.bool();
            case BYTES -> SchemaBuilder.bytes();
            default -> throw new DataException("cannot be a struct of Connect: " + avro);
        };
    }

    /** A scalar as Connect has it. */
    static Object scalar(Object value) {
        return value instanceof CharSequence || value instanceof org.apache.avro.generic.GenericEnumSymbol<?>
                ? value.toString()
                : value instanceof ByteBuffer bytes ? bytes.duplicate() : value;
    }

    private static Schema schema(org.apache.avro.Schema given, boolean optional, Set<String> above) {
        org.apache.avro.Schema avro = withoutNull(given);
        SchemaBuilder builder = switch (avro.getType()) {
            case RECORD -> record(avro, above);
            case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(avro.getValueType(), above));
            case ARRAY -> SchemaBuilder.array(schema(avro.getElementType(), above));
            default -> isInstant(avro) ? Timestamp.builder() : scalar(avro);
        };
        return (optional ? builder.optional() : builder).build();
    }

    private static Schema schema(org.apache.avro.Schema given, Set<String> above) {
        return schema(given, given.isUnion(), above);
    }

    private static SchemaBuilder record(org.apache.avro.Schema avro, Set<String> above) {
        if (!above.add(avro.getFullName())) {
            throw new DataException("cannot be a struct of Connect: " + avro.getFullName() + " holds itself");
        }
        SchemaBuilder builder = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> builder.field(field.name(), schema(field.schema(), above)));
        above.remove(avro.getFullName());
        return builder;
    }

    private static Struct struct(Schema schema, IndexedRecord from) {
        Struct struct = new Struct(schema);
        schema.fields().forEach(field -> struct.put(field, value(field.schema(), from.get(field.index()))));
        return struct;
    }

    private static @Nullable Object value(Schema schema, @Nullable Object from) {
        if (from == null) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> struct(schema, (IndexedRecord) from);
            case MAP -> {
                Map<String, @Nullable Object> map = new HashMap<>();
                ((Map<?, ?>) from).forEach((key, one) -> map.put(key.toString(), value(schema.valueSchema(), one)));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) from).forEach(one -> list.add(value(schema.valueSchema(), one)));
                yield list;
            }
            default -> Timestamp.LOGICAL_NAME.equals(schema.name()) ? new Date((Long) from) : scalar(from);
        };
    }
}
