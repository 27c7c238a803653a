package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file that describes a JSON format nobody foresaw: which field of a call stands at which path, in which unit; what is always the same;
 * and which texts mean that something was not told. It is read as a whole, and everything that is wrong with it is told at once.
 */
public final class MappingFile {
    private static final String NAME = "[a-z][a-z0-9-]{0,39}";

    private enum Records {
        LINES,
        ENTRIES
    }

    private final Section fields;
    private final MappedPaths paths = new MappedPaths();
    /** The constants. */
    private final CallDraft always = new CallDraft();

    private final List<MappedField> constants = new ArrayList<>();
    private final Set<MappedField> given = new HashSet<>();

    private MappingFile(Section fields) {
        this.fields = fields;
    }

    /**
     * Reads one; what is wrong goes to the problems, and the result is of no use then. Error:
     * {@link dev.hypercare.contract.config.InvalidInput} where it cannot be read or is not YAML.
     */
    public static Format read(Path file, Problems problems) {
        return read(file, Set.of(), problems);
    }

    /** As {@link #read(Path, Problems)}. @param taken names that others than logs have */
    public static Format read(Path file, Set<String> taken, Problems problems) {
        Section root = Section.read(file, problems);
        String name = root.required("name", "the name of the format, which names its topic raw-<name>, too");
        if (!name.isBlank() && !name.matches(NAME)) {
            root.problem("name", name, "small letters, digits and -, at most 40, beginning with a letter");
        }
        if (Formats.named(name) != null || taken.contains(name)) {
            root.problem("name", name, "another name than those of the formats there are");
        }
        String about = root.string("about", "described in " + file.getFileName());
        Records records = root.choice("records", Records.class, Records.LINES);
        MappingFile mapping = new MappingFile(root.section("fields"));
        mapping.readFields(root);
        root.close();
        JsonShape shape = new JsonShape("a JSON object of " + name, mapping.paths.table(), mapping::complete);
        return new MappedFormat(name, about, records == Records.LINES, shape);
    }

    private void readFields(Section root) {
        for (MappedField field : MappedField.values()) {
            if (fields.has(field.word())) {
                readField(field, fields.section(field.word()));
            }
        }
        if (!given.contains(MappedField.COMPLETED_AT) && !given.contains(MappedField.STARTED_AT)) {
            root.problem("fields", "no time", "completedAt or startedAt, with its path and unit");
        }
        if (!given.contains(MappedField.STATUS)) {
            root.problem("fields", "no status", "status, with the path of an HTTP status");
        }
    }

    private void readField(MappedField field, Section entry) {
        given.add(field);
        MappedUnit unit = unit(field, entry);
        Set<String> missing = Set.copyOf(entry.oneOrMore("missing", List.of()));
        String constant = entry.optional("constant");
        if (constant != null) {
            constant(field, unit, constant, entry);
        } else if (!entry.has("from")) {
            entry.problem("from", "missing", "a path such as /request/method, or a constant");
        }
        add(entry, "from", unless(missing, field.reader(unit, false)));
        add(entry, "or", unless(missing, field.reader(unit, true)));
    }

    private void add(Section entry, String key, FieldTable.Field reader) {
        String path = entry.optional(key);
        String expected = path == null ? null : paths.add(path, reader);
        if (path != null && expected != null) {
            entry.problem(key, path, expected);
        }
    }

    private static MappedUnit unit(MappedField field, Section entry) {
        String word = entry.string("unit", "");
        MappedUnit found = MappedUnit.find(field.units(), word);
        if (found != null) {
            return found;
        }
        String words = field.units().stream()
                .map(MappedUnit::word)
                .filter(unit -> !unit.isEmpty())
                .collect(Collectors.joining(", "));
        if (!words.isEmpty()) {
            entry.problem("unit", word.isEmpty() ? "missing" : word, "one of " + words);
        } else if (!word.isEmpty()) {
            entry.problem("unit", word, "none, for this field has only one");
        }
        return field.units().isEmpty() ? MappedUnit.COUNT : field.units().get(0);
    }

    private void constant(MappedField field, MappedUnit unit, String value, Section entry) {
        FieldReader in = new FieldReader();
        try {
            in.feed(field.word(), value, field.reader(unit, false), always);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read from outside", e);
        }
        if (field.isTime()) {
            entry.problem("constant", value, "a path, for no two calls have the same time");
        } else if (in.problem() != null) {
            entry.problem(
                    "constant",
                    value,
                    "a value of " + field.word() + ": " + in.problem().detail());
        }
        constants.add(field);
    }

    private static FieldTable.Field unless(Set<String> missing, FieldTable.Field reader) {
        if (missing.isEmpty()) {
            return reader;
        }
        return (in, call) -> {
            if (!in.is(missing)) {
                reader.read(in, call);
            }
        };
    }

    private Outcome<CallDraft> complete(CallDraft call) {
        constants.forEach(field -> field.fill(always, call));
        String time = given.contains(MappedField.COMPLETED_AT) ? "completedAt" : "startedAt";
        return call.completed(time, "a time at the path of the mapping", "status");
    }
}
