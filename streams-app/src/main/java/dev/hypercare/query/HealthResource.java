package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.AppReader.AppState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/health}: 200 while every application does its work, else 503; the body is the same. */
public final class HealthResource implements QueryResource {
    private final AppReader reader;

    /** Of the applications that a reader knows. */
    public HealthResource(AppReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/health", "the applications and their state");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/health", this::health);
    }

    private void health(Context request) {
        Replies.parameters(request, List.of());
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
