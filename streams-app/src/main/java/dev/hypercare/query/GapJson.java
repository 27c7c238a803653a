package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Gap;
import java.util.TreeMap;

/** A gap as JSON, by the names of its Avro schema; times as text, UTC. */
final class GapJson {
    private GapJson() {}

    static ObjectNode of(Gap gap) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", gap.getId())
                .put("kind", gap.getKind().name())
                .put("state", gap.getState().name())
                .put("api", gap.getApi())
                .put("tenant", gap.getTenant())
                .put("subject", gap.getSubject())
                .put("since", gap.getSince().toString())
                .put("at", gap.getAt().toString())
                .put("summary", gap.getSummary())
                .put("reason", gap.getReason());
        ObjectNode evidence = json.putObject("evidence");
        new TreeMap<>(gap.getEvidence()).forEach(evidence::put);
        gap.getTickets().forEach(json.putArray("tickets")::add);
        return json;
    }
}
