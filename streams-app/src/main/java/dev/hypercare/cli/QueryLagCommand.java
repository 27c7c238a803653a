package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query lag}: how far behind an instance is. */
@Command(
        name = "lag",
        description =
                "The records that wait in each partition that an instance reads, the most first; then those of its stores.",
        footer = {"", "Example: of the hot path, again every two seconds", "  hypercare query lag --app kpi --watch"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryLagCommand implements Callable<Integer> {
    @Option(names = "--app", description = "Only those of an application: ingest, kpi or watch.")
    private @Nullable String app;

    @Option(names = "--topic", description = "Only those of a topic by its full name.")
    private @Nullable String topic;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "app", app);
        QueryAnswer.put(question, "topic", topic);
        return answer.print("/api/v1/lag", question, this::table);
    }

    private void table(JsonNode lag, PrintWriter out) {
        Table table = new Table(List.of("app", "kind", "topic", "partition>", "records>"));
        for (JsonNode partition : lag.path("partitions")) {
            JsonNode records = partition.path("lagRecords");
            table.add(List.of(
                    partition.path("app").asText(),
                    partition.path("kind").asText(),
                    partition.path("topic").asText(),
                    partition.path("partition").asText(),
                    records.isNull() ? "-" : Figures.count(records.asLong())));
        }
        answer.print(table, "no such partition is read there", out);
    }
}
