package dev.hypercare.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.RuleRegister.Change;
import dev.hypercare.contract.RuleRegister.Listed;
import dev.hypercare.contract.RuleRegister.RuleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules and what becomes of them as JSON; times as text, UTC. */
final class RuleJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEYS = List.of("files", "by", "note", "from", "dryRun");

    private RuleJson() {}

    /**
     * What a person asks for.
     *
     * @param from null for as soon as possible
     */
    record Request(
            List<RuleText> files,
            String by,
            @Nullable String note,
            @Nullable String from,
            boolean dryRun) {}

    static ObjectNode of(Listed rule) {
        Instant since = rule.since();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", rule.id())
                .put("entry", rule.entry())
                .put("version", rule.version())
                .put("kind", rule.kind())
                .put("mode", rule.mode())
                .put("severity", rule.severity());
        rule.view().forEach(json.putArray("view")::add);
        return json.put("source", rule.source())
                .put("since", since == null ? null : since.toString())
                .put("by", rule.by())
                .put("note", rule.note());
    }

    static ObjectNode of(Change change) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", change.id())
                .put("before", change.before())
                .put("version", change.version())
                .put("from", change.from().toString())
                .put("changes", change.record() != null);
    }

    /** Reads what is sent. Error: {@link ApiProblem} that names the field. */
    static Request read(String body) {
        JsonNode json = object(body);
        json.properties().forEach(field -> {
            if (!KEYS.contains(field.getKey())) {
                throw problem(field.getKey(), "no such field", String.join(", ", KEYS));
            }
        });
        String by = text(json, "by");
        if (by == null || by.isBlank()) {
            throw problem("by", by == null ? "missing" : "''", "who says it");
        }
        JsonNode dryRun = json.path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            throw problem("dryRun", dryRun.toString(), "true or false");
        }
        return new Request(files(json.path("files")), by, text(json, "note"), text(json, "from"), dryRun.asBoolean());
    }

    private static List<RuleText> files(JsonNode json) {
        List<RuleText> files = new ArrayList<>();
        for (JsonNode file : json) {
            String name = text(file, "name");
            String text = text(file, "text");
            if (name == null || text == null) {
                throw problem("files", file.toString(), "a name and a text, which are the rules in YAML");
            }
            files.add(new RuleText(name, text));
        }
        if (files.isEmpty()) {
            throw problem(
                    "files", "none", "files of rules, such as [{\"name\": \"my.yaml\", \"text\": \"rules: ...\"}]");
        }
        return files;
    }

    private static JsonNode object(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Told below.
        }
        throw problem("body", "not a JSON object", "such as {\"files\": [...], \"by\": ...}");
    }

    private static @Nullable String text(JsonNode json, String name) {
        if (!json.hasNonNull(name)) {
            return null;
        }
        if (!json.get(name).isTextual()) {
            throw problem(name, json.get(name).toString(), "a text");
        }
        return json.get(name).asText();
    }

    private static ApiProblem problem(String field, String value, String expected) {
        return new ApiProblem(
                400,
                "Rules cannot be applied",
                field + ": " + value + " (expected: " + expected + ")",
                "expected: " + expected);
    }
}
