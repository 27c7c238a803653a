package dev.hypercare.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads requests and writes answers the way Confluent's clients do and expect it. */
final class Requests {
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    static String subject(Context context) {
        return context.pathParam("subject");
    }

    /** Null where the path names none, which stands for all. */
    static @Nullable String optionalSubject(Context context) {
        return context.pathParamMap().get("subject");
    }

    static boolean flag(Context context, String name) {
        return Boolean.parseBoolean(context.queryParam(name));
    }

    /** The version in the path, -1 for the latest. Error: {@link Refusal} 42202. */
    static int version(Context context) {
        String given = context.pathParam("version");
        if (given.equals("latest") || given.equals("-1")) {
            return -1;
        }
        try {
            int number = Integer.parseInt(given);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw Refusal.invalidVersion(given);
    }

    /** The id in the path. Error: {@link Refusal} 40403 for what cannot be one. */
    static int id(Context context) {
        try {
            return Integer.parseInt(context.pathParam("id"));
        } catch (NumberFormatException e) {
            throw Refusal.noSchema();
        }
    }

    /** Error: {@link Refusal} 400. */
    static JsonNode body(Context context) {
        try {
            JsonNode body = JSON.readTree(context.bodyAsBytes());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            // Refused below, like JSON of another kind.
        }
        throw new Refusal(400, 400, "The body is not a JSON object");
    }

    /** The text of a field; empty where it is missing. */
    static String field(JsonNode body, String name) {
        return body.path(name).asText("");
    }

    /** The schema that a body holds. Error: {@link Refusal} 42201. */
    static Schema schema(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") && !type.equals("null")) {
            throw Refusal.invalidSchema("type " + type + " (this registry keeps Avro only)");
        }
        if (!body.path("references").isEmpty()) {
            throw Refusal.invalidSchema("references (give a schema that is complete in itself)");
        }
        return SchemaText.parse(field(body, "schema"));
    }

    static void answer(Context context, Object body) {
        try {
            context.contentType(TYPE).result(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers with a schema as it is, not as a JSON string. */
    static void answerSchema(Context context, String schema) {
        context.contentType(TYPE).result(schema);
    }

    static void error(Context context, int status, int code, String message) {
        context.status(status);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error_code", code);
        body.put("message", message);
        answer(context, body);
    }
}
