package dev.hypercare.bench.mining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one kind of lines costs.
 *
 * @param name of the kind
 * @param lines that were measured
 * @param hashNanos CPU to hash a line, mean
 * @param maskNanos CPU to mask a line, mean
 * @param mineNanos CPU to mask a line and to find its template, mean
 * @param templates that the miner knows at the end
 * @param other lines that found no place
 */
record MiningResult(
        String name, long lines, double hashNanos, double maskNanos, double mineNanos, int templates, long other) {
    static final List<String> HEADER = List.of(
            "lines",
            "count",
            "hash ns",
            "mask ns",
            "mine ns",
            "M lines/core s",
            "mine/mask",
            "mine/hash",
            "templates",
            "other");

    double millionsPerSecond() {
        return 1e3 / mineNanos;
    }

    List<String> row() {
        return List.of(
                name,
                Long.toString(lines),
                format("%.0f", hashNanos),
                format("%.0f", maskNanos),
                format("%.0f", mineNanos),
                format("%.2f", millionsPerSecond()),
                format("%.2f", mineNanos / maskNanos),
                format("%.1f", mineNanos / hashNanos),
                Integer.toString(templates),
                Long.toString(other));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("lines", lines);
        json.put("hashNanos", hashNanos);
        json.put("maskNanos", maskNanos);
        json.put("mineNanos", mineNanos);
        json.put("millionLinesPerCoreSecond", millionsPerSecond());
        json.put("templates", templates);
        json.put("other", other);
        return json;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
