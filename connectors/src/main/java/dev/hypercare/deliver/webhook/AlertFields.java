package dev.hypercare.deliver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.deliver.alert.AlertLinks;
import dev.hypercare.deliver.alert.DeliveredAlert;
import dev.hypercare.deliver.alert.EvidenceText;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a template can name. */
final class AlertFields {
    /** The fields, in the order of the documentation; labels.NAME and evidence.NAME are fields too. */
    static final Set<String> NAMES = Set.of(
            "fingerprint",
            "rule",
            "ruleVersion",
            "series",
            "labels",
            "state",
            "severity",
            "pagerdutySeverity",
            "color",
            "title",
            "summary",
            "reason",
            "at",
            "startedAt",
            "firedAt",
            "resolvedAt",
            "evidence",
            "evidenceText",
            "facts",
            "condition",
            "impact",
            "change",
            "acknowledgedBy",
            "tenant",
            "owner",
            "criticality",
            "test",
            "runbook",
            "console",
            "links",
            "secret");

    private static final Map<String, String> PAGERDUTY =
            Map.of("P1", "critical", "P2", "error", "P3", "warning", "P4", "info");
    private static final Map<String, String> COLORS =
            Map.of("P1", "#b3261e", "P2", "#d9480f", "P3", "#e0a800", "P4", "#5c7cfa");
    private static final String GREEN = "#2b8a3e";

    private AlertFields() {}

    /** All of them; null nodes where there is nothing. Times are ISO 8601, UTC. */
    static ObjectNode of(DeliveredAlert alert, AlertLinks links, String secret) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", alert.fingerprint())
                .put("rule", alert.rule())
                .put("ruleVersion", alert.ruleVersion())
                .put("series", alert.series())
                .put("state", alert.state())
                .put("severity", alert.severity())
                .put("pagerdutySeverity", PAGERDUTY.getOrDefault(alert.severity(), "error"))
                .put("color", alert.isEnd() ? GREEN : COLORS.getOrDefault(alert.severity(), "#d9480f"))
                .put("title", title(alert))
                .put("summary", (alert.test() ? "TEST: " : "") + alert.summary())
                .put("reason", alert.reason())
                .put("at", alert.at().toString())
                .put("startedAt", alert.startedAt().toString())
                .put("firedAt", time(alert.firedAt()))
                .put("resolvedAt", time(alert.resolvedAt()))
                .put("evidenceText", EvidenceText.of(alert.evidence()))
                .put("condition", alert.condition())
                .put("impact", alert.impact())
                .put("change", alert.change())
                .put("acknowledgedBy", alert.acknowledgedBy())
                .put("tenant", alert.tenant())
                .put("owner", alert.owner())
                .put("criticality", alert.criticality())
                .put("test", alert.test())
                .put("runbook", links.runbook(alert))
                .put("console", links.console(alert))
                .put("secret", secret);
        ObjectNode labels = fields.putObject("labels");
        new TreeMap<>(alert.labels()).forEach(labels::put);
        ObjectNode evidence = fields.putObject("evidence");
        alert.evidence().forEach((name, value) -> evidence.set(name, figure(value)));
        facts(alert, fields.putArray("facts"));
        ArrayNode addresses = fields.putArray("links");
        link(addresses, links.console(alert), "Console");
        link(addresses, links.runbook(alert), "Runbook");
        return fields;
    }

    private static String title(DeliveredAlert alert) {
        String state = alert.isEnd() ? "Resolved" : alert.severity();
        return (alert.test() ? "TEST: " : "") + state + ": " + alert.summary();
    }

    private static void facts(DeliveredAlert alert, ArrayNode facts) {
        fact(facts, "Series", alert.series());
        fact(facts, "State", alert.state());
        fact(facts, "Since", alert.since().toString());
        fact(facts, "Evidence", EvidenceText.of(alert.evidence()));
        fact(facts, "Impact", alert.impact());
        fact(facts, "Change", alert.change());
        fact(facts, "Owner", alert.owner());
        fact(facts, "Acknowledged by", alert.acknowledgedBy());
    }

    private static void fact(ArrayNode facts, String title, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.addObject().put("title", title).put("value", value);
        }
    }

    /** What is no address of the web is no link: a runbook may be a path. */
    private static void link(ArrayNode links, @Nullable String href, String text) {
        if (href != null && href.matches("https?://.*")) {
            links.addObject().put("href", href).put("text", text);
        }
    }

    private static JsonNode figure(double value) {
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.nullNode();
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
