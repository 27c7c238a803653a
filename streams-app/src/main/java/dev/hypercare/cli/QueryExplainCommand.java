package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query explain}: why rules fired at a time, or did not, as an instance works it out. */
@Command(
        name = "explain",
        description = {
            "Which rules looked at an API, a route or a consumer at a time, what each said and why, asked of an instance.",
            "hypercare explain works the same out itself from the topics, with all that each rule saw."
        },
        footer = {
            "",
            "Example: what the rules said of payments five minutes ago",
            "  hypercare query explain --api payments --at -5m"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryExplainCommand implements Callable<Integer> {
    @Mixin
    private LabelOptions labels;

    @Option(names = "--at", required = true, description = "The instant: ISO, milliseconds, or before now such as -5m.")
    private String at;

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule.")
    private @Nullable String rule;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            description = "How much of the time before is replayed, such as 30m (default: what the rules need).")
    private @Nullable String warmUp;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = labels.given();
        question.put("at", at);
        QueryAnswer.put(question, "rule", rule);
        QueryAnswer.put(question, "warmUp", warmUp);
        return answer.print("/api/v1/explain", question, this::table);
    }

    private void table(JsonNode explanation, PrintWriter out) {
        Table table = new Table(List.of("state", "rule", "series", "alert", "why"));
        add(table, explanation.path("readings"));
        add(table, explanation.path("partsNotWell"));
        answer.print(table, "no rule looked at that", out);
        PrintWriter err = spec.commandLine().getErr();
        int well = explanation.path("partsWell").asInt();
        if (well > 0) {
            err.println(well + " readings of parts of it are well");
        }
        explanation
                .path("notLooking")
                .forEach(one -> err.println(one.path("rule").asText() + " does not look at it: "
                        + one.path("why").asText()));
        explanation.path("notes").forEach(note -> err.println(note.asText()));
    }

    private static void add(Table table, JsonNode readings) {
        for (JsonNode reading : readings) {
            table.add(List.of(
                    reading.path("state").asText(),
                    reading.path("rule").asText() + (reading.path("shadow").asBoolean() ? " (shadow)" : ""),
                    reading.path("series").asText(),
                    reading.path("alert").path("state").asText("-"),
                    reading.path("why").asText()));
        }
    }
}
