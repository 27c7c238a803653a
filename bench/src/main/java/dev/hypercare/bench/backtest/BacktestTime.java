package dev.hypercare.bench.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one backtest took.
 *
 * @param rules which, in words
 * @param source {@code panes} or {@code calls}
 * @param seconds from the start of the command until it had ended, with the start of its JVM
 * @param records that it read
 * @param numberOfRules that were tried
 * @param breaches that it found
 * @param alsoLive how many of them the running applications found, too
 */
record BacktestTime(
        String rules, String source, double seconds, long records, int numberOfRules, int breaches, int alsoLive) {
    static final List<String> HEADER = List.of("rules", "number", "from", "s", "records read", "breaches", "also live");

    /**
     * Of what the command printed.
     *
     * @param answer the JSON of {@code hypercare rules backtest --output json}
     */
    static BacktestTime of(String rules, String source, double seconds, JsonNode answer) {
        int alsoLive = 0;
        for (JsonNode breach : answer.path("breaches")) {
            alsoLive += breach.has("live") ? 1 : 0;
        }
        return new BacktestTime(
                rules,
                source,
                seconds,
                answer.path("read").path("records").asLong(),
                answer.path("rules").size(),
                answer.path("breaches").size(),
                alsoLive);
    }

    /** Cells under {@link #HEADER}. */
    List<String> row() {
        return List.of(
                rules,
                Integer.toString(numberOfRules),
                source,
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,d", records),
                Integer.toString(breaches),
                Integer.toString(alsoLive));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rules", rules);
        json.put("numberOfRules", numberOfRules);
        json.put("source", source);
        json.put("seconds", seconds);
        json.put("recordsRead", records);
        json.put("breaches", breaches);
        json.put("alsoLive", alsoLive);
        return json;
    }
}
