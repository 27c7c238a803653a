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

/** {@code query changed}: which label values explain that a KPI has changed. */
@Command(
        name = "changed",
        description = {
            "What changed: which values of which label explain that failures, calls or time have increased.",
            "Compares a range with the one just before it, or with another; expected is what the traffic makes expect."
        },
        footer = {
            "",
            "Examples: why there are more failures than before; against the same time yesterday; which messages are more frequent",
            "  hypercare query changed --from -15m",
            "  hypercare query changed --label api=orders --from -1h --against-from -25h --against-to -24h",
            "  hypercare query changed --by pattern --from -1h"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryChangedCommand implements Callable<Integer> {
    @Option(names = "--kpi", description = "failed, calls, latency ... (default: failed; of patterns calls).")
    private @Nullable String kpi;

    @Option(names = "--by", description = "A label, several with commas, or pattern (default: each label there is).")
    private @Nullable String by;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Only these series; may be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--from", defaultValue = "-15m", description = "First instant (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(
            names = "--against-from",
            description = "First instant of the range compared with (default: as long before).")
    private @Nullable String againstFrom;

    @Option(names = "--against-to", description = "First instant after it.")
    private @Nullable String againstTo;

    @Option(names = "--limit", description = "Most values of a label (default: 10).")
    private @Nullable String limit;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(labels);
        QueryAnswer.put(question, "kpi", kpi);
        QueryAnswer.put(question, "by", by);
        QueryAnswer.put(question, "from", from);
        QueryAnswer.put(question, "to", to);
        QueryAnswer.put(question, "against-from", againstFrom);
        QueryAnswer.put(question, "against-to", againstTo);
        QueryAnswer.put(question, "limit", limit);
        return answer.print("/api/v1/changed", question, this::table);
    }

    private void table(JsonNode changed, PrintWriter out) {
        out.println(changed.path("sentence").asText());
        for (JsonNode label : changed.path("labels")) {
            out.println();
            Table table = new Table(List.of(
                    label.path("label").asText(), "before>", "now>", "expected>", "part %>", "surprise>", "explains"));
            label.path("values")
                    .forEach(value -> table.add(List.of(
                            value.path("template").asText(value.path("value").asText()),
                            Figures.figure(value.path("before").asDouble()),
                            Figures.figure(value.path("after").asDouble()),
                            Figures.figure(value.path("expected").asDouble()),
                            QueryParetoCommand.percent(value.path("contribution")),
                            String.format(
                                    Locale.ROOT, "%.3f", value.path("surprise").asDouble()),
                            value.path("explains").asBoolean() ? "yes" : "")));
            JsonNode rest = label.path("rest");
            if (rest.path("values").asInt() > 0) {
                table.add(List.of(
                        "(" + rest.path("values").asInt() + " more)",
                        Figures.figure(rest.path("before").asDouble()),
                        Figures.figure(rest.path("after").asDouble()),
                        Figures.figure(rest.path("expected").asDouble()),
                        QueryParetoCommand.percent(rest.path("contribution")),
                        "",
                        ""));
            }
            table.print(out);
        }
        changed.path("notes").forEach(note -> spec.commandLine().getErr().println(note.asText()));
    }
}
