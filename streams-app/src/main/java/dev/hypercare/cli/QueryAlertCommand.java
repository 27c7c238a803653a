package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query alert}: one alert with the decisions about it. */
@Command(
        name = "alert",
        description = "One alert, and every decision about it that is still kept.",
        footer = {"", "Example: its life of the last day", "  hypercare query alert 0b3c6d3f1f2a4b5c --from -1d"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryAlertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FINGERPRINT", description = "Of the alert, as query alerts --output json tells it.")
    private String fingerprint;

    @Option(names = "--from", defaultValue = "-7d", description = "Decisions since then (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", description = "Decisions before then, such as -1h (default: now).")
    private @Nullable String to;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        String path = "/api/v1/alerts/"
                + URLEncoder.encode(fingerprint, StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> question = new LinkedHashMap<>(Map.of("from", from));
        QueryAnswer.put(question, "to", to);
        return answer.print(path, question, this::table);
    }

    private void table(JsonNode life, PrintWriter out) {
        JsonNode alert = life.path("alert");
        out.println(
                alert.isObject()
                        ? alert.path("severity").asText() + " "
                                + alert.path("state").asText() + "  "
                                + alert.path("summary").asText()
                        : "It has ended.");
        Table table = new Table(List.of("at", "sev", "change", "cause", "told", "reason"));
        for (JsonNode decision : life.path("decisions")) {
            table.add(List.of(
                    Figures.clock(Instant.parse(decision.path("at").asText()), ZoneId.systemDefault()),
                    decision.path("severity").asText(),
                    decision.path("from").asText("-") + " > "
                            + decision.path("to").asText(),
                    decision.path("cause").asText().toLowerCase(Locale.ROOT),
                    decision.path("suppressed").asBoolean() ? "no" : "yes",
                    decision.path("reason").asText()));
        }
        answer.print(table, "no decision about it is kept of that time", out);
    }
}
