package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.trial.BacktestResult;
import dev.hypercare.cli.trial.Breach;
import dev.hypercare.cli.trial.PastAlert;
import dev.hypercare.rules.TriedRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A backtest for programs. Instants are text, UTC. */
final class BacktestJson {
    private final BacktestResult result;

    BacktestJson(BacktestResult result) {
        this.result = result;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", instant(result.from()))
                .put("to", instant(result.to()))
                .put("exact", result.exact())
                .put("stepSeconds", result.exact() ? 1 : 10);
        json.putObject("read")
                .put("records", result.covered().records())
                .put("unusable", result.covered().unusable())
                .put("from", instant(result.covered().from()))
                .put("to", instant(result.covered().to()))
                .put("warmUpSeconds", result.warmUp().toSeconds());
        ArrayNode rules = json.putArray("rules");
        result.rules().forEach(rule -> rules.add(rule(rule)));
        ArrayNode breaches = json.putArray("breaches");
        result.breaches().forEach(breach -> breaches.add(breach(breach, result.liveOf(breach))));
        ArrayNode onlyLive = json.putArray("onlyLive");
        result.onlyLive().forEach(breach -> onlyLive.add(breach(breach, null)));
        ArrayNode alerts = json.putArray("alerts");
        result.alerts().forEach(alert -> alerts.add(alert(alert)));
        ArrayNode notes = json.putArray("notes");
        result.notes().forEach(notes::add);
        return json;
    }

    private ObjectNode rule(TriedRule rule) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rule", rule.id())
                .put("version", rule.version())
                .put("view", rule.view())
                .put("severity", rule.severity())
                .put("shadow", rule.shadow())
                .put("windowSeconds", rule.window().toSeconds())
                .put("fired", result.breachesOf(rule).size())
                .put("pendingOnly", result.withdrawn().getOrDefault(rule.id(), 0))
                .put("didFire", result.liveOf(rule).size());
        rule.differences().forEach(json.putArray("differences")::add);
        return json;
    }

    private static ObjectNode breach(Breach breach, @Nullable Breach live) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rule", breach.rule())
                .put("version", breach.fired().getRuleVersion())
                .put("series", breach.series())
                .put("severity", breach.fired().getSeverity())
                .put("since", breach.fired().getSince().toString())
                .put("firedAt", instant(breach.firedAt()))
                .put("endedAt", instant(breach.endedAt()))
                .put("unknowns", breach.unknowns())
                .put("summary", breach.fired().getSummary());
        ObjectNode evidence = json.putObject("evidence");
        breach.fired().getEvidence().forEach(evidence::put);
        if (live != null) {
            json.putObject("live")
                    .put("version", live.fired().getRuleVersion())
                    .put("firedAt", instant(live.firedAt()))
                    .put("endedAt", instant(live.endedAt()));
        }
        return json;
    }

    private ObjectNode alert(PastAlert alert) {
        Breach seen = result.seen(alert);
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", alert.fired().getRule())
                .put("version", alert.fired().getRuleVersion())
                .put("series", alert.fired().getSeries())
                .put("severity", alert.fired().getSeverity())
                .put("firedAt", instant(alert.firedAt()))
                .put("resolvedAt", instant(alert.endedAt()))
                .put("told", alert.told())
                .put("seenBy", seen == null ? null : seen.rule())
                .put("seenAt", seen == null ? null : instant(seen.firedAt()));
    }

    private static @Nullable String instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
