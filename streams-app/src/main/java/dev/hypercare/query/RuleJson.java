package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final String TITLE = "Rules cannot be applied";
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
        SentJson sent = SentJson.read(TITLE, body, KEYS, "{\"files\": [...], \"by\": ...}");
        String by = sent.required("by", "who says it");
        JsonNode dryRun = sent.json().path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            throw sent.problem("dryRun", dryRun.toString(), "true or false");
        }
        return new Request(files(sent), by, sent.text("note"), sent.text("from"), dryRun.asBoolean());
    }

    private static List<RuleText> files(SentJson sent) {
        List<RuleText> files = new ArrayList<>();
        for (JsonNode one : sent.json().path("files")) {
            SentJson file = new SentJson(TITLE, one);
            String name = file.text("name");
            String text = file.text("text");
            if (name == null || text == null) {
                throw sent.problem("files", one.toString(), "a name and a text, which are the rules in YAML");
            }
            files.add(new RuleText(name, text));
        }
        if (files.isEmpty()) {
            throw sent.problem(
                    "files", "none", "files of rules, such as [{\"name\": \"my.yaml\", \"text\": \"rules: ...\"}]");
        }
        return files;
    }
}
