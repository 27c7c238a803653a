package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query gaps}: where alerts and what people meet do not agree. */
@Command(
        name = "gaps",
        description = "What rises while no alert fires, and alerts that nobody takes note of.",
        footer = {"", "Example: what rises unnoticed", "  hypercare query gaps --kind no-alert"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryGapsCommand implements Callable<Integer> {
    @Option(names = "--kind", description = "Only no-alert (a pattern rises) or no-report (noise?).")
    private @Nullable String kind;

    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Option(names = "--tenant", description = "Only those of a tenant.")
    private @Nullable String tenant;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "kind", kind);
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "tenant", tenant);
        return answer.print("/api/v1/gaps", question, pages, "gaps", (gaps, out) -> table(gaps.path("gaps"), out));
    }

    private void table(JsonNode gaps, PrintWriter out) {
        Table table = new Table(List.of("kind", "since", "api", "summary"));
        for (JsonNode gap : gaps) {
            table.add(List.of(
                    gap.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Figures.clock(Instant.parse(gap.path("since").asText()), ZoneId.systemDefault()),
                    gap.path("api").asText("-"),
                    gap.path("summary").asText()));
        }
        answer.print(table, "no such gap is open", out);
    }
}
