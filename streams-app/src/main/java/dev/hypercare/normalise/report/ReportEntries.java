package dev.hypercare.normalise.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.format.StrictJson;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records of reports: a JSON object, or an array of objects. They are few beside calls, so a tree is made of each. */
final class ReportEntries {
    private static final int MAX_BATCH = 10_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReportEntries() {}

    /** Reads a record, each object of which is one report. */
    static void parse(byte[] record, String what, Function<Told, Report> one, Consumer<Reported> to) {
        whole(record, what, to, json -> {
            if (json.isArray()) {
                each(json, "", what, one, to);
            } else {
                to.accept(new Reported(null, outcome(json, "", what, one)));
            }
        });
    }

    /** Reads a record with one object, which has a list of reports under a name. */
    static void parseList(byte[] record, String what, String list, Function<Told, Report> one, Consumer<Reported> to) {
        whole(record, what, to, json -> {
            JsonNode reports = json.path(list);
            if (!reports.isArray()) {
                to.accept(rejected("missing-field", list, list + ": no list (expected: " + what + ")"));
            } else {
                each(reports, list + ".", what, one, to);
            }
        });
    }

    private static void whole(byte[] record, String what, Consumer<Reported> to, Consumer<JsonNode> read) {
        Outcome.Rejected<?> problem = StrictJson.problemOfText(record, 0, record.length);
        JsonNode json = null;
        if (problem == null) {
            try (JsonParser parser = StrictJson.parser(record, 0, record.length)) {
                json = tree(parser);
            } catch (IOException | RuntimeException e) {
                problem = StrictJson.rejection(e);
            }
        }
        if (problem != null) {
            to.accept(rejected(problem.reason(), problem.field(), problem.detail()));
        } else if (json == null || json.isArray() && json.isEmpty()) {
            to.accept(rejected("empty", null, "nothing (expected: " + what + ")"));
        } else if (json.isArray() && json.size() > MAX_BATCH) {
            to.accept(rejected("too-large", null, json.size() + " entries (expected: at most " + MAX_BATCH + ")"));
        } else {
            read.accept(json);
        }
    }

    private static @Nullable JsonNode tree(JsonParser parser) throws IOException {
        JsonNode json = MAPPER.readTree(parser);
        if (json != null && parser.nextToken() != null) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "more than one value");
        }
        return json;
    }

    private static void each(
            JsonNode list, String path, String what, Function<Told, Report> one, Consumer<Reported> to) {
        if (list.isEmpty() || list.size() > MAX_BATCH) {
            String reason = list.isEmpty() ? "empty" : "too-large";
            to.accept(rejected(reason, null, list.size() + " entries (expected: 1 to " + MAX_BATCH + ")"));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            to.accept(new Reported(i, outcome(list.get(i), path, what, one)));
        }
    }

    private static Outcome<Report> outcome(JsonNode json, String path, String what, Function<Told, Report> one) {
        if (!json.isObject()) {
            return Outcome.rejected("bad-value", null, "no object (expected: " + what + ")");
        }
        try {
            return Outcome.ok(one.apply(new Told(json, path)));
        } catch (ReportRefusal e) {
            return e.outcome();
        }
    }

    private static Reported rejected(String reason, @Nullable String field, String detail) {
        return new Reported(null, Outcome.rejected(reason, field, detail));
    }
}
