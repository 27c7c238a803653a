package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.config.Durations;
import java.io.PrintWriter;
import java.time.Duration;
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

/** {@code query ended-alerts}: alerts that fired and are over. */
@Command(
        name = "ended-alerts",
        description = "Alerts that fired and are over, the oldest end first; also those that nobody was told of.",
        footer = {"", "Example: what the night had", "  hypercare query ended-alerts --from -12h"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryEndedAlertsCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            defaultValue = "-1d",
            description = "Decided since then, an instant or before now (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", description = "Decisions before then, such as -1h (default: now).")
    private @Nullable String to;

    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>(Map.of("from", from));
        QueryAnswer.put(question, "to", to);
        QueryAnswer.put(question, "api", api);
        return answer.print("/api/v1/ended-alerts", question, this::table);
    }

    private void table(JsonNode found, PrintWriter out) {
        Table table = new Table(List.of("sev", "fired", "lasted", "told", "rule", "series", "reason"));
        for (JsonNode alert : found.path("ended")) {
            Instant ended = Instant.parse(alert.path("endedAt").asText());
            String fired = alert.path("firedAt").asText("");
            table.add(List.of(
                    alert.path("severity").asText(),
                    fired.isEmpty() ? "earlier" : Figures.clock(Instant.parse(fired), ZoneId.systemDefault()),
                    fired.isEmpty()
                            ? "-"
                            : Durations.show(Duration.ofSeconds(Duration.between(Instant.parse(fired), ended)
                                    .toSeconds())),
                    alert.path("suppressed").asBoolean() ? "no" : "yes",
                    alert.path("rule").asText(),
                    alert.path("series").asText(),
                    alert.path("reason").asText()));
        }
        answer.print(table, "no such alert has ended in that time", out);
    }
}
