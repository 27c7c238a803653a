package dev.hypercare.schemas.serde;

import dev.hypercare.schemas.serde.ProjectionPlan.Step;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads chosen top-level fields of a record from its Avro binary in place, by a plan that is made once from the writer's and the
 * reader's schema, and holds what it read last. Nothing is allocated per record, what is not needed is skipped, and what comes after
 * the last needed field is not looked at. Values are those that Avro's own schema resolution gives: the reader's aliases, promotions,
 * nullable unions on either side and in either order, and the reader's defaults for fields that the writer does not have. Not
 * thread-safe.
 */
public final class AvroProjection {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Ints of 5 bytes have bits to lose, so the slow way takes them. */
    private static final int INT_BITS = 4 * Byte.SIZE;

    private final String record;
    private final Step[] steps;
    private final int[] codes;
    private final int[] arguments;
    private final byte[][] defaults;
    /** By field, and one more for what nobody asks for: the number, or where the text starts. */
    private final long[] values;
    /** By field: the length of the text, 0 for a number, -1 for null. */
    private final int[] lengths;

    private final AvroCursor cursor = new AvroCursor();
    private byte[] bytes = {};

    private AvroProjection(String record, ProjectionPlan plan) {
        this.record = record;
        steps = plan.steps.toArray(Step[]::new);
        codes = plan.steps.stream().mapToInt(step -> step.code).toArray();
        arguments = plan.steps.stream().mapToInt(step -> step.argument).toArray();
        int fields = plan.written.length;
        values = new long[fields + 1];
        lengths = new int[fields + 1];
        defaults = new byte[fields][];
        for (int i = 0; i < fields; i++) {
            if (plan.defaults[i] instanceof byte[] text) {
                defaults[i] = text;
                lengths[i] = text.length;
            } else if (plan.defaults[i] instanceof Long number) {
                values[i] = number;
            } else {
                lengths[i] = -1;
            }
        }
    }

    /**
     * A plan and its cursor. Fields that are not asked for need not be resolvable.
     *
     * @param writer what the records were written with, any version
     * @param fields names in the reader's schema; an index in this list is the {@code field} of the other methods. int, long, boolean,
     *     string, bytes, and unions of null and one of these
     * @throws SerializationException where records of this writer cannot be read as the reader asks, naming the field
     * @throws IllegalArgumentException where the reader's schema has no such field, or of another type
     */
    public static AvroProjection of(Schema writer, Schema reader, List<String> fields) {
        return new AvroProjection(reader.getFullName(), new ProjectionPlan(writer, reader, List.copyOf(fields)));
    }

    /**
     * Reads one record from {@code bytes[start..end)} (behind the {@link WireFormat#HEADER}, where there is one); what it finds is valid until the next call, and as long as the array is not
     * changed. What is skipped is checked only as far as skipping it needs.
     *
     * @throws SerializationException for bytes that are no such record, naming the writer's field; nothing can be asked then
     * @throws IndexOutOfBoundsException where the array has no such range
     */
    public void read(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        this.bytes = bytes;
        cursor.bytes = bytes;
        cursor.start = start;
        cursor.end = end;
        int step = 0;
        int at = start;
        try {
            for (; step < codes.length; step++) {
                int code = codes[step];
                if (code < ProjectionPlan.LONG) {
                    at = rare(steps[step], at);
                    continue;
                }
                int field = arguments[step];
                if ((code & ProjectionPlan.NULLABLE_BIT) != 0) {
                    int tag = at < end ? bytes[at] : -1;
                    if (tag == (code & ProjectionPlan.NULL_TAG)) {
                        lengths[field] = -1;
                        at++;
                        continue;
                    } else if (tag != (~code & ProjectionPlan.NULL_TAG)) {
                        at = union(steps[step], at);
                        continue;
                    }
                    at++;
                }
                long raw;
                byte first = at < end ? bytes[at] : -1;
                if (first >= 0) {
                    raw = first;
                    at++;
                } else {
                    // Varints of 2 to 8 bytes are put together without a loop.
                    long word = end - at >= Long.BYTES ? (long) WORDS.get(bytes, at) : -1;
                    int bits = Long.numberOfTrailingZeros(~word & 0x8080808080808080L) + 1;
                    if (bits > ((code & ProjectionPlan.INT_BIT) == 0 ? Long.SIZE : INT_BITS)) {
                        at = value(code, field, at);
                        continue;
                    }
                    word &= 0x7F7F7F7F7F7F7F7FL & (-1L >>> (Long.SIZE - bits));
                    word = word & 0x007F007F007F007FL | (word & 0x7F007F007F007F00L) >>> 1;
                    word = word & 0x00003FFF00003FFFL | (word & 0x3FFF00003FFF0000L) >>> 2;
                    raw = word & 0x0FFFFFFFL | (word & 0x0FFFFFFF00000000L) >>> 4;
                    at += bits >>> 3;
                }
                long value = (raw >>> 1) ^ -(raw & 1);
                if ((code & ProjectionPlan.TEXT_BIT) == 0) {
                    values[field] = value;
                    lengths[field] = 0;
                } else {
                    if (value < 0 || value > end - at) {
                        throw cursor.notALength(value, at);
                    }
                    values[field] = at;
                    lengths[field] = (int) value;
                    at += (int) value;
                }
            }
        } catch (SerializationException e) {
            throw new SerializationException(
                    "cannot read " + record + ": field " + steps[step].writerField + " of the writer: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether the last record has null there. */
    public boolean isNull(int field) {
        return lengths[field] < 0;
    }

    /** The int, the long, or 1 for true and 0 for false; undefined for null and for texts. */
    public long number(int field) {
        return values[field];
    }

    /** Where the text (UTF-8) or bytes start in {@link #textBytes}; undefined for null and for numbers. */
    public int textStart(int field) {
        return (int) values[field];
    }

    /** The length, bytes; -1 for null. */
    public int textLength(int field) {
        return lengths[field];
    }

    /**
     * The array read last. Texts are in it, but for those that the writer does not have and the reader has a default for that is
     * neither null nor empty: where the reader has such fields, ask {@link #textBytes}.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** The array that the text is in. */
    public byte[] textBytes(int field) {
        byte[] standsIn = defaults[field];
        return standsIn == null ? bytes : standsIn;
    }

    /** The text as a string, null for null; makes a new string each time. */
    public @Nullable String text(int field) {
        int length = lengths[field];
        return length < 0 ? null : new String(textBytes(field), textStart(field), length, StandardCharsets.UTF_8);
    }

    private int union(Step step, int at) {
        cursor.position = at;
        int branch = cursor.integer();
        if (branch < 0 || branch >= step.branches.length) {
            throw new SerializationException(
                    "branch " + branch + " of a union of " + step.branches.length + ", at byte " + cursor.told(at));
        }
        return value(step.branches[branch], step.argument, cursor.position);
    }

    private int rare(Step step, int at) {
        cursor.position = at;
        switch (step.code) {
            case ProjectionPlan.SKIP_BYTES -> cursor.skip(step.argument);
            case ProjectionPlan.SKIP -> Objects.requireNonNull(step.skipped).skip(cursor);
            case ProjectionPlan.UNION -> {
                return union(step, at);
            }
            default -> {
                return value(step.code, step.argument, at);
            }
        }
        return cursor.position;
    }

    /** Any value, at leisure. */
    private int value(int code, int field, int at) {
        cursor.position = at;
        lengths[field] = 0;
        if (code == ProjectionPlan.NULL) {
            lengths[field] = -1;
        } else if (code == ProjectionPlan.BOOLEAN) {
            cursor.skip(1);
            values[field] = bytes[at] == 1 ? 1 : 0;
        } else if (code < ProjectionPlan.LONG) {
            throw new SerializationException(
                    "a value of a type that cannot be read as the reader asks, at byte " + cursor.told(at));
        } else if ((code & ProjectionPlan.TEXT_BIT) != 0) {
            lengths[field] = cursor.length();
            values[field] = cursor.position;
            cursor.skip(lengths[field]);
        } else {
            values[field] = (code & ProjectionPlan.INT_BIT) == 0 ? cursor.number() : cursor.integer();
        }
        return cursor.position;
    }
}
