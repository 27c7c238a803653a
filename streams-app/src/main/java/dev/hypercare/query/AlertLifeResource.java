package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Decision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** {@code /api/v1/alerts/{fingerprint}}: one alert, and every decision about it that is still kept. */
public final class AlertLifeResource implements QueryResource {
    private static final List<String> COLUMNS = List.of(
            "at",
            "from",
            "to",
            "severity",
            "suppressed",
            "cause",
            "reason",
            "suppressedBy",
            "ruleVersion",
            "condition");

    private static final int MOST = 1000;

    private final AlertReader alerts;
    private final PastReader past;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch, for relative times */
    public AlertLifeResource(AlertReader alerts, PastReader past, LongSupplier clock) {
        this.alerts = alerts;
        this.past = past;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/alerts/FINGERPRINT?from=-7d", "one alert with the decisions about it");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/alerts/{fingerprint}", this::life);
    }

    private void life(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, List.of("from", "to", "format"));
        long now = clock.getAsLong();
        long from = ParameterValues.time("from", parameters.getOrDefault("from", "-7d"), now);
        String to = parameters.get("to");
        long before = to == null ? Long.MAX_VALUE : ParameterValues.time("to", to, now);
        String fingerprint = request.pathParam("fingerprint");
        Optional<Alert> alert = alerts.active().stream()
                .filter(one -> one.getFingerprint().equals(fingerprint))
                .findFirst();
        Deadline deadline = Deadline.of(request);
        List<Decision> found = past.decisions(
                decision -> decision.getFingerprint().equals(fingerprint)
                        && decision.getAt().toEpochMilli() < before,
                from,
                MOST,
                deadline::check);
        if (alert.isEmpty() && found.isEmpty()) {
            throw new ApiProblem(
                    404,
                    "No such alert",
                    "fingerprint: " + fingerprint + " neither lasts nor was decided about since "
                            + Instant.ofEpochMilli(from),
                    "GET /api/v1/alerts lists those that last; ask for a longer time with from.");
        }
        boolean cut = found.size() > MOST;
        ArrayNode decisions = JsonNodeFactory.instance.arrayNode();
        found.stream().skip(cut ? 1 : 0).map(AlertLifeResource::json).forEach(decisions::add);
        if (csv) {
            Replies.csv(request, Csv.of(decisions, COLUMNS));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", fingerprint)
                .put("from", Instant.ofEpochMilli(from).toString());
        json.set("alert", alert.<JsonNode>map(one -> AlertJson.of(one)).orElseGet(JsonNodeFactory.instance::nullNode));
        json.set("decisions", decisions);
        Replies.json(request, json.put("cut", cut));
    }

    private static ObjectNode json(Decision decision) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", decision.getAt().toString())
                .put("from", decision.getFrom())
                .put("to", decision.getTo())
                .put("severity", decision.getSeverity())
                .put("previousSeverity", decision.getPreviousSeverity())
                .put("suppressed", decision.getSuppressed())
                .put("cause", decision.getCause().name())
                .put("suppressedBy", decision.getSuppressedBy())
                .put("reason", decision.getReason())
                .put("rule", decision.getRule())
                .put("ruleVersion", decision.getRuleVersion())
                .put("series", decision.getSeries())
                .put("condition", decision.getCondition())
                .put("windowSeconds", decision.getWindowSeconds());
        ObjectNode evidence = json.putObject("evidence");
        new TreeMap<>(decision.getEvidence()).forEach(evidence::put);
        return json;
    }
}
