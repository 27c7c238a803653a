package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.AlertLinks;
import dev.hypercare.deliver.alert.DeliveredAlert;
import dev.hypercare.deliver.alert.EvidenceText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels and annotations of an alert. Labels are what routes and silences go by, and identity: they hold nothing that changes often. */
final class AlertWords {
    private final Map<String, String> extra;
    private final AlertLinks links;

    AlertWords(Map<String, String> extra, AlertLinks links) {
        this.extra = extra;
        this.links = links;
    }

    Map<String, String> labels(DeliveredAlert alert) {
        Map<String, String> labels = new TreeMap<>(extra);
        alert.labels().forEach((name, value) -> put(labels, name, value));
        put(labels, "tenant", alert.tenant());
        put(labels, "owner", alert.owner());
        put(labels, "criticality", alert.criticality());
        put(labels, "test", alert.test() ? "true" : null);
        put(labels, "severity", alert.severity());
        put(labels, "alertname", alert.rule());
        return labels;
    }

    Map<String, String> annotations(DeliveredAlert alert) {
        Map<String, String> annotations = new TreeMap<>();
        put(annotations, "summary", (alert.test() ? "TEST: " : "") + alert.summary());
        put(annotations, "description", alert.reason());
        put(annotations, "state", alert.state());
        put(annotations, "evidence", EvidenceText.of(alert.evidence()));
        put(annotations, "condition", alert.condition());
        put(annotations, "impact", alert.impact());
        put(annotations, "change", alert.change());
        put(annotations, "acknowledged_by", alert.acknowledgedBy());
        put(annotations, "rule_version", alert.ruleVersion());
        put(annotations, "series", alert.series());
        put(annotations, "fingerprint", alert.fingerprint());
        put(annotations, "runbook_url", links.runbook(alert));
        put(annotations, "console_url", links.console(alert));
        return annotations;
    }

    @Nullable
    String link(DeliveredAlert alert) {
        return links.console(alert);
    }

    /** A label without a value is none, and names have letters, digits and underscores only. */
    private static void put(Map<String, String> to, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            String clean = name.replaceAll("[^a-zA-Z0-9_]", "_");
            to.put(clean.matches("[0-9].*") ? "_" + clean : clean, value);
        }
    }
}
