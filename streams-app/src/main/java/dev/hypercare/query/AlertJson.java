package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Alert;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An alert as JSON, by the names of its Avro schema; times as text, UTC. */
final class AlertJson {
    private AlertJson() {}

    static ObjectNode of(Alert alert) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", alert.getFingerprint())
                .put("severity", alert.getSeverity())
                .put("state", alert.getState().name())
                .put("rule", alert.getRule())
                .put("ruleVersion", alert.getRuleVersion())
                .put("series", alert.getSeries());
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(alert.getLabels()).forEach(labels::put);
        json.put("summary", alert.getSummary())
                .put("reason", alert.getReason())
                .put("at", alert.getAt().toString())
                .put("startedAt", alert.getStartedAt().toString())
                .put("firedAt", time(alert.getFiredAt()))
                .put("condition", alert.getCondition())
                .put("windowSeconds", alert.getWindowSeconds());
        ObjectNode evidence = json.putObject("evidence");
        new TreeMap<>(alert.getEvidence()).forEach(evidence::put);
        return json.put("runbook", alert.getRunbook())
                .put("tenant", alert.getTenant())
                .put("owner", alert.getOwner())
                .put("criticality", alert.getCriticality())
                .put("test", alert.getTest())
                .put("previousSeverity", alert.getPreviousSeverity())
                .put("impact", alert.getImpact())
                .put("suppression", alert.getSuppression())
                .put("suppressedBy", alert.getSuppressedBy())
                .put("acknowledgedAt", time(alert.getAcknowledgedAt()))
                .put("acknowledgedBy", alert.getAcknowledgedBy())
                .put("historic", alert.getHistoric())
                .put("changeId", alert.getChangeId())
                .put("change", alert.getChange());
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
