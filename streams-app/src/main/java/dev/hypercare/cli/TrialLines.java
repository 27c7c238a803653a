package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.FormatTrial.Result;
import dev.hypercare.schemas.events.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

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
        List<String> nouns = new ArrayList<>();
        int others = 0;
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            if (result.outcome() instanceof Outcome.Ok<SpecificRecord> read) {
                nouns.add(noun(read.value()));
                lines.add((i + 1) + ": a " + noun(read.value()));
                addFields(RecordJson.of(read.value()), lines);
            } else if (result.outcome() instanceof Outcome.Rejected<SpecificRecord> why) {
                others += result.isNoCall() ? 1 : 0;
                lines.add((i + 1) + ": " + (result.isNoCall() ? "no call: " : "rejected, " + why.reason() + ": ")
                        + Ink.safe(why.detail()));
                lines.add("  " + Ink.safe(cut(result.payload())));
            }
        }
        int rejected = results.size() - nouns.size() - others;
        String noun = nouns.isEmpty() ? "call" : nouns.stream().distinct().count() == 1 ? nouns.get(0) : "record";
        lines.add(nouns.size() + " " + noun + (nouns.size() == 1 ? ", " : "s, ") + rejected + " rejected"
                + (others > 0 ? ", " + others + " no calls" : ""));
        return lines;
    }

    /** What a record is called. */
    static String noun(SpecificRecord record) {
        return record instanceof Feedback
                ? "answer"
                : record.getSchema().getName().toLowerCase(Locale.ROOT);
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
