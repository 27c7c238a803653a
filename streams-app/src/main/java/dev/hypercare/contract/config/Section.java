package dev.hypercare.contract.config;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key. It remembers which keys were asked for, so that {@link #close()} can name the unknown
 * ones, and knows the line of everything, so that each problem says where it is. Nothing is thrown before all is read.
 */
public final class Section {
    private final String file;
    private final String path;
    private final int line;
    private final @Nullable Node source;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();
    private final Problems problems;

    private Section(String file, String path, @Nullable Node node, Problems problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        this.source = node;
        this.line = node == null ? 1 : node.getStartMark().getLine() + 1;
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.add(at(line) + (path.isEmpty() ? "the file" : path) + ": " + shown(node)
                    + " (expected: keys with values)");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at(tuple.getKeyNode().getStartMark().getLine() + 1) + "a key that is not a word");
                continue;
            }
            int keyLine = key.getStartMark().getLine() + 1;
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(at(keyLine) + child(key.getValue()) + ": given twice (expected: once)");
            }
            lines.put(key.getValue(), keyLine);
        }
    }

    /** Reads a file. Error: {@link InvalidInput} where it cannot be read or is not YAML. */
    public static Section read(Path file, Problems problems) {
        String text = TextFile.read(file, "Check the path, or leave the option out to use the defaults.");
        return parse(file.toString(), text, problems);
    }

    /** Reads a text; {@code name} stands for the file in messages. Error: {@link InvalidInput} where it is not YAML. */
    public static Section parse(String name, String yaml, Problems problems) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(20);
            return new Section(name, "", new Yaml(options).compose(new StringReader(yaml)), problems);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidInput(
                    name + ":" + line + ": not YAML: " + e.getProblem(), "Correct the file at that line.");
        } catch (RuntimeException e) {
            throw new InvalidInput(name + ": not YAML: " + e.getMessage(), "Correct the file.");
        }
    }

    /** An empty one, for defaults. */
    public static Section empty(Problems problems) {
        return new Section("defaults", "", null, problems);
    }

    public boolean has(String key) {
        Node node = node(key);
        return node != null && !node.getTag().equals(Tag.NULL);
    }

    /** The keys, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** File and line of this section, as in {@code rules.yaml:12}. */
    public String place() {
        return file + ":" + line;
    }

    /** It as a YAML text of its own, without comments. */
    public String text() {
        StringWriter text = new StringWriter();
        if (source != null) {
            DumperOptions options = new DumperOptions();
            options.setSplitLines(false);
            new Yaml(options).serialize(source, text);
        }
        return text.toString();
    }

    /** The mapping under a key; an empty one where the key is missing. */
    public Section section(String key) {
        Section child = new Section(file, child(key), node(key), problems);
        children.add(child);
        return child;
    }

    /** The mappings of a list; an empty list where the key is missing. */
    public List<Section> sections(String key) {
        List<Section> list = new ArrayList<>();
        List<Node> items = items(key, "a list of entries");
        for (int i = 0; i < items.size(); i++) {
            Section child = new Section(file, child(key) + "[" + i + "]", items.get(i), problems);
            children.add(child);
            list.add(child);
        }
        return list;
    }

    /** The words of a list; the default where the key is missing. */
    public List<String> strings(String key, List<String> absent) {
        if (!has(key)) {
            return absent;
        }
        List<String> list = new ArrayList<>();
        for (Node item : items(key, "a list of words")) {
            if (item instanceof ScalarNode scalar) {
                list.add(scalar.getValue());
            } else {
                problem(key, shown(item), "a word");
            }
        }
        return list;
    }

    /** As {@link #strings}, where a single word stands for a list of one. */
    public List<String> oneOrMore(String key, List<String> absent) {
        return node(key) instanceof ScalarNode && has(key) ? List.of(string(key, "")) : strings(key, absent);
    }

    /** A mapping of words to words; an empty one where the key is missing. */
    public Map<String, String> words(String key) {
        Section child = section(key);
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : child.keys()) {
            map.put(name, child.string(name, ""));
        }
        return map;
    }

    public String string(String key, String absent) {
        return scalar(key, absent, "a text", Function.identity());
    }

    public @Nullable String optional(String key) {
        return has(key) ? string(key, "") : null;
    }

    /** A text that has to be there and not be blank. */
    public String required(String key, String expected) {
        String value = string(key, "");
        if (value.isBlank()) {
            problem(key, has(key) ? "''" : "missing", expected);
        }
        return value;
    }

    public int integer(String key, int absent, int min, int max) {
        return scalar(key, absent, "a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text.replace("_", ""));
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    public double number(String key, double absent, double min, double max) {
        return scalar(key, absent, "a number from " + min + " to " + max, text -> {
            double value = Double.parseDouble(text);
            if (!(value >= min && value <= max)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    public boolean bool(String key, boolean absent) {
        return scalar(key, absent, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** A duration such as {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 7d}, from {@code min} to {@code max}. */
    public Duration duration(String key, Duration absent, Duration min, Duration max) {
        String expected = "a duration from " + Durations.show(min) + " to " + Durations.show(max)
                + ", such as 500ms, 10s, 1m30s or 7d";
        return scalar(key, absent, expected, text -> {
            Duration value = Durations.parse(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** A day, which begins at midnight UTC, or a time with its offset; null where the key is missing. */
    public @Nullable Instant instant(String key) {
        String expected = "a day such as 2026-11-22, or a time with its offset such as 2026-11-22T06:00:00+01:00";
        return has(key) ? scalar(key, Instant.EPOCH, expected, Section::instantOf) : null;
    }

    private static Instant instantOf(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One of the words of an enum, in any case, with - for _. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return scalar(
                key,
                absent,
                "one of " + String.join(", ", words),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** Anything else that is written as one word; {@code parse} throws {@link IllegalArgumentException} for a bad one. */
    public <T> T scalar(String key, T absent, String expected, Function<String, T> parse) {
        Node node = node(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return absent;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problem(key, shown(node), expected);
            return absent;
        }
        try {
            return parse.apply(scalar.getValue().trim());
        } catch (IllegalArgumentException e) {
            problem(key, scalar.getValue(), e.getMessage() != null && expected.isEmpty() ? e.getMessage() : expected);
            return absent;
        }
    }

    /** Adds a problem at a key: {@code file:line: path: value (expected: ...)}. */
    public void problem(String key, String value, String expected) {
        problems.add(at(lines.getOrDefault(key, line)) + child(key) + ": " + value + " (expected: " + expected + ")");
    }

    /** Where its problems go. */
    public Problems problems() {
        return problems;
    }

    /** Reports the keys nobody asked for, here and below. Call it once on the root, after reading. */
    public void close() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                String near = NearestName.of(key, asked);
                problems.add(at(lines.getOrDefault(key, line)) + child(key) + ": unknown key (expected: "
                        + (near == null ? "one of " + String.join(", ", asked) : "did you mean " + near + "?") + ")");
            }
        }
        children.forEach(Section::close);
    }

    /** The paths of the keys that were asked for and are not in the file, here and below. */
    public List<String> absent() {
        List<String> absent = new ArrayList<>();
        asked.stream().filter(key -> !values.containsKey(key)).forEach(key -> absent.add(child(key)));
        children.forEach(child -> absent.addAll(child.absent()));
        return absent;
    }

    private @Nullable Node node(String key) {
        asked.add(key);
        return values.get(key);
    }

    private List<Node> items(String key, String expected) {
        if (!has(key)) {
            return List.of();
        }
        Node node = node(key);
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, node == null ? "missing" : shown(node), expected);
        return List.of();
    }

    private String at(int atLine) {
        return file + ":" + atLine + ": ";
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
