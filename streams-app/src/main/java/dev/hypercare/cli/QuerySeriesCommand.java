package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query series}: what KPIs are there. */
@Command(
        name = "series",
        description = "The series that had calls, to the day.",
        footer = {"", "Example: every route of an API", "  hypercare query series --view api,route,method --api orders"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QuerySeriesCommand implements Callable<Integer> {
    @Option(names = "--view", description = "Labels that make the series (default: every view).")
    private @Nullable String view;

    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Option(names = "--from", defaultValue = "-1d", description = "First instant (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(Map.of("from", from, "to", to));
        QueryAnswer.put(question, "view", view);
        QueryAnswer.put(question, "api", api);
        return answer.print("/api/v1/series", question, pages, "series", this::table);
    }

    private void table(JsonNode answer, PrintWriter out) {
        Table table = new Table(List.of("view", "series"));
        answer.path("series")
                .forEach(series -> table.add(List.of(
                        series.path("view").asText(), series.path("series").asText())));
        table.print(out);
    }
}
