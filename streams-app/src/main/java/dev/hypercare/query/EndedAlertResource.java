package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Decision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** {@code /api/v1/ended-alerts}: alerts that fired and are over, as spans of time. */
public final class EndedAlertResource implements QueryResource {
    private static final List<String> COLUMNS =
            List.of("firedAt", "endedAt", "severity", "rule", "series", "suppressed", "reason", "fingerprint");

    /** Decisions that are looked at; the newest. */
    private static final int MOST = 5000;

    private final PastReader past;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch, for relative times */
    public EndedAlertResource(PastReader past, LongSupplier clock) {
        this.past = past;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/ended-alerts?from=-1d", "alerts that fired and are over, as spans of time");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/ended-alerts", this::ended);
    }

    /** The oldest end first; {@code from}, {@code to} and {@code api} narrow it down. */
    private void ended(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, List.of("from", "to", "api", "format"));
        long now = clock.getAsLong();
        long from = ParameterValues.time("from", parameters.getOrDefault("from", "-1d"), now);
        String to = parameters.get("to");
        long before = to == null ? Long.MAX_VALUE : ParameterValues.time("to", to, now);
        String api = parameters.get("api");
        List<Decision> found = past.decisions(
                decision -> EndedAlerts.concerns(decision)
                        && decision.getAt().toEpochMilli() < before
                        && (api == null || api.equals(decision.getLabels().get("api"))),
                from,
                MOST,
                Deadline.of(request)::check);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        EndedAlerts.of(found).forEach(one -> list.add(json(one)));
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", Instant.ofEpochMilli(from).toString());
        json.set("ended", list);
        Replies.json(request, json.put("cut", found.size() > MOST));
    }

    private static ObjectNode json(EndedAlerts.Ended one) {
        Decision first = one.first();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", first.getFingerprint())
                .put("rule", first.getRule())
                .put("ruleVersion", first.getRuleVersion())
                .put("series", first.getSeries());
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(first.getLabels()).forEach(labels::put);
        return json.put("severity", one.severity())
                .put("firedAt", one.firedAt() == null ? null : one.firedAt().toString())
                .put("endedAt", one.last().getAt().toString())
                .put("suppressed", one.suppressed())
                .put("reason", first.getReason());
    }
}
