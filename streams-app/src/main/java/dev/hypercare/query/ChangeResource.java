package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Pattern;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

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

    private static final List<String> CHANGED_PATTERNS =
            Stream.concat(CHANGED.stream(), Stream.of("template")).toList();
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
                "/api/v1/pareto?by=pattern&from=-1d",
                "the few messages that make most of the calls with errors",
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
        boolean isOfPatterns = isOfPatterns(parameters);
        ObjectNode json = isOfPatterns
                ? paretoOfPatterns(parameters, Deadline.of(request), now)
                : ChangeJson.of(
                        queries(request).pareto(ChangeQueryReader.pareto(parameters, source.views(), now), now));
        if (csv) {
            Replies.csv(request, Csv.of(json.path("values"), isOfPatterns ? PATTERNS : PARETO));
        } else {
            Replies.json(request, json);
        }
    }

    /** Which values of which label explain that a KPI has changed. */
    private void changed(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request);
        ObjectNode json;
        if (isOfPatterns(parameters)) {
            json = new PatternQueries(patterns, Deadline.of(request)).changed(parameters, now);
        } else {
            ChangeQuery query = ChangeQueryReader.changed(parameters, source.views(), now);
            json = ChangeJson.of(queries(request).changed(query, now), query.limit());
        }
        if (csv) {
            Replies.csv(request, Csv.of(lines(json), isOfPatterns(parameters) ? CHANGED_PATTERNS : CHANGED));
        } else {
            Replies.json(request, json);
        }
    }

    private ChangeQueries queries(Context request) {
        return new ChangeQueries(new TimedSource(source, Deadline.of(request)));
    }

    private static boolean isOfPatterns(Map<String, String> parameters) {
        return "pattern".equals(parameters.get("by"));
    }

    private ObjectNode paretoOfPatterns(Map<String, String> parameters, Deadline deadline, long now) {
        if (PatternQueries.isOfRange(parameters)) {
            return new PatternQueries(patterns, deadline).pareto(parameters, now);
        }
        List<Pattern> known = PatternPareto.isOfTickets(parameters) ? patterns.subjects() : patterns.patterns();
        return PatternPareto.of(known, parameters);
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
