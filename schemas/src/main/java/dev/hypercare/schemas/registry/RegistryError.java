package dev.hypercare.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The body of a refusal.
 *
 * @param code Confluent's error code; 0 where the body has none
 * @param message for people, one line, at most 500 characters; empty where the body has none
 */
record RegistryError(int code, String message) {
    static final int SUBJECT_NOT_FOUND = 40401;
    static final int SCHEMA_NOT_FOUND = 40403;
    private static final int MAX_LENGTH = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    static RegistryError read(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return new RegistryError(
                    tree.path("error_code").asInt(0),
                    shortened(tree.path("message").asText("")));
        } catch (JsonProcessingException e) {
            return new RegistryError(0, shortened(body));
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
