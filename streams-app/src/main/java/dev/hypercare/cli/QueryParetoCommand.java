package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query pareto}: the few values that make most of a KPI. */
@Command(
        name = "pareto",
        description = "The few routes, consumers, versions ... that make most of the errors, or of another KPI.",
        footer = {
            "",
            "Examples: which routes fail; which messages; who makes 90 % of the calls of an API",
            "  hypercare query pareto --by route --from -1h",
            "  hypercare query pareto --by pattern --from -1d",
            "  hypercare query pareto --by consumer --kpi calls --share 0.9 --label api=orders"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryParetoCommand implements Callable<Integer> {
    @Option(
            names = "--by",
            required = true,
            description = "A label of a configured view, several with commas, or pattern.")
    private String by;

    @Option(
            names = "--kpi",
            description =
                    "failed, calls, latency ... (default: failed); of patterns calls with a range, else recent, total or sinceGoLive.")
    private @Nullable String kpi;

    @Option(names = "--share", description = "How much the few have to make (default: 0.8).")
    private @Nullable String share;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Only these series; may be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--from", description = "First instant (default: -15m).")
    private @Nullable String from;

    @Option(names = "--to", description = "First instant after (default: now).")
    private @Nullable String to;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(labels);
        question.put("by", by);
        QueryAnswer.put(question, "kpi", kpi);
        QueryAnswer.put(question, "from", from);
        QueryAnswer.put(question, "to", to);
        QueryAnswer.put(question, "share", share);
        return answer.print("/api/v1/pareto", question, this::table);
    }

    private void table(JsonNode pareto, PrintWriter out) {
        Table table = new Table(
                List.of(pareto.path("by").asText(), pareto.path("kpi").asText() + ">", "share %>", "together %>"));
        pareto.path("values")
                .forEach(value -> table.add(List.of(
                        value.path("template").asText(value.path("value").asText()),
                        Figures.figure(value.path("count").asDouble()),
                        percent(value.path("share")),
                        percent(value.path("cumulated")))));
        JsonNode rest = pareto.path("rest");
        if (rest.path("values").asInt() > 0) {
            table.add(List.of(
                    "(" + rest.path("values").asInt() + " more)",
                    Figures.figure(rest.path("count").asDouble()),
                    percent(rest.path("share")),
                    "100.0"));
        }
        table.print(out);
        out.println();
        out.println(pareto.path("sentence").asText());
        pareto.path("notes").forEach(note -> spec.commandLine().getErr().println(note.asText()));
    }

    static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f", 100 * share.asDouble()) : "-";
    }
}
