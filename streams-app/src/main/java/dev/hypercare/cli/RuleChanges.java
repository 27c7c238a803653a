package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.RuleRegister;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;

/** Prints what becomes of rules: JSON for programs, else a line each. */
final class RuleChanges {
    private RuleChanges() {}

    /** Prints an answer of the API as it is asked for. */
    static void print(JsonNode answer, Output output, PrintWriter out) {
        if (output == Output.JSON) {
            out.println(answer);
        } else {
            lines(answer, out);
        }
        out.flush();
    }

    private static void lines(JsonNode answer, PrintWriter out) {
        boolean dryRun = answer.path("dryRun").asBoolean();
        for (JsonNode change : answer.path("changes")) {
            out.println(line(change, dryRun));
        }
        if (dryRun) {
            out.println("nothing was changed: --dry-run");
        }
    }

    private static String line(JsonNode change, boolean dryRun) {
        String id = change.path("id").asText();
        String before = change.path("before").asText();
        String version = change.path("version").asText();
        if (!change.path("changes").asBoolean()) {
            return id + "  " + version + "  as before";
        }
        Instant from = Instant.parse(change.path("from").asText());
        return id + "  " + version + (dryRun ? "  would hold from " : "  from ")
                + Figures.clock(from, ZoneId.systemDefault()) + " on"
                + (before.equals(RuleRegister.OFF) ? "" : ", instead of " + before);
    }
}
