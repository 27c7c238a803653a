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

/** {@code query compare}: one range against another, or one value of a label against another. */
@Command(
        name = "compare",
        description = "One range against another, or one version, route, consumer ... against another.",
        footer = {
            "",
            "Examples: the last hour against the same hour yesterday; against the time before the launch; a version against the one before",
            "  hypercare query compare --api orders --from -1h --against-from -25h --against-to -24h",
            "  hypercare query compare --api orders --from -1h --against-baseline pre-launch",
            "  hypercare query compare --api orders --label version=v2 --against version=v1"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryCompareCommand implements Callable<Integer> {
    @Mixin
    private LabelOptions subject;

    @Option(names = "--from", defaultValue = "-15m", description = "First instant (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--against", paramLabel = "NAME=VALUE", description = "The labels that differ on the other side.")
    private @Nullable String against;

    @Option(names = "--against-from", description = "First instant of the other range.")
    private @Nullable String againstFrom;

    @Option(names = "--against-to", description = "First instant after it.")
    private @Nullable String againstTo;

    @Option(
            names = "--against-baseline",
            paramLabel = "NAME",
            description = "The other range is the one of which a baseline was frozen.")
    private @Nullable String baseline;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(subject.given());
        question.put("from", from);
        question.put("to", to);
        QueryAnswer.put(question, "against", against);
        QueryAnswer.put(question, "against-from", againstFrom);
        QueryAnswer.put(question, "against-to", againstTo);
        QueryAnswer.put(question, "against-baseline", baseline);
        return answer.print("/api/v1/compare", question, this::table);
    }

    private void table(JsonNode comparison, PrintWriter out) {
        Table table = new Table(List.of("kpi", "value>", "against>", "difference>", "ratio>"));
        for (JsonNode figure : comparison.path("figures")) {
            JsonNode ratio = figure.path("ratio");
            table.add(List.of(
                    figure.path("kpi").asText(),
                    number(figure.path("value")),
                    number(figure.path("against")),
                    number(figure.path("difference")),
                    ratio.isNumber() ? String.format(Locale.ROOT, "%.2f", ratio.asDouble()) : "-"));
        }
        answer.print(table, "nothing to compare", out);
        JsonNode other = comparison.path("other").path("total");
        spec.commandLine()
                .getErr()
                .println("against " + other.path("from").asText() + " to "
                        + other.path("to").asText());
        comparison.path("notes").forEach(note -> spec.commandLine().getErr().println(note.asText()));
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? Figures.figure(value.asDouble()) : "-";
    }
}
