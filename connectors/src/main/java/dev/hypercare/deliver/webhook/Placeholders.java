package dev.hypercare.deliver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with fields in it: {@code {{name}}}, {@code {{name|filter}}}, {@code {{name|filter|filter}}}. Filters: {@code max N} (cuts after N
 * characters), {@code slack} and {@code markdown} (escape what these take for markup), {@code url} (percent-encodes).
 */
final class Placeholders {
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([a-zA-Z][\\w.-]*)\\s*((?:\\|[^{}|]*)*)}}");

    private Placeholders() {}

    /** What is wrong with a text, for people; nothing where it can be filled in. */
    static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            String name = fields.group(1);
            String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            boolean known = name.equals(first)
                    ? AlertFields.NAMES.contains(name)
                    : first.equals("labels") || first.equals("evidence");
            if (!known) {
                problems.add("unknown field " + name);
            }
            filters(fields.group(2)).stream()
                    .filter(filter -> !filter.matches("max [1-9]\\d{0,5}|slack|markdown|url"))
                    .forEach(filter ->
                            problems.add("unknown filter '" + filter + "' (expected: max N, slack, markdown or url)"));
        }
        if (FIELD.matcher(text).replaceAll("").contains("{{")) {
            problems.add("{{ without a field behind it in '" + text + "'");
        }
        return problems;
    }

    /** The field, where the text is one field without filters and nothing else: its value keeps its type. */
    static JsonNode whole(String text, JsonNode fields) {
        Matcher field = FIELD.matcher(text);
        return field.matches() && field.group(2).isEmpty() ? value(field.group(1), fields) : MissingNode.getInstance();
    }

    /** Whether the text is one field, with filters or without, and nothing else. */
    static boolean isOneField(String text) {
        return FIELD.matcher(text).matches();
    }

    /** The text with its fields filled in; a field without a value is nothing. */
    static String fill(String text, JsonNode fields, UnaryOperator<String> atLast) {
        Matcher field = FIELD.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (field.find()) {
            JsonNode node = value(field.group(1), fields);
            String value = node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText();
            for (String filter : filters(field.group(2))) {
                value = filtered(value, filter);
            }
            field.appendReplacement(filled, Matcher.quoteReplacement(atLast.apply(value)));
        }
        field.appendTail(filled);
        return filled.toString();
    }

    static String percentEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode value(String name, JsonNode fields) {
        int dot = name.indexOf('.');
        return dot < 0 ? fields.path(name) : fields.path(name.substring(0, dot)).path(name.substring(dot + 1));
    }

    private static List<String> filters(String text) {
        List<String> filters = new ArrayList<>();
        for (String one : text.split("\\|")) {
            if (!one.isBlank()) {
                filters.add(one.strip());
            }
        }
        return filters;
    }

    private static String filtered(String value, String filter) {
        return switch (filter) {
            case "slack" -> value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            case "markdown" -> value.replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
            case "url" -> percentEncoded(value);
            default -> cut(value, Integer.parseInt(filter.substring("max ".length())));
        };
    }

    private static String cut(String value, int longest) {
        if (value.length() <= longest) {
            return value;
        }
        // Not in the middle of a character that takes two.
        int end = Character.isHighSurrogate(value.charAt(longest - 1)) ? longest - 1 : longest;
        return value.substring(0, end);
    }
}
