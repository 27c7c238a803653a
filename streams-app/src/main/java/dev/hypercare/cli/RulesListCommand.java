package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rules list}: the rules that running instances use. */
@Command(
        name = "list",
        description = {
            "The rules that running instances use, those that are disabled, and what is known to change later.",
            "since is event time; without it a rule is used always."
        },
        footer = {"", "Example: for a program", "  hypercare rules list --output json"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesListCommand implements Callable<Integer> {
    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        return answer.print(
                "/api/v1/rules", new LinkedHashMap<>(), pages, "rules", (json, out) -> table(json.path("rules"), out));
    }

    private static void table(JsonNode rules, PrintWriter out) {
        Table table = new Table(List.of("id", "version", "kind", "mode", "source", "since", "by", "note"));
        for (JsonNode rule : rules) {
            JsonNode since = rule.path("since");
            table.add(List.of(
                    rule.path("id").asText(),
                    rule.path("version").asText(),
                    rule.path("kind").asText(),
                    rule.path("mode").asText(),
                    rule.path("source").asText(),
                    since.isTextual() ? Figures.clock(Instant.parse(since.asText()), ZoneId.systemDefault()) : "-",
                    rule.path("by").isTextual() ? rule.path("by").asText() : "-",
                    rule.path("note").asText("")));
        }
        table.print(out);
    }
}
