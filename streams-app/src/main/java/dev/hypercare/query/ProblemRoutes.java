package dev.hypercare.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where something cannot be answered: always a problem detail, never insides of ours. */
final class ProblemRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemRoutes.class);

    private ProblemRoutes() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ApiProblem.class, (problem, request) -> Replies.problem(request, problem))
                .exception(TooSlow.class, (slow, request) -> Replies.problem(request, Admission.blame(request, slow)))
                .exception(
                        NotReadyException.class,
                        (e, request) -> Replies.problem(
                                request,
                                new ApiProblem(
                                        503, "Not ready", String.valueOf(e.getMessage()), "Ask again in a moment.")))
                .exception(HttpResponseException.class, (e, request) -> Replies.problem(request, of(e, request)))
                .exception(Exception.class, (e, request) -> {
                    LOG.error("{} {} failed", request.method(), request.path(), e);
                    Replies.problem(
                            request,
                            new ApiProblem(
                                    500,
                                    "A fault of ours",
                                    "an unexpected error; it is in the log of this process",
                                    "Report it."));
                });
    }

    private static ApiProblem of(HttpResponseException e, Context request) {
        String asked = request.method() + " " + request.path();
        return switch (e.getStatus()) {
            case 404 -> new ApiProblem(404, "No such resource", asked, "GET / lists the resources.");
            case 405 ->
                new ApiProblem(
                        405, "No such method", asked, "GET /api/v1/openapi.json tells which methods a resource has.");
            case 413 -> new ApiProblem(413, "The body is too large", asked, "Send less at once.");
            default -> new ApiProblem(e.getStatus(), "The request cannot be used", asked, "Correct the request.");
        };
    }
}
