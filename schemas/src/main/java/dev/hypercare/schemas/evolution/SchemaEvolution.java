package dev.hypercare.schemas.evolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Whether schemas may replace those that were released: FULL_TRANSITIVE, so that today's programs read the records of every release and
 * programs of every release read today's records, and a number never changes its unit under the same name.
 */
public final class SchemaEvolution {
    private SchemaEvolution() {}

    /**
     * @param today by name
     * @param released by name and version
     * @return one line for each breaking change; empty where there is none
     */
    public static List<String> breakingChanges(Map<String, Schema> today, Map<String, Map<String, Schema>> released) {
        List<String> changes = new ArrayList<>();
        released.forEach((name, versions) -> versions.forEach((version, old) -> {
            Schema now = today.get(name);
            String what = name + " since " + version + ": ";
            if (now == null) {
                changes.add(what + "the schema is gone");
            } else {
                compare(what, now, old, changes);
            }
        }));
        return changes;
    }

    private static void compare(String what, Schema now, Schema old, List<String> changes) {
        for (Incompatibility problem : problems(now, old)) {
            changes.add(what + "today's programs cannot read released records: " + shown(problem));
        }
        for (Incompatibility problem : problems(old, now)) {
            changes.add(what + "released programs cannot read today's records: " + shown(problem));
        }
        meaning(what + now.getName(), now, old, new HashSet<>(), changes);
    }

    private static List<Incompatibility> problems(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
    }

    private static String shown(Incompatibility problem) {
        return problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage();
    }

    /** Avro compares encodings only: milliseconds that become microseconds are the same long to it. */
    private static void meaning(String path, Schema now, Schema old, Set<String> seen, List<String> changes) {
        if (now.getType() != old.getType()) {
            return; // Avro decided about this above.
        }
        if (!now.getFullName().equals(old.getFullName())) {
            changes.add(path + ": renamed from " + old.getFullName() + " to " + now.getFullName());
        }
        if (!Objects.equals(logicalType(now), logicalType(old))) {
            changes.add(path + ": meaning changed from " + logicalType(old) + " to " + logicalType(now));
        }
        switch (now.getType()) {
            case RECORD -> {
                if (seen.add(now.getFullName())) {
                    for (Schema.Field field : now.getFields()) {
                        Schema.Field before = old.getField(field.name());
                        if (before != null) {
                            meaning(path + "." + field.name(), field.schema(), before.schema(), seen, changes);
                        }
                    }
                }
            }
            case ARRAY -> meaning(path + "[]", now.getElementType(), old.getElementType(), seen, changes);
            case MAP -> meaning(path + "{}", now.getValueType(), old.getValueType(), seen, changes);
            case UNION -> branches(path, now, old, seen, changes);
            default -> {
                // Nothing below.
            }
        }
    }

    private static void branches(String path, Schema now, Schema old, Set<String> seen, List<String> changes) {
        for (Schema branch : now.getTypes()) {
            for (Schema before : old.getTypes()) {
                if (branch.getFullName().equals(before.getFullName())) {
                    meaning(path, branch, before, seen, changes);
                }
            }
        }
    }

    private static String logicalType(Schema schema) {
        String name = schema.getProp("logicalType");
        return name == null ? "a plain " + schema.getType().getName() : name;
    }
}
