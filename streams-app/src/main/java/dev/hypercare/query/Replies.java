package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the resources have in common: parameters given once, JSON or CSV back. */
final class Replies {
    private Replies() {}

    /** The parameters of the query by name. Error: {@link ApiProblem} for one that is given twice. */
    static Map<String, String> parameters(Context request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.queryParamMap().forEach((name, values) -> {
            if (values.size() > 1) {
                throw ApiProblem.parameter(name, "given " + values.size() + " times", "once");
            }
            parameters.put(name, values.get(0));
        });
        return parameters;
    }

    /** Whether CSV is asked for, by {@code format=csv} or the Accept header. Error: {@link ApiProblem} for another format. */
    static boolean wantsCsv(Context request) {
        String format = request.queryParam("format");
        if (format == null) {
            String accept = request.header("Accept");
            return accept != null && accept.startsWith("text/csv");
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw ApiProblem.parameter("format", format, "json or csv");
        };
    }

    static void json(Context request, JsonNode body) {
        FreshnessJson.tell(request, body);
        request.contentType("application/json").result(body.toString());
    }

    static void csv(Context request, String body) {
        FreshnessJson.tell(request);
        request.contentType("text/csv; charset=utf-8").result(body);
    }

    static void problem(Context request, ApiProblem problem) {
        if (problem.status() == 503) {
            request.header("Retry-After", String.valueOf(ApiProblem.RETRY_AFTER_SECONDS));
        }
        request.status(problem.status())
                .contentType(ApiProblem.CONTENT_TYPE)
                .result(problem.body().toString());
    }
}
