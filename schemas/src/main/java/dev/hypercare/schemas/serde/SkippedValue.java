package dev.hypercare.schemas.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * How to pass over a value of a schema without decoding it. Time is bounded by the bytes passed, whatever the lengths and counts in
 * them say: items that take no bytes are not counted one by one, and nesting without end is refused.
 */
final class SkippedValue {
    /** Nested deeper than this is refused; a recursive schema lets a few bytes nest as deep as they are many. */
    private static final int MAX_DEPTH = 1_000;

    private static final SkippedValue NUMBER = new SkippedValue(Form.NUMBER, 0);
    private static final SkippedValue TEXT = new SkippedValue(Form.TEXT, 0);

    /** What the bytes look like: {@code BYTES} are a fixed number of them, {@code PARTS} one value after the other. */
    enum Form {
        BYTES,
        NUMBER,
        TEXT,
        UNION,
        ARRAY,
        MAP,
        PARTS
    }

    private final Form form;
    private final int size;
    private SkippedValue[] parts = {};

    private SkippedValue(Form form, int size, SkippedValue... parts) {
        this.form = form;
        this.size = size;
        this.parts = parts;
    }

    static SkippedValue of(Schema schema) {
        return of(schema, new HashMap<>());
    }

    private static SkippedValue of(Schema schema, Map<String, SkippedValue> records) {
        return switch (schema.getType()) {
            case NULL -> new SkippedValue(Form.BYTES, 0);
            case BOOLEAN -> new SkippedValue(Form.BYTES, 1);
            case FLOAT -> new SkippedValue(Form.BYTES, Float.BYTES);
            case DOUBLE -> new SkippedValue(Form.BYTES, Double.BYTES);
            case FIXED -> new SkippedValue(Form.BYTES, schema.getFixedSize());
            case INT, LONG, ENUM -> NUMBER;
            case STRING, BYTES -> TEXT;
            case ARRAY -> new SkippedValue(Form.ARRAY, 0, of(schema.getElementType(), records));
            case MAP -> new SkippedValue(Form.MAP, 0, of(schema.getValueType(), records));
            case UNION ->
                new SkippedValue(
                        Form.UNION,
                        0,
                        schema.getTypes().stream()
                                .map(type -> of(type, records))
                                .toArray(SkippedValue[]::new));
            case RECORD -> record(schema, records);
        };
    }

    private static SkippedValue record(Schema schema, Map<String, SkippedValue> records) {
        SkippedValue known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        SkippedValue record = new SkippedValue(Form.PARTS, 1);
        records.put(schema.getFullName(), record);
        List<SkippedValue> parts = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            SkippedValue part = of(field.schema(), records);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            SkippedValue nothing = new SkippedValue(Form.BYTES, 0);
            records.put(schema.getFullName(), nothing);
            return nothing;
        }
        record.parts = parts.toArray(SkippedValue[]::new);
        return record;
    }

    Form form() {
        return form;
    }

    /** Bytes, where the form is {@code BYTES}. */
    int size() {
        return size;
    }

    /** Whether no value takes any bytes. */
    boolean isEmpty() {
        return form == Form.BYTES && size == 0;
    }

    /** Moves the cursor behind the value. Error: {@link SerializationException}. */
    void skip(AvroCursor cursor) {
        skip(cursor, 0);
    }

    private void skip(AvroCursor cursor, int depth) {
        switch (form) {
            case BYTES -> cursor.skip(size);
            case NUMBER -> cursor.skipNumber();
            case TEXT -> cursor.skip(cursor.length());
            case UNION -> branch(cursor).skip(cursor, deeper(depth));
            case ARRAY, MAP -> items(cursor, deeper(depth));
            case PARTS -> {
                int next = deeper(depth);
                for (SkippedValue part : parts) {
                    part.skip(cursor, next);
                }
            }
        }
    }

    private SkippedValue branch(AvroCursor cursor) {
        int index = cursor.integer();
        if (index < 0 || index >= parts.length) {
            throw new SerializationException("branch " + index + " of a union of " + parts.length + ", before byte "
                    + cursor.told(cursor.position));
        }
        return parts[index];
    }

    private void items(AvroCursor cursor, int depth) {
        for (long count = cursor.number(); count != 0; count = cursor.number()) {
            if (count < 0) {
                // The block tells its size, so that it can be passed as a whole.
                cursor.skip(cursor.length());
            } else if (form == Form.MAP || !parts[0].isEmpty()) {
                for (long i = 0; i < count; i++) {
                    if (form == Form.MAP) {
                        cursor.skip(cursor.length());
                    }
                    parts[0].skip(cursor, depth);
                }
            }
        }
    }

    private static int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw new SerializationException("nested too deeply: more than " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }
}
