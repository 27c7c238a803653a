package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the resources have in common: parameters given once, JSON or CSV back. */
final class Replies {
    private static final int TAG_BYTES = 16;

    private Replies() {}

    /** The parameters of the query by name. Error: {@link ApiProblem} for one that is given twice, or is not encoded as it has to be. */
    static Map<String, String> parameters(Context request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.queryParamMap().forEach((name, values) -> {
            if (values.size() > 1) {
                throw ApiProblem.parameter(name, "given " + values.size() + " times", "once");
            }
            if (values.isEmpty()) {
                throw ApiProblem.parameter(name, "not decodable", "text in UTF-8, percent-encoded");
            }
            parameters.put(name, values.get(0));
        });
        return parameters;
    }

    /** The same, where only these are known. Error: also for another one, with the one that may have been meant. */
    static Map<String, String> parameters(Context request, Collection<String> known) {
        Map<String, String> parameters = parameters(request);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw ApiProblem.unknownParameter(name, known);
            }
        }
        return parameters;
    }

    /**
     * A body that is JSON by its type. Error: {@link ApiProblem} (415) for another type.
     *
     * @param expected what it has, for the message, such as {@code a mark as the body}
     */
    static String jsonBody(Context request, String expected) {
        // Not contentType(), which fails for a charset that does not exist.
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            // Anything else a foreign web page could send without being asked first.
            throw new ApiProblem(
                    415, "Not JSON", "Content-Type: " + type, "expected: application/json, with " + expected);
        }
        // JSON is UTF-8 (RFC 8259), whatever the type says of a charset.
        return new String(request.bodyAsBytes(), StandardCharsets.UTF_8);
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
        tagged(request, "application/json", body.toString());
    }

    static void csv(Context request, String body) {
        FreshnessJson.tell(request);
        tagged(request, "text/csv; charset=utf-8", body);
    }

    /** A body of another type; like the others with an ETag, and 304 for who has it already. */
    static void tagged(Context request, String type, String body) {
        request.contentType(type);
        if (request.method().equals(HandlerType.GET) && request.statusCode() == 200) {
            String tag = tag(type, body);
            request.header("ETag", tag).header("Cache-Control", "private, no-cache");
            if (isKnown(request.header("If-None-Match"), tag)) {
                request.status(304);
                return;
            }
        }
        request.result(body);
    }

    private static boolean isKnown(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(tag) || one.equals("W/" + tag) || one.equals("*"));
    }

    static String tag(String type, String body) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((type + "\n" + body).getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void problem(Context request, ApiProblem problem) {
        if (problem.status() == 503 || problem.status() == 429) {
            request.header("Retry-After", String.valueOf(ApiProblem.RETRY_AFTER_SECONDS));
        }
        if (problem.status() == 401) {
            // RFC 6750: no error where nothing was shown.
            String error = request.header("Authorization") == null ? "" : ", error=\"invalid_token\"";
            request.header("WWW-Authenticate", "Bearer realm=\"hypercare\"" + error);
        }
        request.status(problem.status())
                .contentType(ApiProblem.CONTENT_TYPE)
                .result(problem.body(request.path()).toString());
    }
}
