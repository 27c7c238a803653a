package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code /api/v1/pareto} and {@code /api/v1/changed}: what makes a KPI, and what made it change. */
public final class ChangeResource implements QueryResource {
    private static final List<String> PARETO = List.of("value", "count", "share", "cumulated");
    private static final List<String> CHANGED = List.of(
            "label",
            "value",
            "before",
            "after",
            "expected",
            "callsBefore",
            "callsAfter",
            "contribution",
            "surprise",
            "explains");

    private static final List<String> PATTERNS =
            List.of("value", "api", "state", "template", "count", "share", "cumulated");

    private final KpiSource source;
    private final PatternReader patterns;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public ChangeResource(KpiSource source, PatternReader patterns, LongSupplier clock) {
        this.source = source;
        this.patterns = patterns;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/pareto?by=route&kpi=failed&from=-1h",
                "the few values that make most of a KPI",
                "/api/v1/changed?kpi=failed&from=-15m",
                "which label values explain an increase");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/pareto", this::pareto).get("/api/v1/changed", this::changed);
    }

    /** The few values of a label that make most of a KPI, or the few patterns that make most of the errors. */
    private void pareto(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request);
        boolean ofPatterns = "pattern".equals(parameters.get("by"));
        ObjectNode json = ofPatterns
                ? PatternPareto.of(patterns.patterns(), parameters)
                : ChangeJson.of(
                        queries(request).pareto(ChangeQueryReader.pareto(parameters, source.views(), now), now));
        if (csv) {
            Replies.csv(request, Csv.of(json.path("values"), ofPatterns ? PATTERNS : PARETO));
        } else {
            Replies.json(request, json);
        }
    }

    /** Which values of which label explain that a KPI has changed. */
    private void changed(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        ChangeQuery query = ChangeQueryReader.changed(Replies.parameters(request), source.views(), now);
        ObjectNode json = ChangeJson.of(queries(request).changed(query, now), query.limit());
        if (csv) {
            Replies.csv(request, Csv.of(lines(json), CHANGED));
        } else {
            Replies.json(request, json);
        }
    }

    private ChangeQueries queries(Context request) {
        return new ChangeQueries(new TimedSource(source, Deadline.of(request)));
    }

    private static ArrayNode lines(JsonNode json) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        json.path("labels")
                .forEach(label -> label.path("values").forEach(value -> {
                    ObjectNode line =
                            lines.addObject().put("label", label.path("label").asText());
                    line.setAll((ObjectNode) value.deepCopy());
                }));
        return lines;
    }
}
