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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query top}: the values of a label with the most of any KPI. */
@Command(
        name = "top",
        description = "The routes, consumers, versions ... with the most of any KPI, the largest first.",
        footer = {
            "",
            "Examples: the slowest routes with 100 calls or more; the APIs with the largest share of failed calls",
            "  hypercare query top --by route --kpi p99 --min-calls 100",
            "  hypercare query top --by api --kpi failedShare --from -1h"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryTopCommand implements Callable<Integer> {
    @Option(names = "--by", required = true, description = "A label, or several with commas.")
    private String by;

    @Option(
            names = "--kpi",
            defaultValue = "failed",
            description =
                    "failed, calls, failedShare, callsPerSecond, meanLatency, p99 ... (default: ${DEFAULT-VALUE}).")
    private String kpi;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Only these series; may be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--from", defaultValue = "-15m", description = "First instant (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--min-calls", description = "Values with fewer calls are left out (default: 1).")
    private @Nullable String minCalls;

    @Option(names = "--limit", description = "Most values (default: 10).")
    private @Nullable String limit;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(labels);
        question.putAll(Map.of("by", by, "kpi", kpi, "from", from, "to", to));
        QueryAnswer.put(question, "min-calls", minCalls);
        QueryAnswer.put(question, "limit", limit);
        return answer.print("/api/v1/top", question, this::table);
    }

    private void table(JsonNode top, PrintWriter out) {
        Table table = new Table(
                List.of(top.path("by").asText(), kpi + ">", "calls>", "failed %>", "p50 ms>", "p95 ms>", "p99 ms>"));
        for (JsonNode value : top.path("values")) {
            JsonNode total = value.path("total");
            JsonNode latency = total.path("latencyMs");
            table.add(List.of(
                    value.path("value").asText(),
                    Figures.figure(value.path("amount").asDouble()),
                    Figures.count(total.path("calls").asLong()),
                    Figures.percent(
                            total.path("failed").asLong(), total.path("calls").asLong()),
                    millis(latency.path("p50")),
                    millis(latency.path("p95")),
                    millis(latency.path("p99"))));
        }
        answer.print(table, "no such calls are known of that range", out);
        int more = top.path("more").asInt();
        if (more > 0) {
            spec.commandLine().getErr().println(more + " more; ask for them with --limit");
        }
        top.path("notes").forEach(note -> spec.commandLine().getErr().println(note.asText()));
    }

    private static String millis(JsonNode value) {
        return value.isNumber() ? Figures.millis(value.asDouble()) : "-";
    }
}
