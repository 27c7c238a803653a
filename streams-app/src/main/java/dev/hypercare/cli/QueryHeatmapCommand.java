package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query heatmap}: how long calls took, by time. */
@Command(
        name = "heatmap",
        description = {
            "How long the calls of all matching series took, by time: a line a band of durations, a column a step,",
            "the darker the more calls. Two stripes are two kinds of calls, which no percentile shows."
        },
        footer = {"", "Example:", "  hypercare query heatmap --api payments --from -1h"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryHeatmapCommand implements Callable<Integer> {
    /** From no calls to as many as the fullest cell has. */
    private static final String SHADES = " \u2591\u2592\u2593\u2588";

    @Option(names = "--view", description = "Labels that make the series, such as api or api,route,method.")
    private @Nullable String view;

    @Mixin
    private LabelOptions labels;

    @Option(names = "--from", defaultValue = "-15m", description = "First instant (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--step", description = "A column for each 10s, 1m, 5m, 1h or 1d (default: by the range).")
    private @Nullable String step;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = labels.given();
        QueryAnswer.put(question, "view", view);
        question.put("from", from);
        question.put("to", to);
        QueryAnswer.put(question, "step", step);
        return answer.print("/api/v1/heatmap", question, this::table);
    }

    private void table(JsonNode heatmap, PrintWriter out) {
        PrintWriter err = spec.commandLine().getErr();
        JsonNode rows = heatmap.path("rows");
        JsonNode edges = heatmap.path("edgesMs");
        if (edges.isEmpty()) {
            err.println("no call of that range told how long it took");
            return;
        }
        long most = 0;
        for (JsonNode row : rows) {
            for (JsonNode calls : row.path("bands")) {
                most = Math.max(most, calls.asLong());
            }
        }
        for (int band = edges.size() - 2; band >= 0; band--) {
            StringBuilder line = new StringBuilder();
            for (JsonNode row : rows) {
                line.append(shade(row.path("bands").path(band).asLong(), most));
            }
            out.printf(
                    Locale.ROOT,
                    "%9s ms  %s%n",
                    Figures.millis(edges.get(band).asDouble()),
                    line.toString().stripTrailing());
        }
        out.printf(
                "%s to %s, a column %s; \u2588 is %s calls%n",
                clock(heatmap.path("from")),
                clock(heatmap.path("to")),
                heatmap.path("step").asText(),
                Figures.count(most));
        heatmap.path("notes").forEach(note -> err.println(note.asText()));
    }

    /** Few calls still show: only a cell without any is empty. */
    static char shade(long calls, long most) {
        if (calls == 0) {
            return SHADES.charAt(0);
        }
        int last = SHADES.length() - 1;
        return SHADES.charAt((int) Math.min(last, 1 + calls * last / (most + 1)));
    }

    private static String clock(JsonNode time) {
        return Figures.clock(Instant.parse(time.asText()), ZoneId.systemDefault());
    }
}
