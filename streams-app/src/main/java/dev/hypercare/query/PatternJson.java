package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.Pattern;
import java.util.List;

/** A pattern as JSON, by the names of its Avro schema; times as text, UTC. */
final class PatternJson {
    private PatternJson() {}

    static ObjectNode of(Pattern pattern, TraceTemplate traces) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", pattern.getId())
                .put("kind", pattern.getKind().name())
                .put("tenant", pattern.getTenant())
                .put("api", pattern.getApi())
                .put("template", pattern.getTemplate())
                .put("state", pattern.getState().name())
                .put("at", pattern.getAt().toString())
                .put("reason", pattern.getReason())
                .put("firstSeen", pattern.getFirstSeen().toString())
                .put("lastSeen", pattern.getLastSeen().toString())
                .put("total", pattern.getTotal())
                .put("sinceGoLive", pattern.getSinceGoLive())
                .put("recent", pattern.getRecent())
                .put("windowSeconds", pattern.getWindowSeconds())
                .put("usual", pattern.getUsual())
                .put("consumers", pattern.getConsumers())
                .put("sample", pattern.getSample())
                .put("overflow", pattern.getTemplate().equals(PatternRule.OVERFLOW));
        texts(json, "aliases", pattern.getAliases());
        texts(json, "apis", pattern.getApis());
        texts(json, "routes", pattern.getRoutes());
        texts(json, "versions", pattern.getVersions());
        texts(json, "errorCodes", pattern.getErrorCodes());
        pattern.getStatuses().forEach(json.putArray("statuses")::add);
        texts(json, "traceIds", pattern.getTraceIds());
        texts(json, "traceUrls", traces.urls(pattern.getTraceIds()));
        texts(json, "tickets", pattern.getTickets());
        return json;
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }
}
