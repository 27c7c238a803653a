package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.cli.terminal.Ink;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marks list}: what people said. */
@Command(
        name = "list",
        description = "The marks, the newest first.",
        footer = {"", "Example: for a program", "  hypercare marks list --output json"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MarksListCommand implements Callable<Integer> {
    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return answer.print(
                "/api/v1/marks", new LinkedHashMap<>(), pages, "marks", (json, out) -> table(json.path("marks"), out));
    }

    private void table(JsonNode marks, PrintWriter out) {
        Table table = new Table(List.of("id", "kind", "of", "from", "to", "by", "note"));
        for (JsonNode mark : marks) {
            table.add(List.of(
                    mark.path("id").asText(),
                    mark.path("kind").asText(),
                    Ink.safe(object(mark)),
                    time(mark.path("from")),
                    time(mark.path("to")),
                    Ink.safe(mark.path("by").asText()),
                    Ink.safe(mark.path("note").asText(""))));
        }
        if (table.isEmpty()) {
            spec.commandLine().getErr().println("nobody has made a mark");
            spec.commandLine().getErr().flush();
        } else {
            table.print(out);
        }
    }

    private static String object(JsonNode mark) {
        return mark.path("fingerprint").isTextual()
                ? mark.path("fingerprint").asText()
                : mark.path("selector").properties().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().asText())
                        .collect(Collectors.joining(","));
    }

    private static String time(JsonNode time) {
        return time.isTextual() ? Figures.clock(Instant.parse(time.asText()), ZoneId.systemDefault()) : "-";
    }
}
