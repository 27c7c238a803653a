package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query ticket-kpis}: inflow, backlog, times and satisfaction. */
@Command(
        name = "ticket-kpis",
        description = {
            "Figures of tickets over any range: inflow, backlog, time to resolve and to first answer, first-contact resolution,",
            "reopened and escalated, CSAT (1 to 5) and NPS (-100 to 100)."
        },
        footer = {
            "",
            "Examples: the last day by API and category; a week by the day, all together",
            "  hypercare query ticket-kpis --from -1d",
            "  hypercare query ticket-kpis --by none --from -7d --step 1d --rows"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryTicketKpisCommand implements Callable<Integer> {
    @Option(names = "--by", description = "What is kept apart: api, category, api,category or none (default: both).")
    private @Nullable String by;

    @Option(names = "--api", description = "Only of an API; - where none is known.")
    private @Nullable String api;

    @Option(names = "--category", description = "Only of a category.")
    private @Nullable String category;

    @Option(
            names = "--from",
            defaultValue = "-1d",
            description = "First instant: ISO, milliseconds, now, or before now (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--step", description = "1h or 1d, UTC (default: 1h up to two days).")
    private @Nullable String step;

    @Option(names = "--rows", description = "A row for each step in which something happened, not only the total.")
    private boolean rows;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "by", by);
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "category", category);
        QueryAnswer.put(question, "from", from);
        QueryAnswer.put(question, "to", to);
        QueryAnswer.put(question, "step", step);
        return answer.print("/api/v1/ticket-kpis", question, this::table);
    }

    private void table(JsonNode found, PrintWriter out) {
        List<String> headers = new ArrayList<>();
        if (rows) {
            headers.add("from");
        }
        found.path("by").forEach(label -> headers.add(label.asText()));
        headers.addAll(List.of(
                "opened>",
                "resolved>",
                "backlog>",
                "MTTR>",
                "1st answer>",
                "1st contact %>",
                "reopened %>",
                "escalated>",
                "CSAT>",
                "NPS>"));
        Table table = new Table(headers);
        for (JsonNode series : found.path("series")) {
            if (rows) {
                series.path("rows").forEach(row -> table.add(cells(series, row)));
            } else {
                table.add(cells(series, series.path("total")));
            }
        }
        answer.print(table, "no tickets and no answers are known of that range", out);
    }

    private List<String> cells(JsonNode series, JsonNode figures) {
        List<String> cells = new ArrayList<>();
        if (rows) {
            cells.add(Figures.clock(Instant.parse(figures.path("from").asText()), ZoneId.systemDefault()));
        }
        series.path("labels").forEach(label -> cells.add(label.asText()));
        cells.addAll(List.of(
                Figures.count(figures.path("opened").asLong()),
                Figures.count(figures.path("resolved").asLong()),
                Figures.count(figures.path("backlog").asLong()),
                time(figures.path("resolveSeconds")),
                time(figures.path("firstAnswerSeconds")),
                figure(figures.path("firstContactShare"), 100),
                figure(figures.path("reopenShare"), 100),
                Figures.count(figures.path("escalated").asLong()),
                figure(figures.path("csat"), 1),
                figure(figures.path("nps"), 1)));
        return cells;
    }

    private static String figure(JsonNode value, int times) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f", times * value.asDouble()) : "-";
    }

    /** Seconds as people say them: {@code 45m}, {@code 3h20m}, {@code 2d4h}. */
    static String time(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return "-";
        }
        Duration time = Duration.ofSeconds(Math.round(seconds.asDouble()));
        if (time.toDays() > 0) {
            return time.toDays() + "d" + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h" + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }
}
