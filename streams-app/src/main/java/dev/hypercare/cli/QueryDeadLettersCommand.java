package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query dead-letters}: records that could not be used. */
@Command(
        name = "dead-letters",
        description = "Records that could not be used, the newest first, each with the reason.",
        footer = {"", "Example: what the last day had", "  hypercare query dead-letters --from -1d --stage normalise"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryDeadLettersCommand implements Callable<Integer> {
    @Option(names = "--from", defaultValue = "-1h", description = "Written since then (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--stage", description = "Only those that a stage rejected, such as normalise.")
    private @Nullable String stage;

    @Option(names = "--reason", description = "Only those with a reason, such as malformed-json.")
    private @Nullable String reason;

    @Option(names = "--topic", description = "Only those of a topic by its full name.")
    private @Nullable String topic;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(Map.of("from", from));
        QueryAnswer.put(question, "stage", stage);
        QueryAnswer.put(question, "reason", reason);
        QueryAnswer.put(question, "topic", topic);
        return answer.print("/api/v1/dead-letters", question, pages, "deadLetters", this::table);
    }

    private void table(JsonNode letters, PrintWriter out) {
        Table table = new Table(List.of("at", "stage", "reason", "source", "detail"));
        for (JsonNode letter : letters.path("deadLetters")) {
            table.add(List.of(
                    Figures.clock(Instant.parse(letter.path("rejectedAt").asText()), ZoneId.systemDefault()),
                    letter.path("stage").asText(),
                    letter.path("reason").asText(),
                    letter.path("sourceTopic").asText() + "-"
                            + letter.path("sourcePartition").asInt() + "@"
                            + letter.path("sourceOffset").asLong(),
                    letter.path("detail").asText()));
        }
        answer.print(table, "no such record was rejected in that time", out);
    }
}
