package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.FormatTrial.Result;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of a sample, as lines for people. */
final class TrialLines {
    private static final int PAYLOAD = 300;
    private static final int NAMES = 24;

    private final List<Result> results;

    TrialLines(List<Result> results) {
        this.results = results;
    }

    /** A call with its fields for each that there is, a reason for each that there is not, and how many of both. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int calls = 0;
        int others = 0;
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            if (result.outcome() instanceof Outcome.Ok<Call> call) {
                calls++;
                lines.add((i + 1) + ": a call");
                addFields(RecordJson.of(call.value()), lines);
            } else if (result.outcome() instanceof Outcome.Rejected<Call> why) {
                others += result.isNoCall() ? 1 : 0;
                lines.add((i + 1) + ": " + (result.isNoCall() ? "no call: " : "rejected, " + why.reason() + ": ")
                        + Ink.safe(why.detail()));
                lines.add("  " + Ink.safe(cut(result.payload())));
            }
        }
        int rejected = results.size() - calls - others;
        lines.add(calls + (calls == 1 ? " call, " : " calls, ") + rejected + " rejected"
                + (others > 0 ? ", " + others + " no calls" : ""));
        return lines;
    }

    private static void addFields(ObjectNode call, List<String> lines) {
        List<String> untold = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : call.properties()) {
            if (field.getValue().isNull()) {
                untold.add(field.getKey());
            } else {
                String name = field.getKey()
                        + " ".repeat(Math.max(1, NAMES - field.getKey().length()));
                lines.add("  " + name + Ink.safe(field.getValue().asText()));
            }
        }
        if (!untold.isEmpty()) {
            lines.add("  not told: " + String.join(", ", untold));
        }
    }

    private static String cut(String payload) {
        return payload.length() > PAYLOAD ? payload.substring(0, PAYLOAD) + "\u2026" : payload;
    }
}
