package dev.hypercare.embedded.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** What a schema has to be to follow others: BACKWARD reads their records, FORWARD is read by them, FULL is both. */
enum CompatibilityLevel {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** Error: {@link Refusal} 42203. */
    static CompatibilityLevel of(String name) {
        for (CompatibilityLevel level : values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw new Refusal(
                422,
                42203,
                "Invalid compatibility level '" + name + "'. Valid values are " + Arrays.toString(values()) + ".");
    }

    /**
     * @param earlier versions in ascending order
     * @return why {@code next} may not follow them, one line for each reason; empty where it may
     */
    List<String> objections(Schema next, List<StoredSchema> earlier) {
        List<String> objections = new ArrayList<>();
        int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
        for (StoredSchema version : earlier.subList(from, earlier.size())) {
            Schema before = SchemaText.parseStored(version.schema());
            if (backward) {
                objections.addAll(unreadable(next, before, "the new schema cannot read version " + version.version()));
            }
            if (forward) {
                objections.addAll(
                        unreadable(before, next, "version " + version.version() + " cannot read the new schema"));
            }
        }
        return objections;
    }

    private static List<String> unreadable(Schema reader, Schema writer, String what) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(problem ->
                        what + ": " + problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage())
                .toList();
    }
}
