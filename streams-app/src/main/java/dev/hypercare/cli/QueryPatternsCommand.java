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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query patterns}: what keeps going wrong, and what is new. */
@Command(
        name = "patterns",
        description = {
            "Patterns of error messages and of tickets: what is new or has come back first, then what surges, recurs, is rare or quiet.",
            "recent are the calls of the last 5 minutes (patterns.window; of tickets those of 6 hours), usual is how many those have usually."
        },
        footer = {
            "",
            "Example: what is new for one API",
            "  hypercare query patterns --api payments --state new",
            "Example: everything that was seen in the last hour, with trace ids",
            "  hypercare query patterns --since -1h -o json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryPatternsCommand implements Callable<Integer> {
    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Option(names = "--state", description = "Only those that are new, regressed, surging, recurring, rare or quiet.")
    private @Nullable String state;

    @Option(names = "--kind", description = "Only those of messages or of tickets (default: both).")
    private @Nullable String kind;

    @Option(names = "--since", paramLabel = "TIME", description = "Only those seen since then, such as -1h.")
    private @Nullable String since;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "state", state);
        QueryAnswer.put(question, "kind", kind);
        QueryAnswer.put(question, "since", since);
        return answer.print("/api/v1/patterns", question, pages, "patterns", this::table);
    }

    private void table(JsonNode json, PrintWriter out) {
        Table table = new Table(
                List.of("state", "api", "recent>", "usual>", "total>", "first seen", "last seen", "id", "template"));
        for (JsonNode pattern : json.path("patterns")) {
            table.add(List.of(
                    pattern.path("state").asText(),
                    pattern.path("api").asText(),
                    Figures.count(pattern.path("recent").asLong()),
                    pattern.path("usual").isNumber()
                            ? String.format(
                                    Locale.ROOT, "%.1f", pattern.path("usual").asDouble())
                            : "-",
                    Figures.count(pattern.path("total").asLong()),
                    clock(pattern.path("firstSeen")),
                    clock(pattern.path("lastSeen")),
                    pattern.path("id").asText(),
                    pattern.path("template").asText()));
        }
        answer.print(table, "no such pattern is known", out);
        json.path("notes").forEach(note -> spec.commandLine().getErr().println(note.asText()));
    }

    private static String clock(JsonNode time) {
        return Figures.clock(Instant.parse(time.asText()), ZoneId.systemDefault());
    }
}
