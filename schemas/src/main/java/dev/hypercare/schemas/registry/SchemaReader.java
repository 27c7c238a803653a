package dev.hypercare.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Makes Avro schemas of a registry's answers, with the schemas that they refer to. */
final class SchemaReader {

    /** Finds the answer for a version of a subject. */
    interface Versions {
        JsonNode get(String subject, int version);
    }

    private final Versions versions;

    SchemaReader(Versions versions) {
        this.versions = versions;
    }

    /** Error: {@link RegistryException} where the answer is not an Avro schema. */
    Schema read(String name, JsonNode answer) {
        return parse(name, answer, PortableSchema.parser(), new HashSet<>());
    }

    private Schema parse(String name, JsonNode answer, Schema.Parser parser, Set<String> seen) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryException(name + " is of type " + type + " (expected: AVRO)", 200, 0);
        }
        for (JsonNode reference : answer.path("references")) {
            String subject = reference.path("subject").asText();
            int version = reference.path("version").asInt();
            if (seen.add(subject + " version " + version)) {
                parse(subject + " version " + version, versions.get(subject, version), parser, seen);
            }
        }
        try {
            return parser.parse(answer.path("schema").asText());
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new RegistryException(name + " is not an Avro schema that we can read: " + e.getMessage(), e);
        }
    }
}
