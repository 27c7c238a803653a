package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query kpis}: KPIs of one series, or of all of a view that match. */
@Command(
        name = "kpis",
        description = {
            "KPIs over any range: calls, failures, percentiles merged from histograms (within 1 %).",
            "All labels of a view name one series; fewer give every series that matches."
        },
        footer = {
            "",
            "Examples: one API by the minute; every route of it; a route",
            "  hypercare query kpis --api payments --from -15m --step 1m",
            "  hypercare query kpis --view api,route,method --api payments --from -1h",
            "  hypercare query kpis --api payments --route /v1/pay/{id} --method POST --percentiles 50,99.9"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryKpisCommand implements Callable<Integer> {
    @Option(names = "--view", description = "Labels that make the series, such as api or api,route,method.")
    private @Nullable String view;

    @Mixin
    private LabelOptions labels;

    @Option(
            names = "--from",
            defaultValue = "-15m",
            description = "First instant: ISO, milliseconds, now, or before now (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--step", description = "A row for each 10s, 1m, 5m, 1h or 1d (default: one for the range).")
    private @Nullable String step;

    @Option(
            names = "--percentiles",
            defaultValue = "50,95,99",
            description = "Which percentiles of latency (default: ${DEFAULT-VALUE}).")
    private String percentiles;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return answer.print("/api/v1/kpis", question(), pages, "series", this::table);
    }

    private void table(JsonNode kpis, PrintWriter out) {
        KpiTable.of(kpis).print(out);
        KpiTable.notes(kpis).forEach(note -> spec.commandLine().getErr().println(note));
    }

    private Map<String, String> question() {
        Map<String, String> question = labels.given();
        QueryAnswer.put(question, "view", view);
        QueryAnswer.put(question, "from", from);
        QueryAnswer.put(question, "to", to);
        QueryAnswer.put(question, "step", step);
        QueryAnswer.put(question, "percentiles", percentiles);
        return question;
    }
}
