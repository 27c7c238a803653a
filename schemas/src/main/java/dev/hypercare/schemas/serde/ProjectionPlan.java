package dev.hypercare.schemas.serde;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What {@link AvroProjection} does with each field of the writer, up to the last that is needed. */
final class ProjectionPlan {
    /** Passes over {@code argument} bytes. */
    static final int SKIP_BYTES = 0;
    /** Passes over {@code skipped}. */
    static final int SKIP = 1;
    /** These keep what they read for the field {@code argument}; a branch of a union is one of them, too. */
    static final int BOOLEAN = 2;

    static final int NULL = 3;
    /** A branch that the reader cannot take. */
    static final int REFUSED = 4;
    /** A union: the branch's number, then what {@code branches} tells of it. */
    static final int UNION = 5;

    /** From here on: a varint, and what the bits below say. */
    static final int LONG = 32;
    /** The varint is the length of bytes that follow. */
    static final int TEXT_BIT = 4;

    static final int TEXT = LONG | TEXT_BIT;
    /** The varint has 5 bytes at most. */
    static final int INT_BIT = 8;

    static final int INT = LONG | INT_BIT;
    /** Before it is the byte that tells whether it is null. */
    static final int NULLABLE_BIT = 16;
    /** The byte that stands for null, 0 or 2; the other one stands for a value. */
    static final int NULL_TAG = 2;

    /** One step. */
    static final class Step {
        final int code;
        int argument;
        final String writerField;

        @Nullable
        SkippedValue skipped;

        int[] branches = {};

        Step(int code, int argument, String writerField) {
            this.code = code;
            this.argument = argument;
            this.writerField = writerField;
        }
    }

    /** In the order of the writer's fields. */
    final List<Step> steps = new ArrayList<>();
    /** By field: whether the writer has it; if not, the default of the reader that stands in: a number, bytes, or null. */
    final boolean[] written;

    final @Nullable Object[] defaults;

    private final Schema writer;
    private final Schema reader;
    private final List<String> fields;

    ProjectionPlan(Schema writer, Schema reader, List<String> fields) {
        this.reader = reader;
        this.fields = fields;
        written = new boolean[fields.size()];
        defaults = new Object[fields.size()];
        checkFields();
        if (writer.getType() != Schema.Type.RECORD) {
            throw unreadable("it was written as " + writer.getType().getName() + " (expected: a record)", null);
        }
        try {
            this.writer = Schema.applyAliases(writer, reader);
        } catch (AvroRuntimeException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
        fillDefaults();
        addSteps();
    }

    private void checkFields() {
        if (reader.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("the reader's schema is no record but " + reader.getType());
        }
        if (new HashSet<>(fields).size() < fields.size()) {
            throw new IllegalArgumentException("a field is named twice: " + fields);
        }
        for (String name : fields) {
            Schema.Field field = reader.getField(name);
            if (field == null) {
                throw new IllegalArgumentException(reader.getFullName() + " has no field " + name);
            }
            if (!isSupported(field.schema())) {
                throw new IllegalArgumentException(
                        "field " + name + " of " + reader.getFullName() + " is " + field.schema()
                                + " (expected: int, long, boolean, string, bytes or a union of null and one of these)");
            }
        }
    }

    private static boolean isSupported(Schema schema) {
        return switch (schema.getType()) {
            case INT, LONG, BOOLEAN, STRING, BYTES -> true;
            case UNION -> {
                List<Schema> values = schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .toList();
                yield values.size() == 1 && isSupported(values.get(0));
            }
            default -> false;
        };
    }

    private void fillDefaults() {
        for (int i = 0; i < fields.size(); i++) {
            written[i] = writer.getField(fields.get(i)) != null;
            if (!written[i]) {
                Schema.Field field = reader.getField(fields.get(i));
                if (!field.hasDefaultValue()) {
                    throw unreadable("the writer has no field " + field.name() + ", and it has no default", null);
                }
                try {
                    defaults[i] = plain(GenericData.get().getDefaultValue(field));
                } catch (AvroRuntimeException e) {
                    throw unreadable("the default of field " + field.name() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Long) {
            return value;
        } else if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        } else if (value instanceof Number number) {
            return number.longValue();
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void addSteps() {
        int needed = 0;
        for (boolean inWriter : written) {
            needed += inWriter ? 1 : 0;
        }
        for (Schema.Field field : writer.getFields()) {
            if (needed == 0) {
                return;
            }
            int index = fields.indexOf(field.name());
            if (index < 0) {
                skip(field);
            } else {
                keep(field, index);
                needed--;
            }
        }
    }

    /** Numbers and texts are kept in a place that nobody asks for, which is as fast as passing over them. */
    private void skip(Schema.Field field) {
        int nowhere = fields.size();
        SkippedValue value = SkippedValue.of(field.schema());
        int code = codeOf(field.schema());
        int[] branches = branchesOf(field.schema());
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (value.form() == SkippedValue.Form.BYTES) {
            if (last != null && last.code == SKIP_BYTES && last.argument <= Integer.MAX_VALUE - value.size()) {
                last.argument += value.size();
            } else if (!value.isEmpty()) {
                steps.add(new Step(SKIP_BYTES, value.size(), field.name()));
            }
        } else if (code != REFUSED) {
            steps.add(new Step(code, nowhere, field.name()));
        } else if (branches.length > 0 && unionCode(branches) != UNION) {
            steps.add(union(branches, nowhere, field.name()));
        } else {
            Step step = new Step(SKIP, 0, field.name());
            step.skipped = value;
            steps.add(step);
        }
    }

    private static int[] branchesOf(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? new int[0]
                : schema.getTypes().stream().mapToInt(ProjectionPlan::codeOf).toArray();
    }

    private void keep(Schema.Field field, int index) {
        Schema target = reader.getField(field.name()).schema();
        Resolver.Action action;
        try {
            action = Resolver.resolve(field.schema(), target, GenericData.get());
        } catch (AvroRuntimeException e) {
            throw unreadable("field " + field.name() + ": " + e.getMessage(), e);
        }
        Step step;
        if (action instanceof Resolver.WriterUnion union) {
            int[] branches = Arrays.stream(union.actions)
                    .mapToInt(ProjectionPlan::codeOf)
                    .toArray();
            boolean hopeless = Arrays.stream(branches).allMatch(code -> code == REFUSED);
            step = hopeless ? null : union(branches, index, field.name());
        } else {
            int code = codeOf(action);
            step = code == REFUSED ? null : new Step(code, index, field.name());
        }
        if (step == null) {
            throw unreadable(
                    "field " + field.name() + " was written as " + field.schema() + " (expected: " + target + ")",
                    null);
        }
        steps.add(step);
    }

    private static Step union(int[] branches, int argument, String field) {
        Step step = new Step(unionCode(branches), argument, field);
        step.branches = branches;
        return step;
    }

    private static int codeOf(Resolver.Action action) {
        if (action instanceof Resolver.ReaderUnion union) {
            return codeOf(union.actualAction);
        }
        return action instanceof Resolver.ErrorAction ? REFUSED : codeOf(action.writer);
    }

    private static int codeOf(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case INT, ENUM -> INT;
            case LONG -> LONG;
            case STRING, BYTES -> TEXT;
            default -> REFUSED;
        };
    }

    private static int unionCode(int[] branches) {
        if (branches.length != 2 || branches[0] != NULL && branches[1] != NULL) {
            return UNION;
        }
        int value = branches[0] == NULL ? branches[1] : branches[0];
        return value < LONG ? UNION : value | NULLABLE_BIT | (branches[0] == NULL ? 0 : NULL_TAG);
    }

    private SerializationException unreadable(String reason, @Nullable Throwable cause) {
        return new SerializationException("cannot read " + reader.getFullName() + ": " + reason, cause);
    }
}
