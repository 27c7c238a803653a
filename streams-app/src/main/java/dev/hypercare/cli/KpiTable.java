package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code /api/v1/kpis} as a table: a row a series, or a row a series and step. */
final class KpiTable {
    private KpiTable() {}

    static Table of(JsonNode answer) {
        boolean steps = !answer.path("step").isNull();
        List<String> labels = List.of(answer.path("view").asText().split(","));
        List<String> percentiles = percentiles(answer);
        List<String> headers = new ArrayList<>();
        if (steps) {
            headers.add("from");
        }
        headers.addAll(labels);
        headers.addAll(List.of("calls>", "calls/s>", "failed %>", "4xx %>"));
        percentiles.forEach(name -> headers.add(name + " ms>"));
        Table table = new Table(headers);
        for (JsonNode series : answer.path("series")) {
            for (JsonNode span : steps ? series.path("rows") : List.of(series.path("total"))) {
                List<String> cells = new ArrayList<>();
                if (steps) {
                    cells.add(clock(span.path("from")));
                }
                labels.forEach(
                        label -> cells.add(series.path("labels").path(label).asText()));
                figures(span, percentiles, cells);
                table.add(cells);
            }
        }
        return table;
    }

    /** What a reader of the table has to know as well. */
    static List<String> notes(JsonNode answer) {
        List<String> notes = new ArrayList<>();
        notes.add(clock(answer.path("from")) + " to " + clock(answer.path("to"))
                + (answer.path("asOf").isNull()
                        ? "; nothing has closed yet"
                        : "; closed up to " + clock(answer.path("asOf"))));
        if (answer.path("series").isEmpty()) {
            notes.add("no series of " + answer.path("view").asText() + " had calls in this range");
        }
        answer.path("notes").forEach(note -> notes.add(note.asText()));
        return notes;
    }

    /** The names of what is measured of latency, in order: {@code p50 ... max}. */
    private static List<String> percentiles(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("series")
                .path(0)
                .path("total")
                .path("latencyMs")
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!name.equals("count") && !name.equals("mean")) {
                        names.add(name);
                    }
                });
        return names;
    }

    private static void figures(JsonNode span, List<String> percentiles, List<String> cells) {
        long calls = span.path("calls").asLong();
        cells.add(Figures.count(calls));
        JsonNode rate = span.path("callsPerSecond");
        cells.add(rate.isNumber() ? Figures.rate(rate.asDouble()) : "-");
        cells.add(Figures.percent(span.path("failed").asLong(), calls));
        cells.add(Figures.percent(span.path("clientErrors").asLong(), calls));
        for (String name : percentiles) {
            JsonNode value = span.path("latencyMs").path(name);
            cells.add(value.isNumber() ? Figures.millis(value.asDouble()) : "-");
        }
    }

    private static String clock(JsonNode instant) {
        return Figures.clock(Instant.parse(instant.asText()), ZoneId.systemDefault());
    }
}
