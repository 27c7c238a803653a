package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case as JSON, by the names of its Avro schema; times as text, UTC. */
final class TicketJson {
    /** The columns of the CSV. */
    static final List<String> COLUMNS = List.of(
            "id",
            "priority",
            "state",
            "category",
            "api",
            "component",
            "createdAt",
            "resolvedAt",
            "reopened",
            "firstContact",
            "subject",
            "title",
            "url");

    private TicketJson() {}

    static ObjectNode of(TicketCase one) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", one.getId())
                .put("source", one.getSource())
                .put("state", one.getState().name())
                .put("at", one.getAt().toString())
                .put("priority", one.getPriority())
                .put("priorityReason", one.getPriorityReason())
                .put("category", one.getCategory())
                .put("categoryReason", one.getCategoryReason())
                .put("component", one.getComponent())
                .put("componentReason", one.getComponentReason())
                .put("api", one.getApi())
                .put("apiReason", one.getApiReason())
                .put("title", one.getTitle())
                .put("tenant", one.getTenant())
                .put("consumer", one.getConsumer())
                .put("team", one.getTeam())
                .put("url", one.getUrl())
                .put("createdAt", one.getCreatedAt().toString())
                .put("firstAnsweredAt", time(one.getFirstAnsweredAt()))
                .put("resolvedAt", time(one.getResolvedAt()))
                .put("firstAnswerMillis", one.getFirstAnswerMillis())
                .put("resolveMillis", one.getResolveMillis())
                .put("reopened", one.getReopened())
                .put("escalatedAt", time(one.getEscalatedAt()))
                .put("firstContact", one.getFirstContact())
                .put("subject", one.getSubject())
                .put("late", one.getLate());
        ArrayNode links = json.putArray("links");
        for (TicketLink link : one.getLinks()) {
            ObjectNode to = links.addObject()
                    .put("pattern", link.getPattern())
                    .put("api", link.getApi())
                    .put("score", link.getScore())
                    .put("certainty", link.getCertainty().name());
            link.getEvidence().forEach(to.putArray("evidence")::add);
        }
        return json;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
