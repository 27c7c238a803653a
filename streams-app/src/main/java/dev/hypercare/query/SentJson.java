package dev.hypercare.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a person sends. Whatever is wrong with it is an {@link ApiProblem} that names the field.
 *
 * @param title of such a problem
 */
record SentJson(String title, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads one. Error: {@link ApiProblem} for what is no object, and for another field.
     *
     * @param keys the fields it may have
     * @param example of one
     */
    static SentJson read(String title, String body, List<String> keys, String example) {
        SentJson sent = object(title, body, example);
        sent.unknown(keys).stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return sent;
    }

    /** Reads one, whatever its fields are. Error: {@link ApiProblem} for what is no object. */
    static SentJson object(String title, String body, String example) {
        SentJson sent = new SentJson(title, tree(body));
        if (!sent.json.isObject()) {
            throw sent.problem("body", "not a JSON object", "such as " + example);
        }
        return sent;
    }

    /** A problem for each field that it may not have. */
    List<ApiProblem> unknown(List<String> keys) {
        return json.properties().stream()
                .filter(field -> !keys.contains(field.getKey()))
                .map(field -> problem(field.getKey(), "no such field", String.join(", ", keys)))
                .toList();
    }

    /** A missing node for what is no JSON. */
    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** A text; null where it is not given. Error: {@link ApiProblem} for anything else. */
    @Nullable
    String text(String name) {
        if (!json.hasNonNull(name)) {
            return null;
        }
        if (!json.get(name).isTextual()) {
            throw problem(name, json.get(name).toString(), "a text");
        }
        return json.get(name).asText();
    }

    /** A text that has to be there. Error: {@link ApiProblem} where it is not. */
    String required(String name, String expected) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw problem(name, value == null ? "missing" : "''", expected);
        }
        return value;
    }

    /** The problem that a field has a value that cannot be used. */
    ApiProblem problem(String field, String value, String expected) {
        return ApiProblem.field(title, field, value, expected);
    }
}
