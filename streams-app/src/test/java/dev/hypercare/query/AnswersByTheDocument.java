package dev.hypercare.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks at every answer of a server of a test, whoever asked, and remembers those that the OpenAPI document does not tell of. */
final class AnswersByTheDocument implements QueryResource {
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Override
    public Map<String, String> index() {
        return Map.of();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.after(this::look);
    }

    private void look(Context request) {
        String type = request.res().getContentType();
        // What instances say to each other is no public contract.
        if (request.path().startsWith("/internal/") || type != null && type.startsWith("text/event-stream")) {
            return;
        }
        ApiContract.problem(request.method().toString(), request.path(), request.statusCode(), type, request.result())
                .ifPresent(wrong::add);
    }

    /** Error: an AssertionError that tells all that was wrong. */
    void check() {
        if (!wrong.isEmpty()) {
            throw new AssertionError("not by the OpenAPI document: " + String.join("\n\n", wrong));
        }
    }
}
