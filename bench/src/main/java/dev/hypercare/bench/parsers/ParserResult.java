package dev.hypercare.bench.parsers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What reading a format costs.
 *
 * @param format its name
 * @param bytes of a record, mean
 * @param parseNanos CPU to read a call of a record, mean
 * @param treeNanos CPU to make a JSON tree of the same bytes, mean; NaN where they are no JSON
 */
record ParserResult(String format, double bytes, double parseNanos, double treeNanos) {
    static final List<String> HEADER =
            List.of("format", "bytes", "calls/core s", "ns", "tree/core s", "tree ns", "time of a tree");

    double callsPerCoreSecond() {
        return 1e9 / parseNanos;
    }

    /** How many times as long as the tree it takes. */
    double toTree() {
        return parseNanos / treeNanos;
    }

    boolean isJson() {
        return !Double.isNaN(treeNanos);
    }

    List<String> row() {
        return List.of(
                format,
                text("%.0f", bytes),
                text("%,.0f", callsPerCoreSecond()),
                text("%.0f", parseNanos),
                isJson() ? text("%,.0f", 1e9 / treeNanos) : "-",
                isJson() ? text("%.0f", treeNanos) : "-",
                isJson() ? text("%.2f", toTree()) : "-");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format);
        json.put("bytes", bytes);
        json.put("parseNanos", parseNanos);
        json.put("callsPerCoreSecond", callsPerCoreSecond());
        if (isJson()) {
            json.put("treeNanos", treeNanos);
        }
        return json;
    }

    private static String text(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
