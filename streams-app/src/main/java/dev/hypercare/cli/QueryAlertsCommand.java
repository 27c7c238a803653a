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

/** {@code query alerts}: the alerts that have not ended. */
@Command(
        name = "alerts",
        description = "The alerts that have not ended, the worst first; also those that nobody is told of.",
        footer = {"", "Example: what fires for one API", "  hypercare query alerts --state firing --api payments"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryAlertsCommand implements Callable<Integer> {
    @Option(names = "--state", description = "Only those that are pending, firing, flapping or unknown.")
    private @Nullable String state;

    @Option(names = "--severity", description = "Only those of P1, P2, P3 or P4.")
    private @Nullable String severity;

    @Option(names = "--api", description = "Only those of an API.")
    private @Nullable String api;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "state", state);
        QueryAnswer.put(question, "severity", severity);
        QueryAnswer.put(question, "api", api);
        return answer.print(
                "/api/v1/alerts", question, pages, "alerts", (alerts, out) -> table(alerts.path("alerts"), out));
    }

    private void table(JsonNode alerts, PrintWriter out) {
        Table table = new Table(List.of("sev", "state", "since", "rule", "series", "summary"));
        for (JsonNode alert : alerts) {
            table.add(List.of(
                    alert.path("severity").asText(),
                    alert.path("state").asText(),
                    Figures.clock(Instant.parse(alert.path("startedAt").asText()), ZoneId.systemDefault()),
                    alert.path("rule").asText(),
                    alert.path("series").asText(),
                    alert.path("summary").asText()));
        }
        answer.print(table, "no such alert is pending or firing", out);
    }
}
