package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code query topology}: who works on what. */
@Command(
        name = "topology",
        description = "The applications of an instance, their threads, and the tasks that each works on.",
        footer = {"", "Example:", "  hypercare query topology"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryTopologyCommand implements Callable<Integer> {
    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        return answer.print("/api/v1/topology", new LinkedHashMap<>(), this::table);
    }

    private void table(JsonNode topology, PrintWriter out) {
        Table table = new Table(List.of("app", "state", "thread", "thread state", "active", "standby"));
        for (JsonNode app : topology.path("apps")) {
            for (JsonNode thread : app.path("threads")) {
                table.add(List.of(
                        app.path("name").asText(),
                        app.path("state").asText(),
                        thread.path("name").asText().replaceFirst("^.*-(StreamThread-\\d+)$", "$1"),
                        thread.path("state").asText(),
                        tasks(thread.path("active")),
                        tasks(thread.path("standby"))));
            }
            if (app.path("threads").isEmpty()) {
                table.add(List.of(app.path("name").asText(), app.path("state").asText(), "-", "-", "-", "-"));
            }
        }
        answer.print(table, "no application runs there", out);
    }

    private static String tasks(JsonNode tasks) {
        StringJoiner names = new StringJoiner(" ");
        tasks.forEach(task -> names.add(task.path("task").asText()));
        return names.length() == 0 ? "-" : names.toString();
    }
}
