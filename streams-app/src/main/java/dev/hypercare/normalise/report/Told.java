package dev.hypercare.normalise.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.normalise.format.Times;
import dev.hypercare.privacy.Masking;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in which a source tells something. Fields are named by paths with dots; of several names the first that tells something
 * counts. Empty texts, {@code -}, {@code <no value>} and null tell nothing. Error: {@link ReportRefusal} for what cannot be used.
 */
final class Told {
    /** Longest word, such as an id or a name, characters. */
    static final int WORD = 300;
    /** Longest title, characters. */
    static final int LINE = 1000;
    /** Longest text for people, characters. */
    static final int TEXT = 20_000;

    private static final int MOST_LABELS = 64;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String A_TIME = "a time such as 2026-11-21T10:00:00Z, or milliseconds since the epoch";
    private static final Set<String> NOTHING = Set.of("", "-", "<no value>", "null");

    private final JsonNode json;
    private final String path;

    /** @param path precedes the names of fields in messages */
    Told(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /** What stands there; missing where nothing does. */
    JsonNode node(String name) {
        JsonNode found = json;
        for (String step : name.split("\\.")) {
            found = found.path(step);
        }
        return found;
    }

    /** Whether something stands there. */
    boolean has(String name) {
        JsonNode found = node(name);
        return !found.isMissingNode() && !found.isNull();
    }

    /** A word as the source writes it. */
    @Nullable
    String word(String... names) {
        return text(WORD, names);
    }

    /** A word that has to be there. */
    String need(String expected, String... names) {
        String word = word(names);
        if (word == null) {
            throw ReportRefusal.missing(path + names[0], expected);
        }
        return word;
    }

    /** A text for people, masked. */
    @Nullable
    String masked(int max, String... names) {
        // Masked before it is cut: half a secret is one still.
        String text = text(2 * max, names);
        return text == null ? null : CleanText.of(Masking.text(text), max);
    }

    /** A link that begins with http; null for any other. */
    @Nullable
    String link(String... names) {
        for (String name : names) {
            String link = text(2 * LINE, name);
            if (link != null && link.matches("https?://[^\\s\"'<>]+")) {
                return Masking.text(link);
            }
        }
        return null;
    }

    /** A time in words, or in milliseconds since the epoch; null where none is told. Years before 1900 stand for none. */
    @Nullable
    Instant time(String... names) {
        for (String name : names) {
            String text = text(WORD, name);
            if (text != null && !text.startsWith("0001-")) {
                return time(path + name, text);
            }
        }
        return null;
    }

    /** A time that has to be there. */
    Instant needTime(String... names) {
        Instant time = time(names);
        if (time == null) {
            throw ReportRefusal.missing(path + names[0], A_TIME);
        }
        return time;
    }

    /** A time in words without a zone, which is UTC. */
    @Nullable
    Instant utc(String... names) {
        for (String name : names) {
            String text = text(WORD, name);
            if (text != null) {
                return time(path + name, text.length() == 19 ? text + "Z" : text);
            }
        }
        return null;
    }

    /** A whole number; null where none is told. */
    @Nullable
    Integer whole(String name, int min, int max) {
        String text = word(name);
        if (text == null) {
            return null;
        }
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw ReportRefusal.bad(path + name, text, "a whole number from " + min + " to " + max);
    }

    /** One of these words in any case; null where none is told. */
    <V> @Nullable V choice(Map<String, V> words, String... names) {
        String word = word(names);
        if (word == null) {
            return null;
        }
        V value = words.get(word.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw ReportRefusal.bad(
                    path + names[0],
                    word,
                    "one of "
                            + String.join(", ", words.keySet().stream().sorted().toList()));
        }
        return value;
    }

    /** The texts and numbers of an object by their names, masked, at most {@value #MOST_LABELS} of them. */
    Map<String, String> labels(String name) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : node(name).properties()) {
            put(labels, one.getKey(), scalar(one.getValue(), 2 * WORD));
        }
        return labels;
    }

    /** Adds a label where something is told, and there is room. */
    static void put(Map<String, String> labels, String name, @Nullable String value) {
        String key = CleanText.of(Masking.text(name), WORD);
        String text = value == null ? null : CleanText.of(Masking.text(value), WORD);
        if (key != null && text != null && labels.size() < MOST_LABELS) {
            labels.put(key, text);
        }
    }

    /** The texts of a list, or the names of its objects, with commas; null where it is empty. */
    @Nullable
    String joined(String list, String nameOfOne) {
        StringBuilder joined = new StringBuilder();
        for (JsonNode one : node(list)) {
            String text = scalar(one.isObject() ? one.path(nameOfOne) : one, WORD);
            if (text != null && joined.length() < WORD) {
                joined.append(joined.isEmpty() ? "" : ",").append(text);
            }
        }
        return joined.isEmpty() ? null : joined.toString();
    }

    /** Refuses names that nobody knows, as people who write them by hand mistype. */
    void onlyKnows(List<String> names) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!names.contains(field.getKey())) {
                throw ReportRefusal.bad(
                        path + Masking.text(String.valueOf(CleanText.of(field.getKey(), WORD))),
                        "unknown",
                        "one of " + String.join(", ", names));
            }
        }
    }

    private @Nullable String text(int max, String... names) {
        return Arrays.stream(names)
                .map(name -> scalar(node(name), max))
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String scalar(JsonNode node, int max) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        String text = CleanText.of(node.asText(), max);
        return text == null || NOTHING.contains(text) ? null : text;
    }

    private static Instant time(String field, String text) {
        long millis = text.matches("[0-9]{12,14}") ? Long.parseLong(text) : Times.read(text);
        if (millis == Times.INVALID || millis < EARLIEST.toEpochMilli() || millis >= LATEST.toEpochMilli()) {
            throw ReportRefusal.bad(field, text, A_TIME + ", in a year from 2000 to 2099");
        }
        return Instant.ofEpochMilli(millis);
    }
}
