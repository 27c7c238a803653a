package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Compares the figures of an answer, a total or a row, with exact ones: every count, status, mean, maximum and percentile. */
final class ToldFigures {
    /** What the product promises of a percentile. */
    private static final double PERCENTILE_BOUND = 0.01;

    private static final double ROUNDING = 1e-6;

    private final JsonNode told;
    private final ExactFigures exact;
    private final List<String> differences = new ArrayList<>();
    private boolean more;

    private ToldFigures(JsonNode told, ExactFigures exact) {
        this.told = told;
        this.exact = exact;
    }

    /**
     * What has come of comparing.
     *
     * @param differences one for each figure that is not exact
     * @param more whether one of them is more than the truth, which nothing excuses
     */
    record Compared(List<String> differences, boolean more) {
        Compared {
            differences = List.copyOf(differences);
        }

        boolean exact() {
            return differences.isEmpty();
        }
    }

    static Compared compare(JsonNode told, ExactFigures exact) {
        ToldFigures figures = new ToldFigures(told, exact);
        exact.counts().forEach((name, count) -> figures.count(name, told.path(name), count));
        figures.statuses();
        figures.durations("latencyMs", exact.latency());
        figures.durations("upstreamLatencyMs", exact.upstream());
        figures.availability();
        return new Compared(figures.differences, figures.more);
    }

    private void count(String name, JsonNode value, long expected) {
        if (!value.isIntegralNumber() || value.asLong() != expected) {
            differ(name, value, expected);
            more |= value.asLong() > expected;
        }
    }

    private void statuses() {
        JsonNode all = told.path("statuses");
        exact.statuses().forEach((status, n) -> {
            if (all.path(status).asLong() != n) {
                count("status " + status, all.path(status), n);
            }
        });
        for (Iterator<Map.Entry<String, JsonNode>> each = all.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> status = each.next();
            if (!exact.statuses().containsKey(status.getKey())) {
                count("status " + status.getKey(), status.getValue(), 0);
            }
        }
    }

    private void durations(String name, ExactFigures.Durations durations) {
        JsonNode all = told.path(name);
        count(name + ".count", all.path("count"), durations.count());
        if (durations.count() == 0) {
            return;
        }
        near(name + ".mean", all.path("mean"), durations.meanMillis(), ROUNDING);
        near(name + ".max", all.path("max"), durations.maxMillis(), ROUNDING);
        more |= all.path("max").asDouble() > durations.maxMillis() * (1 + ROUNDING);
        for (Iterator<String> names = all.fieldNames(); names.hasNext(); ) {
            String percentile = names.next();
            if (percentile.startsWith("p")) {
                near(
                        name + "." + percentile,
                        all.path(percentile),
                        durations.percentileMillis(Double.parseDouble(percentile.substring(1))),
                        PERCENTILE_BOUND);
            }
        }
    }

    private void availability() {
        JsonNode availability = told.path("availability");
        if (exact.calls() > 0) {
            double failed = exact.counts().getOrDefault("failed", 0L);
            near("availability", availability, 1 - failed / exact.calls(), ROUNDING);
        } else if (!availability.isNull()) {
            differ("availability", availability, "null");
        }
    }

    /** A microsecond is the finest that is kept. */
    private void near(String name, JsonNode value, double expected, double bound) {
        if (!value.isNumber() || Math.abs(value.asDouble() - expected) > Math.max(0.001, bound * expected)) {
            differ(name, value, expected);
        }
    }

    private void differ(String name, JsonNode value, Object expected) {
        differences.add(name + " " + (value.isMissingNode() ? "missing" : value) + " (exactly " + expected + ")");
    }
}
