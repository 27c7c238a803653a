package dev.hypercare.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Log entries as bytes: JSON keys and values in the layout of Confluent's registry, a null value takes back. */
final class LogEntries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LogEntries() {}

    static byte[] key(LogEntry entry) {
        ObjectNode key = JSON.createObjectNode();
        if (entry instanceof LogEntry.Version version) {
            key.put("keytype", "SCHEMA")
                    .put("subject", version.subject())
                    .put("version", version.version())
                    .put("magic", 1);
        } else if (entry instanceof LogEntry.Level level) {
            key.put("keytype", "CONFIG").put("subject", level.subject()).put("magic", 0);
        } else if (entry instanceof LogEntry.Mode mode) {
            key.put("keytype", "MODE").put("subject", mode.subject()).put("magic", 0);
        } else {
            key.put("keytype", "HIGHEST_ID").put("magic", 0);
        }
        return bytes(key);
    }

    static byte @Nullable [] value(LogEntry entry) {
        ObjectNode value = JSON.createObjectNode();
        if (entry instanceof LogEntry.Version version) {
            StoredSchema schema = version.schema();
            return schema == null
                    ? null
                    : bytes(value.put("subject", schema.subject())
                            .put("version", schema.version())
                            .put("id", schema.id())
                            .put("schema", schema.schema())
                            .put("deleted", schema.deleted()));
        }
        if (entry instanceof LogEntry.Level level) {
            return level.level() == null
                    ? null
                    : bytes(value.put("compatibilityLevel", level.level().name()));
        }
        if (entry instanceof LogEntry.Mode mode) {
            return mode.mode() == null
                    ? null
                    : bytes(value.put("mode", mode.mode().name()));
        }
        return bytes(value.put("id", ((LogEntry.HighestId) entry).id()));
    }

    /** Empty for a record of a kind that we do not use. Error: {@link IOException} or {@link Refusal} for one that cannot be read. */
    static Optional<LogEntry> read(byte @Nullable [] keyBytes, byte @Nullable [] valueBytes) throws IOException {
        if (keyBytes == null) {
            throw new IOException("no key");
        }
        JsonNode key = JSON.readTree(keyBytes);
        JsonNode value = valueBytes == null ? JSON.nullNode() : JSON.readTree(valueBytes);
        String subject = key.path("subject").isTextual() ? key.get("subject").asText() : null;
        return switch (key.path("keytype").asText()) {
            case "SCHEMA" -> Optional.of(version(key, value));
            case "CONFIG" ->
                Optional.of(new LogEntry.Level(
                        subject, value.isNull() ? null : CompatibilityLevel.of(text(value, "compatibilityLevel"))));
            case "MODE" ->
                Optional.of(new LogEntry.Mode(subject, value.isNull() ? null : RegistryMode.of(text(value, "mode"))));
            case "HIGHEST_ID" -> Optional.of(new LogEntry.HighestId(number(value, "id")));
            default -> Optional.empty();
        };
    }

    private static LogEntry.Version version(JsonNode key, JsonNode value) throws IOException {
        String subject = text(key, "subject");
        int version = number(key, "version");
        StoredSchema schema = value.isNull()
                ? null
                : new StoredSchema(
                        subject,
                        version,
                        number(value, "id"),
                        text(value, "schema"),
                        value.path("deleted").asBoolean());
        return new LogEntry.Version(subject, version, schema);
    }

    private static String text(JsonNode node, String field) throws IOException {
        if (!node.path(field).isTextual()) {
            throw new IOException("no " + field);
        }
        return node.get(field).asText();
    }

    private static int number(JsonNode node, String field) throws IOException {
        if (!node.path(field).canConvertToInt()) {
            throw new IOException("no " + field);
        }
        return node.get(field).intValue();
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
