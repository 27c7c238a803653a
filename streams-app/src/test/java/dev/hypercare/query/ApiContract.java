package dev.hypercare.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as tests use it: what it says of a path, and whether an answer is one of those that it tells of. */
public final class ApiContract {
    /** The document that the server answers with. */
    public static final JsonNode DOCUMENT = DocumentResource.document();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private ApiContract() {}

    /** What is wrong with an answer by the document; empty for nothing. Pages for people are not part of it. */
    static Optional<String> problem(String method, String path, int status, String type, String body) {
        if (method.equals("HEAD") || ConsoleResource.has(path)) {
            return Optional.empty();
        }
        JsonNode operation = template(path)
                .map(found -> DOCUMENT.path("paths").path(found).path(method.toLowerCase(Locale.ROOT)))
                .orElse(JSON.missingNode());
        JsonNode response = response(operation, status);
        String what = method + " " + path + " answered " + status + " " + type + ": " + body + "\n";
        if (response.isMissingNode()) {
            return Optional.of(what + "the document knows no such status");
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return body == null || body.isEmpty() ? Optional.empty() : Optional.of(what + "no body is expected");
        }
        String media = type == null ? "" : type.replaceFirst(";.*", "").trim();
        if (!content.has(media)) {
            return Optional.of(what + "the type is not one of " + names(content));
        }
        if (!media.endsWith("json")) {
            return Optional.empty();
        }
        List<String> errors = errors(content.path(media).path("schema"), tree(body));
        return errors.isEmpty() ? Optional.empty() : Optional.of(what + String.join("\n", errors));
    }

    /** What is wrong with a value by a schema of the document. */
    static List<String> errors(JsonNode schema, JsonNode value) {
        Schema compiled = KNOWN.computeIfAbsent(schema.toString(), unseen -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.putArray("allOf").add(schema);
            whole.set("components", DOCUMENT.path("components"));
            return SCHEMAS.getSchema(whole);
        });
        return compiled
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** What is wrong with a schema, by JSON Schema 2020-12. */
    static List<String> errorsOfSchema(JsonNode schema) {
        return SCHEMAS
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The path of the document that a path of a request is one of: one without parameters where there is one. */
    static Optional<String> template(String path) {
        List<String> templates = names(DOCUMENT.path("paths"));
        if (templates.contains(path)) {
            return Optional.of(path);
        }
        return templates.stream()
                .filter(template -> template.contains("{")
                        && path.matches(
                                template.replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.")))
                .findFirst();
    }

    /** The node that a reference leads to, or the node itself. */
    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Where there is no such path or method, any problem may be answered. */
    private static JsonNode response(JsonNode operation, int status) {
        if (operation.isMissingNode()) {
            return status >= 400 ? DOCUMENT.at("/components/responses/Problem") : operation;
        }
        JsonNode responses = operation.path("responses");
        JsonNode own = responses.path(String.valueOf(status));
        return resolved(own.isMissingNode() && status >= 400 ? responses.path("default") : own);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }
}
