package dev.hypercare.normalise.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables of fields that stand at paths into JSON, such as {@code /request/method} (JSON pointers, RFC 6901). */
final class MappedPaths {
    private static final int DEEPEST = 16;

    private final FieldTable table = new FieldTable();
    private final Map<String, MappedPaths> objects = new HashMap<>();
    private final Set<String> values = new HashSet<>();

    /** The fields at the root. */
    FieldTable table() {
        return table;
    }

    /** Adds a field; the result is why it cannot stand there, as what was expected instead, or null. */
    @Nullable
    String add(String path, FieldTable.Field field) {
        List<String> names = names(path);
        if (names.isEmpty() || names.size() > DEEPEST) {
            return "a path such as /status or /request/method, of at most " + DEEPEST + " names";
        }
        MappedPaths at = this;
        StringBuilder prefix = new StringBuilder();
        for (String name : names.subList(0, names.size() - 1)) {
            prefix.append(name).append('.');
            if (at.values.contains(name)) {
                return "an object there, and another path ends at it";
            }
            at = at.object(name, prefix.toString());
        }
        String last = names.get(names.size() - 1);
        if (at.objects.containsKey(last)) {
            return "a value there, and another path goes on behind it";
        }
        if (!at.values.add(last)) {
            return "a path that no other field has";
        }
        at.table.on(last, field);
        return null;
    }

    private MappedPaths object(String name, String prefix) {
        MappedPaths known = objects.get(name);
        if (known != null) {
            return known;
        }
        MappedPaths made = new MappedPaths();
        objects.put(name, made);
        table.on(name, (in, call) -> in.object(prefix, made.table, call));
        return made;
    }

    /** The names on a path; none where it is no path. */
    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        if (path.startsWith("/") && path.length() > 1) {
            for (String name : path.substring(1).split("/", -1)) {
                names.add(name.replace("~1", "/").replace("~0", "~"));
            }
        }
        return names;
    }
}
