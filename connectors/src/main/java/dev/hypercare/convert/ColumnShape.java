package dev.hypercare.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Structs that are rows: names in snake case, the fields of an inner record as columns that begin with its name, maps, arrays and records
 * that hold arrays as JSON text. JSON and instants carry the names of types that Debezium's JDBC sink knows: they become {@code jsonb}
 * and {@code timestamptz}.
 */
final class ColumnShape implements StructShape {
    private static final String JSON = "io.debezium.data.Json";
    private static final String INSTANT = "io.debezium.time.ZonedTimestamp";

    /** Where a column's value is: the fields to go through. */
    private record Column(String name, List<Integer> path, org.apache.avro.Schema type) {}

    private final List<Column> columns = new ArrayList<>();
    private final Schema schema;

    ColumnShape(org.apache.avro.Schema avro) {
        SchemaBuilder builder = SchemaBuilder.struct().name(avro.getFullName());
        lay(avro, "", List.of(), false, builder);
        schema = builder.build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Struct struct(GenericRecord from) {
        Struct row = new Struct(schema);
        for (Column column : columns) {
            Object value = at(from, column.path());
            row.put(column.name(), value == null ? null : cell(column.type(), value));
        }
        return row;
    }

    private void lay(
            org.apache.avro.Schema record, String prefix, List<Integer> path, boolean optional, SchemaBuilder builder) {
        if (path.size() > 8) {
            throw new DataException(record.getFullName() + " is nested too deeply for columns");
        }
        for (org.apache.avro.Schema.Field field : record.getFields()) {
            org.apache.avro.Schema type = NestedShape.withoutNull(field.schema());
            String name = prefix + snake(field.name());
            boolean nullable = optional || field.schema().isUnion();
            List<Integer> here = new ArrayList<>(path);
            here.add(field.pos());
            if (type.getType() == Type.RECORD && !holdsArrays(type)) {
                lay(type, name + "_", here, nullable, builder);
            } else {
                columns.add(new Column(name, List.copyOf(here), type));
                SchemaBuilder column = builder(type);
                builder.field(name, (nullable ? column.optional() : column).build());
            }
        }
    }

    private static SchemaBuilder builder(org.apache.avro.Schema type) {
        if (isDocument(type)) {
            return SchemaBuilder.string().name(JSON).version(1);
        }
        return NestedShape.isInstant(type)
                ? SchemaBuilder.string().name(INSTANT).version(1)
                : NestedShape.scalar(type);
    }

    private static boolean isDocument(org.apache.avro.Schema type) {
        return type.getType() == Type.MAP || type.getType() == Type.ARRAY || type.getType() == Type.RECORD;
    }

    private static boolean holdsArrays(org.apache.avro.Schema record) {
        return record.getFields().stream().anyMatch(field -> field.schema().getType() == Type.ARRAY);
    }

    private static @Nullable Object at(IndexedRecord from, List<Integer> path) {
        Object value = from;
        for (int field : path) {
            if (value == null) {
                return null;
            }
            value = ((IndexedRecord) value).get(field);
        }
        return value;
    }

    private static Object cell(org.apache.avro.Schema type, Object value) {
        if (isDocument(type)) {
            return json(value).toString();
        }
        return NestedShape.isInstant(type) ? Instant.ofEpochMilli((Long) value).toString() : NestedShape.scalar(value);
    }

    private static JsonNode json(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(key.toString(), one));
            sorted.forEach((key, one) -> object.set(key, json(one)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(one -> array.add(json(one)));
            return array;
        }
        if (value instanceof IndexedRecord record) {
            ObjectNode object = nodes.objectNode();
            record.getSchema().getFields().forEach(field -> object.set(field.name(), json(record.get(field.pos()))));
            return object;
        }
        return value instanceof Number number
                ? number instanceof Double || number instanceof Float
                        ? real(number.doubleValue())
                        : nodes.numberNode(number.longValue())
                : value instanceof Boolean is ? nodes.booleanNode(is) : nodes.textNode(value.toString());
    }

    /** JSON knows neither NaN nor the infinities. */
    private static JsonNode real(double value) {
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.nullNode();
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
