package dev.hypercare.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

class SchemaDocsTest {
    /** What the last word of a name promises, the doc has to say. */
    private static final Map<String, String> UNITS = Map.of(
            "Micros", "microseconds|millionths",
            "Millis", "milliseconds",
            "Seconds", "seconds",
            "PerSecond", "length of the window|per second",
            "Bytes", "bytes");

    /** Words that say what a number without a unit in its name means. */
    private static final Pattern MEANING = Pattern.compile(
            "\\b(calls|tokens|status|offset|partition|position|version|versions|values|bucket|figures|count|number of|statuses|1 - failed|one more)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern INSTANT =
            Pattern.compile("\\b(time|when|instant|timestamp)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void everyRecordFieldAndEnumIsDocumentedAndEveryNumberSaysWhatItMeasures() {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Contract.schemas().values().forEach(schema -> check(schema, seen, problems));

        assertThat(problems).isEmpty();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void whatIsMissingIsFound() {
        List<String> problems = new ArrayList<>();
        check(SchemaParser.parseSingle("""
                {"type": "record", "name": "R", "fields": [
                  {"name": "a", "type": "string"},
                  {"name": "waitMicros", "type": ["null", "long"], "doc": "How long it took."},
                  {"name": "n", "type": {"type": "array", "items": "int"}, "doc": "A number."},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "doc": "The end."},
                  {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A"]}, "doc": "Which."}]}
                """), new HashSet<>(), problems);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "R: no doc",
                        "R.a: no doc",
                        "R.waitMicros: the doc does not name its unit (microseconds|millionths)",
                        "R.n: the doc does not say what the number means",
                        "R.at: the doc does not say which instant it is",
                        "E: no doc");
    }

    private static void check(Schema schema, Set<String> seen, List<String> problems) {
        switch (schema.getType()) {
            case RECORD, ENUM -> {
                if (!seen.add(schema.getFullName())) {
                    return;
                }
                document(schema.getName(), schema.getDoc(), problems);
                if (schema.getType() == Schema.Type.RECORD) {
                    schema.getFields().forEach(field -> field(schema, field, seen, problems));
                }
            }
            case UNION -> schema.getTypes().forEach(type -> check(type, seen, problems));
            case ARRAY -> check(schema.getElementType(), seen, problems);
            case MAP -> check(schema.getValueType(), seen, problems);
            default -> {
                // Scalars are documented by their field.
            }
        }
    }

    private static void field(Schema record, Schema.Field field, Set<String> seen, List<String> problems) {
        String place = record.getName() + "." + field.name();
        document(place, field.doc(), problems);
        Schema scalar = scalar(field.schema());
        String doc = field.doc() == null ? "" : field.doc();
        if (scalar.getLogicalType() != null) {
            if (!INSTANT.matcher(doc).find()) {
                problems.add(place + ": the doc does not say which instant it is");
            }
        } else if (Set.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE)
                .contains(scalar.getType())) {
            number(place, field.name(), doc, problems);
        }
        check(field.schema(), seen, problems);
    }

    private static void number(String place, String name, String doc, List<String> problems) {
        for (Map.Entry<String, String> unit : UNITS.entrySet()) {
            if (name.endsWith(unit.getKey())) {
                if (!Pattern.compile(unit.getValue())
                        .matcher(doc.toLowerCase(Locale.ROOT))
                        .find()) {
                    problems.add(place + ": the doc does not name its unit (" + unit.getValue() + ")");
                }
                return;
            }
        }
        if (!MEANING.matcher(doc).find()) {
            problems.add(place + ": the doc does not say what the number means");
        }
    }

    private static void document(String place, String doc, List<String> problems) {
        if (doc == null || doc.isBlank()) {
            problems.add(place + ": no doc");
        }
    }

    private static Schema scalar(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .map(SchemaDocsTest::scalar)
                        .orElse(schema);
            case ARRAY -> scalar(schema.getElementType());
            case MAP -> scalar(schema.getValueType());
            default -> schema;
        };
    }
}
