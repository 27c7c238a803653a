package dev.hypercare.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Says in which fields two records differ, for people. */
final class FieldDifferences {
    private static final int MOST = 5;
    private static final int LONGEST = 200;

    private FieldDifferences() {}

    /** The first fields that differ, nested ones with dots, such as {@code calls 4 (expected: 3)}. */
    static String first(@Nullable GenericRecord expected, @Nullable GenericRecord found) {
        List<String> differences = new ArrayList<>();
        add("", expected, found, differences);
        List<String> first = differences.subList(0, Math.min(MOST, differences.size()));
        return differences.isEmpty()
                ? "the same fields in other bytes"
                : String.join(", ", first) + (differences.size() > MOST ? ", ..." : "");
    }

    private static void add(String name, @Nullable Object expected, @Nullable Object found, List<String> differences) {
        if (expected instanceof GenericRecord a
                && found instanceof GenericRecord b
                && a.getSchema().equals(b.getSchema())) {
            for (Schema.Field field : a.getSchema().getFields()) {
                add(
                        name.isEmpty() ? field.name() : name + "." + field.name(),
                        a.get(field.pos()),
                        b.get(field.pos()),
                        differences);
            }
        } else if (!Objects.equals(expected, found)) {
            differences.add(name + " " + shown(found) + " (expected: " + shown(expected) + ")");
        }
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
