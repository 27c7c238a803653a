package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** Tells how fresh an answer is: a header, a field of the JSON, and where the answer has notes, a note for people. */
final class FreshnessJson {
    /** The header: {@link Freshness#header}. */
    static final String HEADER = "Hypercare-Freshness";

    private FreshnessJson() {}

    /** Adds the header, where something was read that can be stale. */
    static void tell(Context request) {
        Freshness freshness = FreshnessLog.noted();
        if (freshness != null) {
            request.header(HEADER, freshness.header());
        }
    }

    /** Adds the field {@code freshness} and the note to an answer to GET. */
    static void tell(Context request, JsonNode body) {
        tell(request);
        Freshness freshness = FreshnessLog.noted();
        if (freshness != null
                && body instanceof ObjectNode json
                && request.method().equals(HandlerType.GET)) {
            add(freshness, json);
        }
    }

    static void add(Freshness freshness, ObjectNode json) {
        if (json.get("notes") instanceof ArrayNode notes) {
            String note = freshness.note();
            if (note != null) {
                notes.add(note);
            }
        }
        Long behind = freshness.behindMillis();
        ObjectNode field = json.putObject("freshness")
                .put("state", freshness.state())
                .put("stale", freshness.stale())
                .put("behindSeconds", behind == null ? null : (Double) (behind / 1000.0));
        ArrayNode missing = field.putArray("missing");
        for (Freshness.Missing each : freshness.missing()) {
            ObjectNode one = missing.addObject().put("store", each.store()).put("why", each.why());
            each.partitions().forEach(one.putArray("partitions")::add);
        }
    }
}
