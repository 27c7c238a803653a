package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.cli.terminal.Ink;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The list of changes, which {@code changes} and {@code changes list} print. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ChangesListing {
    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Option(names = "--kind", description = "Only those of a kind: deployment, config, flag, rollback or other.")
    private @Nullable String kind;

    @Option(names = "--from", description = "Begun since then (default: -1d).")
    private @Nullable String from;

    @Option(names = "--to", description = "Begun before then (default: no end, announced ones too).")
    private @Nullable String to;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    /** Asks and prints; returns the exit code. */
    int print() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "kind", kind);
        QueryAnswer.put(question, "from", from);
        QueryAnswer.put(question, "to", to);
        return answer.print("/api/v1/changes", question, pages, "changes", this::table);
    }

    private void table(JsonNode json, PrintWriter out) {
        Table table = new Table(List.of("started", "kind", "of", "version", "status", "by", "id", "title"));
        for (JsonNode change : json.path("changes")) {
            table.add(List.of(
                    Figures.clock(Instant.parse(change.path("startedAt").asText()), ZoneId.systemDefault()),
                    change.path("kind").asText(),
                    Ink.safe(of(change)),
                    Ink.safe(text(change.path("version"))),
                    change.path("status").asText(),
                    Ink.safe(text(change.path("actor"))),
                    Ink.safe(change.path("id").asText()),
                    Ink.safe(change.path("title").asText())));
        }
        answer.print(table, "nobody has told of a change in that time", out);
    }

    private static String of(JsonNode change) {
        String apis = StreamSupport.stream(change.path("apis").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
        return apis.isEmpty() ? text(change.path("service")) : apis;
    }

    private static String text(JsonNode text) {
        return text.isTextual() ? text.asText() : "-";
    }
}
