package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.LongSupplier;

/** {@code /api/v1/pareto} and {@code /api/v1/changed}: what makes a KPI, and what made it change. */
final class ChangeResource {
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

    private final KpiReader reader;
    private final ChangeQueries queries;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    ChangeResource(KpiReader reader, LongSupplier clock) {
        this.reader = reader;
        this.queries = new ChangeQueries(reader);
        this.clock = clock;
    }

    /** The few values of a label that make most of a KPI. */
    void pareto(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        ChangeQuery query = ChangeQueryReader.pareto(Replies.parameters(request), reader.views(), now);
        ObjectNode json = ChangeJson.of(queries.pareto(query, now));
        if (csv) {
            Replies.csv(request, Csv.of(json.path("values"), PARETO));
        } else {
            Replies.json(request, json);
        }
    }

    /** Which values of which label explain that a KPI has changed. */
    void changed(Context request) {
        long now = clock.getAsLong();
        boolean csv = Replies.wantsCsv(request);
        ChangeQuery query = ChangeQueryReader.changed(Replies.parameters(request), reader.views(), now);
        ObjectNode json = ChangeJson.of(queries.changed(query, now), query.limit());
        if (csv) {
            Replies.csv(request, Csv.of(lines(json), CHANGED));
        } else {
            Replies.json(request, json);
        }
    }

    private static ArrayNode lines(JsonNode json) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        json.path("labels").forEach(label -> label.path("values").forEach(value -> {
            ObjectNode line = lines.addObject().put("label", label.path("label").asText());
            line.setAll((ObjectNode) value.deepCopy());
        }));
        return lines;
    }
}
