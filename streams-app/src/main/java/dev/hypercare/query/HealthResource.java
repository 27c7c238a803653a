package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.AppReader.AppState;
import io.javalin.http.Context;
import java.util.List;

/** {@code /api/v1/health}: 200 while every application does its work, else 503; the body is the same. */
final class HealthResource {
    private final AppReader reader;

    HealthResource(AppReader reader) {
        this.reader = reader;
    }

    void health(Context request) {
        List<AppState> apps = reader.apps();
        boolean up = apps.stream().allMatch(AppState::running);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", up ? "up" : "not-ready");
        ArrayNode list = json.putArray("apps");
        for (AppState app : apps) {
            list.addObject()
                    .put("name", app.name())
                    .put("state", app.state())
                    .put("running", app.running())
                    .put("lagRecords", app.lagRecords());
        }
        if (!up) {
            request.status(503).header("Retry-After", String.valueOf(ApiProblem.RETRY_AFTER_SECONDS));
        }
        Replies.json(request, json);
    }
}
